/**
 * Transposing a matrix.
 *
 * @module
 */
import * as tf from "@tensorflow/tfjs-core";
import type { KernelArguments } from "../compiled_kernels.ts";
import { TRANSPOSE_COLUMNS } from "../kernels/shared/layout.ts";
import type { SimdBackend } from "../simd_backend.ts";
import { isFloat32, type SimdKernel, simdKernel } from "./simd_kernel.ts";

/** Computes y [C, R] of x [R, C]. */
export function transposeMatrix(backend: SimdBackend, args: KernelArguments<"transpose">): void {
  const { R: rows, C: columns } = args;
  backend.forEach("transpose", { count: columns, work: rows, args, multiple: TRANSPOSE_COLUMNS });
}

/** The adapter of Transpose, for two axes. */
export const transpose: SimdKernel = simdKernel<"x", tf.TransposeAttrs>(
  tf.Transpose,
  ({ inputs: { x }, attrs: { perm }, backend }) => {
    if (!isFloat32(x) || x.shape.length !== 2 || perm[0] !== 1) return undefined;
    const [rows, columns] = x.shape;
    const { info, address } = backend.makeOutput32([columns, rows]);
    transposeMatrix(backend, { x: backend.addressOf(x), y: address, R: rows, C: columns });
    return info;
  },
);
