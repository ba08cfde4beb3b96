/**
 * Showing the weights of a layer.
 *
 * @module
 */
import type { LayersModel, Tensor } from "../../tensor_types.ts";
import { readTensor } from "../../read_tensor.ts";
import { statistics } from "../compute/statistics.ts";
import { histogram } from "../render/histogram.ts";
import { table } from "../render/table.ts";
import { type Stack, stack, type StackPart } from "../stack.ts";

/** A layer of a model, as in `model.layers[0]`. */
export type Layer = LayersModel["layers"][number];

const ACTION = "show the layer";
const HEADERS = ["weight", "shape", "values", "min", "max", "zeros", "NaN", "Infinity"];

/**
 * Throws if a layer's weights have been disposed of.
 *
 * @param action What is being shown, as in `show the layer`.
 * @param layer The layer.
 * @throws {TypeError} If they have.
 */
export function checkInUse(action: string, layer: Layer): void {
  // TensorFlow.js keeps it from TypeScript, not from us.
  const weights = layer.weights as unknown as readonly { val: Tensor }[];
  if (!weights.some(({ val }) => val.isDisposed)) return;
  throw new TypeError(
    `Cannot ${action}: expected a layer in use but found ${layer.name}, which is disposed`,
  );
}

/**
 * Shows a layer's weights: a table of their shapes, ranges, zeros, `NaN`s and infinities, and a
 * histogram of each.
 *
 * @param layer A layer of a built model, as in `model.layers[0]`.
 * @returns The table and the histograms. A layer without weights has an empty table.
 * @throws {TypeError} If the layer has been disposed of.
 *
 * @example
 * ```ts
 * import { show } from "convbook/vis";
 * import * as tf from "@tensorflow/tfjs";
 * import { match } from "node:assert/strict";
 *
 * const dense = tf.layers.dense({ units: 2, inputShape: [3], useBias: false, kernelInitializer: "ones" });
 * const model = tf.sequential({ layers: [dense] });
 * match(show.layer(model.layers[0]).text, /kernel +\[3, 2\] +6 +1 +1 +0 +0 +0/);
 * model.dispose();
 * ```
 */
export function layer(layer: Layer): Stack {
  checkInUse(ACTION, layer);
  const weights = layer.getWeights().map((tensor, index) => ({
    // TensorFlow.js writes the layer's name before the weight's: `conv2d_Conv2D1/kernel`.
    name: layer.weights[index].originalName.split("/").at(-1)!,
    shape: `[${tensor.shape.join(", ")}]`,
    values: readTensor(ACTION, tensor),
  }));
  const summary = table({
    headers: HEADERS,
    values: weights.map(({ name, shape, values }) => {
      const { numVals, min, max, numZeros, numNans, numInfs } = statistics(values);
      return [name, shape, numVals, min, max, numZeros, numNans, numInfs];
    }),
  });
  const title = `${layer.name} (${layer.getClassName()})`;
  const parts: StackPart[] = [
    { heading: weights.length > 0 ? title : `${title} has no weights`, content: summary },
  ];
  for (const { name, values } of weights) {
    const content = histogram(values, {
      width: 460,
      height: 220,
      xLabel: name,
      stats: false, // they stand in the table
    });
    parts.push({ heading: name, content });
  }
  return stack(parts);
}
