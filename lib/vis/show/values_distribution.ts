/**
 * Showing the values of a tensor.
 *
 * @module
 */
import type { Tensor } from "../../tensor_types.ts";
import { readTensor } from "../../read_tensor.ts";
import type { Figure } from "../figure/figure.ts";
import { histogram } from "../render/histogram.ts";

/**
 * Shows how a tensor's values are distributed: their number, range, zeros, `NaN`s and infinities, and
 * a histogram.
 *
 * @param tensor A tensor of any shape and at least one value. It stays with the caller.
 * @returns The figure.
 * @throws {TypeError} If the tensor is empty or has been disposed of.
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
export function valuesDistribution(tensor: Tensor): Figure {
  return histogram(readTensor("show the distribution of values", tensor), {
    title: `Values of shape [${tensor.shape.join(", ")}]`,
    xLabel: "value",
  });
}
