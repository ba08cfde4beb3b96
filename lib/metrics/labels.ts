/**
 * Reading labels and predictions for the metrics.
 *
 * @module
 */
import * as tf from "@tensorflow/tfjs-core";
import { checkInteger, checkItems, describeValue, isList } from "@convbook/check";
import "@convbook/tensors/quiet_cpu_backend";
import { readMatrix, readNumbers, type Tensor1D, type Tensor2D } from "@convbook/tensors";

/**
 * A class for each example: its number, in a list or a tensor `[examples]`; or a row of one-hot values,
 * scores or probabilities, in a list of rows or a tensor `[examples, classes]`, which stands for the
 * class of the row's highest value. A tensor `[examples, 1]` holds numbers. Tensors stay with the
 * caller.
 */
export type ClassList =
  | ArrayLike<number>
  | readonly ArrayLike<number>[]
  | Tensor1D
  | Tensor2D;

/** Labels and predictions that belong together. */
export interface LabelPairs {
  /** What each example is. */
  labels: ArrayLike<number>;
  /** What each example was taken for. */
  predictions: ArrayLike<number>;
  /** The number of classes. */
  numClasses: number;
}

/** A class' number for each example. */
export interface Classes {
  /** The numbers, unchecked. */
  numbers: ArrayLike<number>;
  /** How many classes a row had; unknown where no rows were given. */
  columns?: number;
}

/** More classes are taken for a mistake, since they would fill the memory. */
const MOST_CLASSES = 1_000_000;

/**
 * Returns the place of a row's highest value.
 *
 * @param row The values, none of which is `NaN`.
 * @returns The place; the first of several.
 */
export function argMax(row: readonly number[]): number {
  return row.reduce((best, value, index) => value > row[best] ? index : best, 0);
}

/**
 * Reads a class' number for each example.
 *
 * @param action What they are for, as in `measure the accuracy`.
 * @param name What they are: of `predictions`, the first of equal values counts; `labels` must say which
 * class is meant.
 * @param given The classes.
 * @returns The numbers.
 * @throws {TypeError} If they are no list of numbers or rows, or a tensor of another rank.
 * @throws {RangeError} If a row holds `NaN`, or a label's row has no single highest value.
 */
export function readClasses(
  action: string,
  name: "labels" | "predictions",
  given: ClassList,
): Classes {
  const isTensor = given instanceof tf.Tensor;
  const rank = isTensor ? given.shape.length : 1 + Number(isList(given) && isList(given[0]));
  if (rank !== 1 && rank !== 2) {
    throw new TypeError(
      `Cannot ${action}: expected ${name} of shape [examples] or [examples, classes] but found ` +
        `[${(given as tf.Tensor).shape.join(", ")}]`,
    );
  }
  if (rank === 1) return { numbers: readNumbers(action, name, given).values };
  const rows = readMatrix(action, given as Tensor2D | readonly ArrayLike<number>[]);
  const [{ length: columns }] = rows;
  if (columns === 1) return { numbers: rows.map(([value]) => value) };
  const numbers = rows.map((row, index) => {
    const best = argMax(row);
    const isTie = name === "labels" && row.lastIndexOf(row[best]) !== best;
    if (!isTie && !row.some(Number.isNaN)) return best;
    throw new RangeError(
      `Cannot ${action}: expected ${isTie ? "one highest value" : "numbers"} in each row of the ` +
        `${name} but found ${describeValue(row)} in row ${index}`,
    );
  });
  return { numbers, columns };
}

function checkClasses(
  action: string,
  name: string,
  values: ArrayLike<number>,
  numClasses: number,
): void {
  checkItems(
    values,
    (value) => Number.isInteger(value) && value >= 0 && value < numClasses,
    (value, index) =>
      new RangeError(
        `Cannot ${action}: expected whole numbers from 0 to ${numClasses - 1} in the ${name} ` +
          `but found ${describeValue(value)} at index ${index}`,
      ),
  );
}

/**
 * Reads labels and predictions and checks that they fit together.
 *
 * @param action What they are for, as in `make a confusion matrix`.
 * @param labels What each example is.
 * @param predictions What each example was taken for.
 * @param numClasses The number of classes. If left out, that of a row's values, or one more than the
 * largest number found.
 * @param mostClasses How many classes there can be.
 * @returns The lists and the number of classes.
 * @throws {TypeError} If there is no example, the lists differ in length, or they are malformed.
 * @throws {RangeError} If a number is not a class, or `numClasses` is not a whole number from 1.
 */
export function readPairs(
  action: string,
  labels: ClassList,
  predictions: ClassList,
  numClasses?: number,
  mostClasses = MOST_CLASSES,
): LabelPairs {
  const right = readClasses(action, "labels", labels);
  const predicted = readClasses(action, "predictions", predictions);
  const fit = (what: string, expected: number, found: number) => {
    if (expected === found) return;
    throw new TypeError(
      `Cannot ${action}: expected as many ${what} as labels but found ${found} and ${expected}`,
    );
  };
  fit("predictions", right.numbers.length, predicted.numbers.length);
  if (right.columns !== undefined && predicted.columns !== undefined) {
    fit("columns of predictions", right.columns, predicted.columns);
  }
  if (right.numbers.length === 0) {
    throw new TypeError(`Cannot ${action}: expected at least one example but found none`);
  }
  if (numClasses !== undefined) {
    checkInteger(action, "numClasses", numClasses, { max: mostClasses });
  }
  const known = numClasses ?? right.columns ?? predicted.columns;
  checkClasses(action, "labels", right.numbers, known ?? mostClasses);
  checkClasses(action, "predictions", predicted.numbers, known ?? mostClasses);
  const largest = (values: ArrayLike<number>) =>
    Array.from(values).reduce((a, b) => Math.max(a, b), 0);
  return {
    labels: right.numbers,
    predictions: predicted.numbers,
    numClasses: known ?? 1 + Math.max(largest(right.numbers), largest(predicted.numbers)),
  };
}
