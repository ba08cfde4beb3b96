/**
 * Showing the values of a tensor.
 *
 * @module
 */
import { readNumbers, type Tensor } from "@convbook/tensors";
import { currentWords } from "@convbook/words";
import type { Figure } from "../figure/figure.ts";
import { histogram } from "../render/histogram.ts";

const ACTION = "show the distribution of values";

/**
 * Shows how the values of a tensor or a list are distributed: their number, range, zeros, `NaN`s and infinities, and
 * a histogram.
 *
 * @param values A tensor of any shape, which stays with the caller, or a list of numbers; at least one
 * value.
 * @returns The figure.
 * @throws {TypeError} If there is no value, one is not a number, or the tensor has been disposed of.
 *
 * @example
 * ```ts
 * import { show } from "convbook/vis";
 * import * as tf from "@tensorflow/tfjs";
 * import { match } from "node:assert/strict";
 *
 * const values = tf.tensor1d([0, 1, 1, 4]);
 * match(show.valuesDistribution(values).text, /values 4 · min 0 · max 4 · zeros 1/);
 * values.dispose();
 * ```
 */
export function valuesDistribution(values: Tensor | ArrayLike<number>): Figure {
  const { shape, values: numbers } = readNumbers(ACTION, "values", values);
  if (numbers.length === 0) {
    throw new TypeError(`Cannot ${ACTION}: expected at least one value but found none`);
  }
  const words = currentWords().figures;
  const title = words.valuesOfShape(`[${shape.join(", ")}]`);
  return histogram(numbers, { title, xLabel: words.value });
}
