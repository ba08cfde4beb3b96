/**
 * The compiled kernels that this runtime can run.
 *
 * @module
 */
import { describeError } from "@convbook/check";
import { RELAXED_SIMD_KERNELS, SIMD_KERNELS } from "../kernel_binaries.ts";

let loaded: WebAssembly.Module | undefined;

/**
 * Compiles the kernels when it is first called: those with relaxed multiply-add, which rounds once where
 * the processor can, or those without where the runtime does not know it (Node.js 20, older browsers).
 *
 * @throws {Error} If the runtime has no WebAssembly, no SIMD instructions or no shared memory there, or the
 * page's policy forbids WebAssembly.
 */
export function loadKernels(): WebAssembly.Module {
  return loaded ??= compileKernels();
}

function compileKernels(): WebAssembly.Module {
  if (typeof WebAssembly === "undefined") throw cannot("WebAssembly", "a runtime without");
  for (const binary of [RELAXED_SIMD_KERNELS, SIMD_KERNELS]) {
    const bytes = Uint8Array.from(atob(binary), (character) => character.charCodeAt(0));
    if (!WebAssembly.validate(bytes)) continue;
    try {
      return new WebAssembly.Module(bytes);
    } catch (cause) {
      const expected = "a page whose Content-Security-Policy has 'wasm-unsafe-eval'";
      throw cannot(expected, describeError(cause), cause);
    }
  }
  throw cannot("WebAssembly with SIMD and shared memory", "a runtime without");
}

function cannot(expected: string, found: string, cause?: unknown): Error {
  return new Error(
    `Cannot start the simd backend: expected ${expected} but found ${found}; there is "cpu"`,
    { cause },
  );
}
