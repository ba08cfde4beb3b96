/**
 * How often the right class is among the first few.
 *
 * @module
 */
import { checkInteger, describeValue } from "@convbook/check";
import { readMatrix, type Tensor2D } from "@convbook/tensors";
import { type ClassList, readClasses } from "./labels.ts";

const ACTION = "measure the top-k accuracy";

/**
 * Returns the share of examples whose label is among the `k` classes of the highest scores.
 *
 * The definition is that of scikit-learn's `top_k_accuracy_score`: of equal scores, that of the class
 * with the higher number counts as the higher.
 *
 * @param labels What each example is: class numbers, or one-hot rows `[examples, classes]`.
 * @param scores A score or probability for each class: a row for each example, or a tensor
 * `[examples, classes]`, which stays with the caller.
 * @param k How many classes count, from 1 to the number of classes.
 * @returns The share, from 0 to 1.
 * @throws {TypeError} If there is no example, or labels and scores differ in number or are malformed.
 * @throws {RangeError} If `k` or a label is out of range, or a score is not a number.
 *
 * @example
 * ```ts
 * import { metrics } from "convbook/vis";
 * import { equal } from "node:assert/strict";
 *
 * const scores = [[0.5, 0.3, 0.2], [0.1, 0.2, 0.7]];
 * equal(metrics.topKAccuracy([1, 0], scores, 1), 0);
 * equal(metrics.topKAccuracy([1, 0], scores, 2), 0.5);
 * ```
 */
export function topKAccuracy(
  labels: ClassList,
  scores: readonly ArrayLike<number>[] | Tensor2D,
  k: number,
): number {
  const { numbers: labelList, columns } = readClasses(ACTION, "labels", labels);
  const rows = readMatrix(ACTION, scores);
  const classes = rows[0].length;
  checkInteger(ACTION, "k", k, { max: classes });
  if (labelList.length !== rows.length) {
    throw new TypeError(
      `Cannot ${ACTION}: expected as many rows of scores as labels but found ${rows.length} and ` +
        `${labelList.length}`,
    );
  }
  if (columns !== undefined && columns !== classes) {
    throw new TypeError(
      `Cannot ${ACTION}: expected as many columns of scores as of labels but found ${classes} and ` +
        columns,
    );
  }
  const hits = rows.filter((row, index) => {
    const label = labelList[index];
    if (!(Number.isInteger(label) && label >= 0 && label < classes)) {
      throw new RangeError(
        `Cannot ${ACTION}: expected labels from 0 to ${classes - 1} but found ${
          describeValue(label)
        } ` +
          `at index ${index}`,
      );
    }
    if (row.some(Number.isNaN)) {
      throw new RangeError(`Cannot ${ACTION}: expected scores but found NaN in row ${index}`);
    }
    const before = row.filter((score, other) =>
      score > row[label] || (score === row[label] && other > label)
    );
    return before.length < k;
  });
  return hits.length / rows.length;
}
