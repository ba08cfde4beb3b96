/**
 * The compiled kernels that this runtime can run.
 *
 * @module
 */
import { RELAXED_SIMD_KERNELS, SIMD_KERNELS } from "../kernel_binaries.ts";

/**
 * Compiles the kernels: those with relaxed multiply-add, which rounds once where the processor can, or
 * those without where the runtime does not know it (Node.js 20, older browsers).
 *
 * @throws {Error} If the runtime has no SIMD instructions in WebAssembly, or no shared memory.
 */
export function loadKernels(): WebAssembly.Module {
  for (const binary of [RELAXED_SIMD_KERNELS, SIMD_KERNELS]) {
    const bytes = Uint8Array.from(atob(binary), (character) => character.charCodeAt(0));
    if (WebAssembly.validate(bytes)) return new WebAssembly.Module(bytes);
  }
  throw new Error(
    "Cannot start the simd backend: expected WebAssembly with SIMD and shared memory but found a " +
      'runtime without; there is "cpu"',
  );
}
