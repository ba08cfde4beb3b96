/**
 * The share of right answers.
 *
 * @module
 */
import * as tf from "@tensorflow/tfjs-core";
import type { Tensor } from "../../tensor_types.ts";
import { readTensor } from "../../read_tensor.ts";

const ACTION = "measure the accuracy";

const read = (values: ArrayLike<number> | Tensor) =>
  values instanceof tf.Tensor
    ? { shape: values.shape, values: readTensor(ACTION, values) }
    : { shape: [values.length], values };

/**
 * Returns the share of predictions that equal their label.
 *
 * @param labels What is right: a list, or a tensor of any shape, which stays with the caller.
 * @param predictions What was predicted, of the same shape.
 * @returns The share, from 0 to 1.
 * @throws {TypeError} If the shapes differ, there is no value, or a tensor has been disposed of.
 *
 * @example
 * ```ts
 * import { metrics } from "convbook/vis";
 * import { equal } from "node:assert/strict";
 *
 * equal(metrics.accuracy([0, 1, 2, 1], [0, 1, 1, 1]), 0.75);
 * ```
 */
export function accuracy(
  labels: ArrayLike<number> | Tensor,
  predictions: ArrayLike<number> | Tensor,
): number {
  const [right, predicted] = [read(labels), read(predictions)];
  if (right.shape.join() !== predicted.shape.join()) {
    throw new TypeError(
      `Cannot ${ACTION}: expected predictions of shape [${right.shape.join(", ")}] ` +
        `but found [${predicted.shape.join(", ")}]`,
    );
  }
  const count = right.values.length;
  if (count === 0) {
    throw new TypeError(`Cannot ${ACTION}: expected at least one example but found none`);
  }
  let equal = 0;
  for (let index = 0; index < count; index++) {
    if (right.values[index] === predicted.values[index]) equal++;
  }
  return equal / count;
}
