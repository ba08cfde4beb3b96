/**
 * Precision, recall and F1.
 *
 * @module
 */
import { confusionMatrix, MOST_MATRIX_CLASSES } from "./confusion_matrix.ts";
import { type ClassList, readPairs } from "./labels.ts";

/** Three measures of a prediction, each from 0 to 1. */
export interface PrecisionRecallF1 {
  /** Of what was predicted as the class, the share that is of it. */
  precision: number;
  /** Of what is of the class, the share that was predicted as it. */
  recall: number;
  /** The harmonic mean of the two. */
  f1: number;
}

/** The measures of each class and their means. */
export interface PrecisionRecallF1Report {
  /** The measures of each class, with the number of its examples. */
  perClass: (PrecisionRecallF1 & { count: number })[];
  /** The mean of each measure over the classes that occur among labels or predictions. */
  macro: PrecisionRecallF1;
}

/** As scikit-learn has it, a share of nothing is 0. */
const share = (part: number, whole: number) => whole === 0 ? 0 : part / whole;

/**
 * Measures precision, recall and F1.
 *
 * The definitions are those of scikit-learn's `precision_recall_fscore_support`: a share of nothing
 * (no example was predicted as a class, or none is of it) is 0, and a macro mean counts each class that
 * occurs once, whatever the number of its examples.
 *
 * @param labels What each example is: class numbers, or one-hot rows `[examples, classes]`.
 * @param predictions What each was taken for: class numbers, or rows of scores or probabilities.
 * @param numClasses The number of classes. If left out, that of a row's values, or one more than the
 * largest number found.
 * @returns The measures of each class and their means.
 * @throws {TypeError} If there is no example, the lists differ in length, or they are malformed.
 * @throws {RangeError} If a number is not a class, or a row has no highest value.
 *
 * @example
 * ```ts
 * import { metrics } from "convbook/vis";
 * import { deepEqual } from "node:assert/strict";
 *
 * const { perClass } = metrics.precisionRecallF1([0, 0, 1, 1], [0, 1, 1, 1]);
 * deepEqual(perClass[0], { precision: 1, recall: 0.5, f1: 2 / 3, count: 2 });
 * ```
 */
export function precisionRecallF1(
  labels: ClassList,
  predictions: ClassList,
  numClasses?: number,
): PrecisionRecallF1Report {
  const action = "measure precision and recall";
  const pairs = readPairs(action, labels, predictions, numClasses, MOST_MATRIX_CLASSES);
  const matrix = confusionMatrix(pairs.labels, pairs.predictions, pairs.numClasses);
  const sum = (values: number[]) => values.reduce((a, b) => a + b, 0);
  const counts = matrix.map((row, label) => ({
    right: row[label],
    count: sum(row),
    predicted: sum(matrix.map((other) => other[label])),
  }));
  const perClass = counts.map(({ right, count, predicted }) => ({
    precision: share(right, predicted),
    recall: share(right, count),
    f1: share(2 * right, predicted + count), // the harmonic mean, with the fractions cleared
    count,
  }));
  const occurring = perClass.filter((_, label) =>
    counts[label].count + counts[label].predicted > 0
  );
  const mean = (measure: keyof PrecisionRecallF1) =>
    sum(occurring.map((measures) => measures[measure])) / occurring.length;
  return {
    perClass,
    macro: { precision: mean("precision"), recall: mean("recall"), f1: mean("f1") },
  };
}
