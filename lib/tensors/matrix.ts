/**
 * Reading matrices from arrays and tensors.
 *
 * @module
 */
import * as tf from "@tensorflow/tfjs-core";
import "./quiet_cpu_backend.ts";
import { readTensor } from "./read_tensor.ts";
import type { Tensor2D } from "./tensor_types.ts";
import { checkItems, checkList, isList, unexpected } from "@convbook/check";

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
  values: readonly ArrayLike<number>[] | Tensor2D,
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
  checkList(action, "a list of rows", values);
  checkItems<unknown>(
    values,
    isList,
    (row, index) => unexpected(action, `a list of numbers as row ${index}`, row),
  );
  if (values.length === 0 || values[0].length === 0) {
    throw new TypeError(`Cannot ${action}: expected at least one value but found none`);
  }
  return Array.from(values, (row, index) => {
    if (row.length !== values[0].length) {
      throw new TypeError(
        `Cannot ${action}: expected ${values[0].length} values in row ${index} ` +
          `but found ${row.length}`,
      );
    }
    checkItems<unknown>(
      row,
      (cell) => typeof cell === "number",
      (cell) => unexpected(action, `numbers in row ${index}`, cell),
    );
    return Array.from(row);
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
