/**
 * Reading matrices from arrays and tensors.
 *
 * @module
 */
import * as tf from "@tensorflow/tfjs-core";
import { readTensor } from "../../read_tensor.ts";
import type { Tensor2D } from "../../tensor_types.ts";

/**
 * Reads a matrix.
 *
 * @param action What the matrix is for, as in `draw a heatmap`.
 * @param values Rows of numbers of one length, or a tensor `[rows, columns]`, which stays with the
 * caller.
 * @returns A new matrix, row by row.
 * @throws {TypeError} If the matrix is empty, ragged, no matrix, or a disposed tensor.
 *
 * @example
 * ```ts
 * import { readMatrix } from "./matrix.ts";
 * import { throws } from "node:assert/strict";
 *
 * throws(() => readMatrix("draw a heatmap", [[1, 2], [3]]), {
 *   message: "Cannot draw a heatmap: expected 2 values in row 1 but found 1",
 * });
 * ```
 */
export function readMatrix(
  action: string,
  values: readonly (readonly number[])[] | Tensor2D,
): number[][] {
  if (values instanceof tf.Tensor) {
    const numbers = readTensor(action, values);
    if (values.shape.length !== 2) {
      throw new TypeError(
        `Cannot ${action}: expected values of shape [any, any] but found ` +
          `[${(values as tf.Tensor).shape.join(", ")}]`,
      );
    }
    const [rows, columns] = values.shape;
    return readMatrix(
      action,
      Array.from({ length: rows }, (_, row) => [
        ...numbers.subarray(row * columns, (row + 1) * columns),
      ]),
    );
  }
  if (!Array.isArray(values)) {
    throw new TypeError(
      `Cannot ${action}: expected a list of rows but found ${JSON.stringify(values)}`,
    );
  }
  values.forEach((row, index) => {
    if (Array.isArray(row) || ArrayBuffer.isView(row)) return;
    throw new TypeError(
      `Cannot ${action}: expected a list of numbers as row ${index} ` +
        `but found ${JSON.stringify(row)}`,
    );
  });
  if (values.length === 0 || values[0].length === 0) {
    throw new TypeError(`Cannot ${action}: expected at least one value but found none`);
  }
  return values.map((row, index) => {
    if (row.length !== values[0].length) {
      throw new TypeError(
        `Cannot ${action}: expected ${values[0].length} values in row ${index} ` +
          `but found ${row.length}`,
      );
    }
    const cells: unknown[] = [...row]; // also those that a sparse array leaves out
    const wrong = cells.findIndex((value) => typeof value !== "number");
    if (wrong !== -1) {
      throw new TypeError(
        `Cannot ${action}: expected numbers in row ${index} ` +
          `but found ${JSON.stringify(cells[wrong])}`,
      );
    }
    return [...row];
  });
}

/**
 * Swaps a matrix' rows and columns.
 *
 * @param matrix Rows of one length.
 * @returns A new matrix.
 */
export function transpose(matrix: readonly (readonly number[])[]): number[][] {
  return matrix[0].map((_, column) => matrix.map((row) => row[column]));
}
