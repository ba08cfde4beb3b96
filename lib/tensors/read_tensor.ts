/**
 * Reading tensors.
 *
 * @module
 */
import * as tf from "@tensorflow/tfjs-core";
import "./quiet_cpu_backend.ts";
import { describeValue } from "@convbook/check";
import type { Tensor } from "./tensor_types.ts";

/** What the webgpu backend (4.22) keeps of a tensor: `values` is there once they are in memory. */
interface WebGpuData {
  tensorMap: { get(dataId: object): { values?: unknown } };
}

/**
 * Reads a tensor's values. This is the only place of the library that does, because a tensor of the
 * webgpu backend cannot be read at once outside a browser: TensorFlow.js (4.22) copies its values
 * through a canvas.
 *
 * @param action What the values are for, as in `show the distribution`.
 * @param tensor The tensor, which stays with the caller.
 * @returns Its values, row by row.
 * @throws {TypeError} If it is not a tensor, holds no real numbers, or has been disposed of.
 * @throws {Error} If it is on webgpu and nobody has fetched its values with `await tensor.data()`.
 *
 * @example
 * ```ts
 * import { readTensor } from "./read_tensor.ts";
 * import * as tf from "@tensorflow/tfjs";
 * import { deepEqual, throws } from "node:assert/strict";
 *
 * const tensor = tf.tensor1d([1, 2.5]);
 * deepEqual([...readTensor("show it", tensor)], [1, 2.5]);
 * tensor.dispose();
 * throws(() => readTensor("show it", tensor), {
 *   message: "Cannot show it: expected a tensor in use but found a disposed one",
 * });
 * ```
 */
export function readTensor(action: string, tensor: Tensor): Float32Array | Int32Array | Uint8Array {
  checkTensor(action, tensor);
  if (!isReadable(tensor)) {
    throw new Error(
      `Cannot ${action}: expected a tensor that can be read at once but found one on webgpu; ` +
        `"await tensor.data()" before this call fetches its values, and on the backends simd and ` +
        "cpu they are always at hand",
    );
  }
  return tensor.dataSync();
}

/**
 * Throws unless a value is a tensor in use that holds real numbers. It need not be readable at once.
 *
 * @param action What the tensor is for, as in `show activations`.
 * @param tensor The tensor, which stays with the caller.
 * @throws {TypeError} If it is not a tensor, holds no real numbers, or has been disposed of.
 */
export function checkTensor(action: string, tensor: Tensor): void {
  if (!(tensor instanceof tf.Tensor)) {
    throw new TypeError(`Cannot ${action}: expected a tensor but found ${describeValue(tensor)}`);
  }
  if (tensor.isDisposed) {
    throw new TypeError(`Cannot ${action}: expected a tensor in use but found a disposed one`);
  }
  if (tensor.dtype === "string" || tensor.dtype === "complex64") {
    throw new TypeError(
      `Cannot ${action}: expected a tensor of real numbers but found one of ${tensor.dtype}`,
    );
  }
}

/**
 * Tells whether a tensor that is in use can be read at once.
 *
 * @param tensor The tensor. It may be on another backend than the one in use.
 * @returns Whether its values are in memory, or come from a GPU without waiting.
 */
export function isReadable({ dataId }: Tensor): boolean {
  const backend = tf.engine().state.tensorInfo.get(dataId)?.backend;
  if (backend === undefined || backend !== tf.findBackend("webgpu")) return true;
  const { values } = (backend as unknown as WebGpuData).tensorMap.get(dataId);
  return values !== undefined && values !== null || canReadGpu();
}

/**
 * Throws, for functions that read what they have computed themselves, where that cannot be done.
 *
 * @param action What the caller is about to do, as in `evaluate the model`.
 * @throws {Error} If the backend in use is webgpu, outside a browser.
 */
export function checkReadable(action: string): void {
  if (tf.getBackend() !== "webgpu" || canReadGpu()) return;
  throw new Error(
    `Cannot ${action}: expected the backend simd or cpu but found webgpu, whose results cannot be ` +
      'read at once; saveModel(), useBackend({ backend: "simd" }) and loadModel() take a model there',
  );
}

/**
 * Tells whether tensors can be read at once, with `dataSync()`. TensorFlow.js (4.22) copies them through
 * canvases for that, which Deno (2.9) does not draw on.
 *
 * @returns Whether there is such a canvas.
 */
export function canReadGpu(): boolean {
  return typeof OffscreenCanvas === "function" &&
    new OffscreenCanvas(1, 1).getContext("2d") !== null;
}
