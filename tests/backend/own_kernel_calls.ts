/**
 * Counts what simd's own kernels compute, and what they leave to the cpu kernels.
 *
 * @module
 */
import { SIMD_KERNELS } from "../../lib/backend/register_simd.ts";
import type { SimdKernel } from "../../lib/backend/ops/simd_kernel.ts";

/** How often a kernel was computed by us, and how often by the cpu kernel instead. */
export interface KernelCalls {
  simd: number;
  cpu: number;
}

/** The calls of each of our kernels since this module was imported. */
export const ownKernelCalls: ReadonlyMap<string, KernelCalls> = new Map(
  SIMD_KERNELS.map((kernel) => {
    const calls = { simd: 0, cpu: 0 };
    const { compute } = kernel;
    (kernel as { compute: SimdKernel["compute"] }).compute = (call) => {
      const result = compute(call);
      calls[result ? "simd" : "cpu"]++;
      return result;
    };
    return [kernel.kernelName, calls];
  }),
);
