/**
 * TensorFlow.js's own WebGPU backend, loaded only when it is wanted.
 *
 * @module
 */

import { describeError } from "@convbook/check";

/**
 * Looks for a GPU. A software adapter, which computes on the processor, does not count.
 *
 * @returns What the adapter calls itself, or `undefined` if there is none.
 */
export async function findGpu(): Promise<string | undefined> {
  const adapter = await globalThis.navigator?.gpu?.requestAdapter();
  if (!adapter || adapter.info.isFallbackAdapter) return undefined;
  return adapter.info.description || adapter.info.vendor || "a GPU";
}

/**
 * Loads the WebGPU backend; TensorFlow.js can then be switched to it.
 *
 * @throws {Error} If there is no adapter, not even one in software, or the program that uses this package
 * has not installed TensorFlow.js's.
 */
export async function startWebGpu(): Promise<void> {
  if (!await globalThis.navigator?.gpu?.requestAdapter()) {
    throw new Error(
      "Cannot use the webgpu backend: expected a GPU adapter but found none; " +
        'there are "simd" and "cpu"',
    );
  }
  try {
    await import("@tensorflow/tfjs-backend-webgpu");
  } catch (cause) {
    throw new Error(
      "Cannot use the webgpu backend: expected the package @tensorflow/tfjs-backend-webgpu but found: " +
        describeError(cause),
      { cause },
    );
  }
}
