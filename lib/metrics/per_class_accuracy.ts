/**
 * The share of right answers, class by class.
 *
 * @module
 */
import { type ClassList, readPairs } from "./labels.ts";

/** How a model does on the examples of one class. */
export interface ClassAccuracy {
  /** The share of them that it gets right, 0 to 1; NaN if there are none. */
  accuracy: number;
  /** How many there are. */
  count: number;
}

/**
 * Returns for each class the share of its examples that were predicted right.
 *
 * @param labels What each example is: class numbers, or one-hot rows `[examples, classes]`.
 * @param predictions What each was taken for: class numbers, or rows of scores or probabilities.
 * @param numClasses The number of classes. If left out, that of a row's values, or one more than the
 * largest number found.
 * @returns The accuracy and the number of examples of each class. (tfjs-vis says 0 for a class without
 * examples; here it is `NaN`, since nothing was wrong.)
 * @throws {TypeError} If there is no example, the lists differ in length, or they are malformed.
 * @throws {RangeError} If a number is not a class, or a row has no highest value.
 *
 * @example
 * ```ts
 * import { metrics } from "convbook/vis";
 * import { deepEqual } from "node:assert/strict";
 *
 * deepEqual(metrics.perClassAccuracy([0, 0, 1], [0, 1, 1]), [
 *   { accuracy: 0.5, count: 2 },
 *   { accuracy: 1, count: 1 },
 * ]);
 * ```
 */
export function perClassAccuracy(
  labels: ClassList,
  predictions: ClassList,
  numClasses?: number,
): ClassAccuracy[] {
  const pairs = readPairs("measure the accuracy per class", labels, predictions, numClasses);
  const right = new Array<number>(pairs.numClasses).fill(0);
  const count = new Array<number>(pairs.numClasses).fill(0);
  for (let index = 0; index < pairs.labels.length; index++) {
    const label = pairs.labels[index];
    count[label]++;
    if (pairs.predictions[index] === label) right[label]++;
  }
  return count.map((total, label) => ({ accuracy: right[label] / total, count: total }));
}
