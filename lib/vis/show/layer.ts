/**
 * Showing the weights of a layer.
 *
 * @module
 */
import { readTensor, type Tensor } from "@convbook/tensors";
import { checkLayer, isModel, type Layer } from "../models/model.ts";
import { statistics } from "../statistics/statistics.ts";
import { histogram } from "../render/histogram.ts";
import { table } from "../render/table.ts";
import type { Shown } from "@convbook/jupyter/displayable";
import { currentWords } from "@convbook/words";
import { stack, type StackPart } from "./stack.ts";

const ACTION = "show the layer";

/** A weight of a layer. */
interface Weight {
  name: string;
  tensor: Tensor;
}

/** The weights of a layer; those of a model's layers with the layers' names, as in `conv/kernel`. */
function weightsOf(layer: Layer): Weight[] {
  if (isModel(layer)) {
    return layer.layers.flatMap((inner) =>
      weightsOf(inner).map(({ name, tensor }) => ({ name: `${inner.name}/${name}`, tensor }))
    );
  }
  const prefix = `${layer.name}/`; // TensorFlow.js writes it before the weight's name
  return layer.getWeights().map((tensor, index) => {
    const name = layer.weights[index].originalName;
    return {
      name: name.startsWith(prefix) ? name.slice(prefix.length) : name,
      tensor,
    };
  });
}

/** Numbers the names that stand twice, so that they tell which weight is which. */
function distinct(weights: readonly Weight[]): Weight[] {
  return weights.map(({ name, tensor }, index) => {
    const places = weights.flatMap((other, place) => other.name === name ? [place] : []);
    const number = ` (${currentWords().numbers.of(places.indexOf(index) + 1, places.length)})`;
    return { name: places.length === 1 ? name : name + number, tensor };
  });
}

/**
 * Shows a layer's weights: a table of their shapes, ranges, zeros, `NaN`s and infinities, and a
 * histogram of each.
 *
 * @param layer A layer of a model, as in `model.layers[0]`. A model has the weights of its layers, as
 * in `conv/kernel`.
 * @returns The table and the histograms. A layer without weights has an empty table.
 * @throws {TypeError} If the layer is in no model yet or has been disposed of.
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
export function layer(layer: Layer): Shown {
  checkLayer(ACTION, layer);
  const weights = distinct(weightsOf(layer)).map(({ name, tensor }) => ({
    name,
    shape: `[${tensor.shape.join(", ")}]`,
    values: readTensor(ACTION, tensor),
  }));
  const words = currentWords().figures;
  const summary = table({
    headers: [words.weight, words.shape, ...Object.values(words.statistics)],
    values: weights.map(({ name, shape, values }) => {
      const { numVals, min, max, numZeros, numNans, numInfs } = statistics(values);
      return [name, shape, numVals, min, max, numZeros, numNans, numInfs];
    }),
  });
  const title = `${layer.name} (${layer.getClassName()})`;
  const parts: StackPart[] = [
    { heading: weights.length > 0 ? title : words.noWeights(title), content: summary },
  ];
  for (const { name, values } of weights) {
    if (values.length === 0) continue;
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
