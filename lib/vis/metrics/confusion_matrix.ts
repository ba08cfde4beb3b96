/**
 * Which classes are taken for which.
 *
 * @module
 */
import { type ClassList, readList, readPairs } from "./labels.ts";

const ACTION = "make a confusion matrix";

/**
 * Counts how often each label was predicted as each class.
 *
 * @param labels What each example is, as a list or a tensor `[examples]`, which stays with the caller.
 * @param predictions What each example was taken for, likewise.
 * @param numClasses The number of classes; one more than the largest number found if left out.
 * @param weights What each example counts, likewise; 1 if left out.
 * @returns A row for each label and a column for each prediction.
 * @throws {TypeError} If there is no example, the lists differ in length, or a tensor's rank is not 1.
 * @throws {RangeError} If a number is no class, or a weight is not finite.
 *
 * @example
 * ```ts
 * import { metrics } from "convbook/vis";
 * import { deepEqual } from "node:assert/strict";
 *
 * deepEqual(metrics.confusionMatrix([0, 0, 1], [0, 1, 1]), [[1, 1], [0, 1]]);
 * ```
 */
export function confusionMatrix(
  labels: ClassList,
  predictions: ClassList,
  numClasses?: number,
  weights?: ClassList,
): number[][] {
  const pairs = readPairs(ACTION, labels, predictions, numClasses);
  const weightList = weights && readList(ACTION, "weights", weights);
  if (weightList !== undefined && weightList.length !== pairs.labels.length) {
    throw new TypeError(
      `Cannot ${ACTION}: expected as many weights as labels but found ${weightList.length} and ` +
        `${pairs.labels.length}`,
    );
  }
  const wrong = Array.from(weightList ?? []).findIndex((weight) => !Number.isFinite(weight));
  if (wrong !== -1) {
    throw new RangeError(
      `Cannot ${ACTION}: expected finite weights but found ${weightList![wrong]} at index ${wrong}`,
    );
  }
  const matrix = Array.from(
    { length: pairs.numClasses },
    () => new Array<number>(pairs.numClasses).fill(0),
  );
  for (let index = 0; index < pairs.labels.length; index++) {
    matrix[pairs.labels[index]][pairs.predictions[index]] += weightList?.[index] ?? 1;
  }
  return matrix;
}
