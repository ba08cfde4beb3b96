/**
 * The share of right answers.
 *
 * @module
 */
import { type ClassList, readPairs } from "./labels.ts";

/**
 * Returns the share of predictions that equal their label.
 *
 * Both may be numbers or rows: of one-hot labels and of probabilities, the class of the highest value
 * counts.
 *
 * @param labels What each example is: class numbers, or one-hot rows `[examples, classes]`.
 * @param predictions What each was taken for: class numbers, or rows of scores or probabilities.
 * @returns The share, from 0 to 1.
 * @throws {TypeError} If there is no example, the two differ in number, or they are malformed.
 * @throws {RangeError} If a number is not a class, such as a probability, or a row has no highest value.
 *
 * @example
 * ```ts
 * import { metrics } from "convbook/vis";
 * import { equal } from "node:assert/strict";
 *
 * equal(metrics.accuracy([0, 1, 2, 1], [0, 1, 1, 1]), 0.75);
 * equal(metrics.accuracy([[1, 0], [0, 1]], [[0.9, 0.1], [0.7, 0.3]]), 0.5);
 * ```
 */
export function accuracy(labels: ClassList, predictions: ClassList): number {
  const pairs = readPairs("measure the accuracy", labels, predictions);
  const { length } = pairs.labels;
  let right = 0;
  for (let index = 0; index < length; index++) {
    if (pairs.labels[index] === pairs.predictions[index]) right++;
  }
  return right / length;
}
