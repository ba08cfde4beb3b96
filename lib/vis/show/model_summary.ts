/**
 * Summarising a model.
 *
 * @module
 */
import type { LayersModel } from "@convbook/tensors";
import { currentWords } from "@convbook/words";
import { layerUses } from "../models/layer_uses.ts";
import { checkModel, type LayerNode } from "../models/model.ts";
import { formatCount, formatPercent } from "../text/format.ts";
import { type Table, table } from "../render/table.ts";

const ACTION = "summarise the model";
/** The longest bar, in characters. */
const BAR_LENGTH = 20;

type Shape = readonly (number | null)[];
type Weights = LayersModel["weights"];

/** Writes a shape; the size that is open until there is a batch is called so. */
function shapeText(shape: Shape): string {
  return `[${shape.map((size) => size ?? currentWords().figures.batch).join(", ")}]`;
}

/** What a layer gives in the model: several outputs with commas, uses of other shapes with "or". */
function shapesText(nodes: readonly LayerNode[]): string {
  const texts = nodes.map(({ outputTensors }) =>
    outputTensors.map(({ shape }) => shapeText(shape)).join(", ")
  );
  return currentWords().numbers.or([...new Set(texts)]);
}

/** Counts the numbers in some weights; a weight that two layers share counts once. */
function countParameters(weights: Weights): number {
  return [...new Set(weights)].reduce(
    (sum, { shape }) => sum + shape.reduce<number>((size, next) => size * (next ?? 1), 1),
    0,
  );
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
 * A layer that is used several times stands once, with the shapes of all its uses; a model that is a
 * layer of the model has one row. The total counts each weight once.
 *
 * @param model A model of at least one layer.
 * @returns A table with a row for each layer and one for the total.
 * @throws {TypeError} If the model has no layers or has been disposed of.
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
  checkModel(ACTION, model);
  const layers = layerUses(model).map(({ layer, nodes }) => ({
    name: layerName(layer.name, layer.getClassName()),
    shape: shapesText(nodes),
    parameters: countParameters(layer.weights),
  }));
  const total = countParameters(model.weights);
  const trainable = countParameters(model.trainableWeights);
  const words = currentWords().figures;
  const totalNote = trainable === total ? "" : words.trainable(formatCount(trainable));
  return table({
    headers: [words.layer, words.outputShape, words.parameters, words.parameterShares],
    values: [
      ...layers.map(({ name, shape, parameters }) => [
        name,
        shape,
        formatCount(parameters),
        bar(parameters / total),
      ]),
      [words.total, "", formatCount(total), totalNote],
    ],
  });
}
