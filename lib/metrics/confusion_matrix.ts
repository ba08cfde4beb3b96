/**
 * Which classes are taken for which.
 *
 * @module
 */
import { checkItems, describeValue } from "@convbook/check";
import { readNumbers, type Tensor1D } from "@convbook/tensors";
import { type ClassList, readPairs } from "./labels.ts";

const ACTION = "make a confusion matrix";

/** A matrix of more classes would fill the memory. */
export const MOST_MATRIX_CLASSES = 5000;

function readWeights(weights: unknown, count: number): ArrayLike<number> {
  const { shape, values } = readNumbers(ACTION, "weights", weights);
  if (shape.length !== 1 || values.length !== count) {
    throw new TypeError(
      `Cannot ${ACTION}: expected as many weights as labels but found ${shape.join(" × ")} and ` +
        count,
    );
  }
  checkItems(
    values,
    Number.isFinite,
    (weight, index) =>
      new RangeError(
        `Cannot ${ACTION}: expected finite weights but found ${describeValue(weight)} ` +
          `at index ${index}`,
      ),
  );
  return values;
}

/**
 * Counts how often each label was predicted as each class.
 *
 * @param labels What each example is: class numbers, or one-hot rows `[examples, classes]`.
 * @param predictions What each was taken for: class numbers, or rows of scores or probabilities.
 * @param numClasses The number of classes, up to 5,000. If left out, that of a row's values, or one
 * more than the largest number found.
 * @param weights What each example counts, in a list or a tensor `[examples]`; 1 if left out.
 * @returns A row for each label and a column for each prediction.
 * @throws {TypeError} If there is no example, the lists differ in length, or they are malformed.
 * @throws {RangeError} If a number is not a class, a row has no highest value, or a weight is not finite.
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
  weights?: ArrayLike<number> | Tensor1D,
): number[][] {
  const pairs = readPairs(ACTION, labels, predictions, numClasses, MOST_MATRIX_CLASSES);
  const weightList = weights === undefined ? undefined : readWeights(weights, pairs.labels.length);
  const matrix = Array.from(
    { length: pairs.numClasses },
    () => new Array<number>(pairs.numClasses).fill(0),
  );
  for (let index = 0; index < pairs.labels.length; index++) {
    matrix[pairs.labels[index]][pairs.predictions[index]] += weightList?.[index] ?? 1;
  }
  return matrix;
}
