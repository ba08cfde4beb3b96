/**
 * Reading labels and predictions for the metrics.
 *
 * @module
 */
import * as tf from "@tensorflow/tfjs-core";
import { checkInteger } from "../../check.ts";
import type { Tensor1D } from "../../tensor_types.ts";
import { readTensor } from "../../read_tensor.ts";

/** One class' number for each example, as a list or a tensor `[examples]`. */
export type ClassList = ArrayLike<number> | Tensor1D;

/** Labels and predictions that belong together. */
export interface LabelPairs {
  /** What each example is. */
  labels: ArrayLike<number>;
  /** What each example was taken for. */
  predictions: ArrayLike<number>;
  /** The number of classes. */
  numClasses: number;
}

/**
 * Reads a list or a tensor of rank 1.
 *
 * @param action What the values are for, as in `measure the accuracy`.
 * @param name What the values are, as in `labels`.
 * @param values The list or the tensor, which stays with the caller.
 * @returns The values.
 * @throws {TypeError} If the tensor has another rank or has been disposed of.
 */
export function readList(action: string, name: string, values: ClassList): ArrayLike<number> {
  if (!(values instanceof tf.Tensor)) return values as ArrayLike<number>;
  if (values.shape.length !== 1) {
    throw new TypeError(
      `Cannot ${action}: expected ${name} of shape [any] but found ` +
        `[${(values as tf.Tensor).shape.join(", ")}]`,
    );
  }
  return readTensor(action, values);
}

function checkClasses(
  action: string,
  name: string,
  values: ArrayLike<number>,
  numClasses: number,
): void {
  for (let index = 0; index < values.length; index++) {
    const value = values[index];
    if (Number.isInteger(value) && value >= 0 && value < numClasses) continue;
    const range = numClasses === Infinity ? "of at least 0" : `from 0 to ${numClasses - 1}`;
    throw new RangeError(
      `Cannot ${action}: expected whole numbers ${range} in the ${name} but found ${value} ` +
        `at index ${index}`,
    );
  }
}

/**
 * Reads labels and predictions and checks that they fit together.
 *
 * @param action What they are for, as in `make a confusion matrix`.
 * @param labels What each example is.
 * @param predictions What each example was taken for.
 * @param numClasses The number of classes; one more than the largest number found if left out.
 * @returns The lists and the number of classes.
 * @throws {TypeError} If there is no example, the lists differ in length, or a tensor's rank is not 1.
 * @throws {RangeError} If a number is no class, or `numClasses` is no whole number from 1.
 */
export function readPairs(
  action: string,
  labels: ClassList,
  predictions: ClassList,
  numClasses: number | undefined,
): LabelPairs {
  const lists = {
    labels: readList(action, "labels", labels),
    predictions: readList(action, "predictions", predictions),
  };
  if (lists.labels.length !== lists.predictions.length) {
    throw new TypeError(
      `Cannot ${action}: expected as many predictions as labels but found ` +
        `${lists.predictions.length} and ${lists.labels.length}`,
    );
  }
  if (lists.labels.length === 0) {
    throw new TypeError(`Cannot ${action}: expected at least one example but found none`);
  }
  if (numClasses !== undefined) checkInteger(action, "numClasses", numClasses);
  checkClasses(action, "labels", lists.labels, numClasses ?? Infinity);
  checkClasses(action, "predictions", lists.predictions, numClasses ?? Infinity);
  const largest = (values: ArrayLike<number>) =>
    Array.from(values).reduce((a, b) => Math.max(a, b), 0);
  return {
    ...lists,
    numClasses: numClasses ?? 1 + Math.max(largest(lists.labels), largest(lists.predictions)),
  };
}
