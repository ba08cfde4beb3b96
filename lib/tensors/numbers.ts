/**
 * Reading numbers from lists and tensors.
 *
 * @module
 */
import * as tf from "@tensorflow/tfjs-core";
import "./quiet_cpu_backend.ts";
import { readTensor } from "./read_tensor.ts";
import { checkItems, checkList, unexpected } from "@convbook/check";

/** Numbers and their shape. */
export interface Numbers {
  /** The shape; that of a list is its length. */
  readonly shape: readonly number[];
  /** The numbers, row by row. */
  readonly values: ArrayLike<number>;
}

/**
 * Reads numbers from a list or a tensor.
 *
 * @param action What they are for, as in `show the distribution of values`.
 * @param name What they are, as in `values`.
 * @param given A list of numbers, or a tensor of any shape, which stays with the caller.
 * @returns The numbers and their shape.
 * @throws {TypeError} If it is neither, one item is not a number, or a tensor has been disposed of or
 * holds no numbers.
 *
 * @example
 * ```ts
 * import { readNumbers } from "./numbers.ts";
 * import { throws } from "node:assert/strict";
 *
 * throws(() => readNumbers("measure", "labels", [1, "2"]), {
 *   message: 'Cannot measure: expected numbers in the labels but found "2" at index 1',
 * });
 * ```
 */
export function readNumbers(action: string, name: string, given: unknown): Numbers {
  if (given instanceof tf.Tensor) {
    return { shape: given.shape, values: readTensor(action, given) };
  }
  checkList(action, `${name} in a list or a tensor`, given);
  checkItems(
    given,
    (item) => typeof item === "number",
    (item, index) => unexpected(action, `numbers in the ${name}`, item, ` at index ${index}`),
  );
  return { shape: [given.length], values: given as ArrayLike<number> };
}
