/**
 * Summarising a model.
 *
 * @module
 */
import type { LayersModel } from "../../tensor_types.ts";
import { formatCount, formatPercent } from "../compute/format.ts";
import { type Table, table } from "../render/table.ts";

const ACTION = "summarise the model";
/** The longest bar, in characters. */
const BAR_LENGTH = 20;

type Shape = (number | null)[];

/** Writes a shape; the size that is open until there is a batch is called so. */
function shapeText(shape: Shape): string {
  return `[${shape.map((size) => size ?? "batch").join(", ")}]`;
}

/** The names that TensorFlow.js gives hold the class already, as in `conv2d_Conv2D1`. */
function layerName(name: string, className: string): string {
  return name.includes(className) ? name : `${name} (${className})`;
}

/** A share of all parameters as a bar of text, which every front end can show. */
function bar(share: number): string {
  if (!(share > 0)) return "";
  const length = Math.round(share * BAR_LENGTH);
  return `${length === 0 ? "▏" : "█".repeat(length)} ${formatPercent(share)}`;
}

/**
 * Shows a model's layers: output shape, number of parameters, and where the parameters are.
 *
 * @param model A model of at least one layer.
 * @returns A table with a row for each layer and one for the total.
 * @throws {TypeError} If the model has no layers.
 *
 * @example
 * ```ts
 * import { show } from "convbook/vis";
 * import * as tf from "@tensorflow/tfjs";
 * import { deepEqual } from "node:assert/strict";
 *
 * const model = tf.sequential({ layers: [tf.layers.dense({ units: 2, inputShape: [3], name: "d" })] });
 * deepEqual(show.modelSummary(model).rows[0], ["d (Dense)", "[batch, 2]", "8", `${"█".repeat(20)} 100 %`]);
 * model.dispose();
 * ```
 */
export function modelSummary(model: LayersModel): Table {
  if (model.layers.length === 0) {
    throw new TypeError(`Cannot ${ACTION}: expected a model with layers but found none`);
  }
  const layers = model.layers.map((layer) => ({
    name: layerName(layer.name, layer.getClassName()),
    shape: Array.isArray(layer.outputShape[0])
      ? (layer.outputShape as Shape[]).map(shapeText).join(", ")
      : shapeText(layer.outputShape as Shape),
    parameters: layer.countParams(),
  }));
  const total = layers.reduce((sum, { parameters }) => sum + parameters, 0);
  const trainable = model.trainableWeights.reduce(
    (sum, weight) => sum + weight.shape.reduce<number>((size, next) => size * (next ?? 1), 1),
    0,
  );
  const totalNote = trainable === total ? "" : `${formatCount(trainable)} trainable`;
  return table({
    headers: ["layer", "output shape", "parameters", "where the parameters are"],
    values: [
      ...layers.map(({ name, shape, parameters }) => [
        name,
        shape,
        formatCount(parameters),
        bar(parameters / total),
      ]),
      ["total", "", formatCount(total), totalNote],
    ],
  });
}
