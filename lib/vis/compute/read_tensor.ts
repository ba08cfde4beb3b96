/**
 * Reading tensors.
 *
 * @module
 */
import type { Tensor } from "../../tensor_types.ts";

/**
 * Reads a tensor's values.
 *
 * @param action What the values are for, as in `show the distribution`.
 * @param tensor The tensor, which stays with the caller.
 * @returns Its values, row by row.
 * @throws {TypeError} If the tensor has been disposed of.
 */
export function readTensor(action: string, tensor: Tensor): ArrayLike<number> {
  if (tensor.isDisposed) {
    throw new TypeError(`Cannot ${action}: expected a tensor in use but found a disposed one`);
  }
  return tensor.dataSync();
}
