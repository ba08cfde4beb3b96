/**
 * Computing what each layer of a model makes of an input.
 *
 * @module
 */
import * as tf from "@tensorflow/tfjs";
import "@convbook/tensors/quiet_cpu_backend";
import { describeError } from "@convbook/check";
import type { LayersModel } from "@convbook/tensors";
import { currentWords } from "@convbook/words";
import { isModel } from "./model.ts";
import { layerUses } from "./layer_uses.ts";

/** What a layer made of the input in one of its uses. */
export interface Activation {
  /** The layer's name, after those of the models that hold it: `base/conv`. */
  path: string;
  /** The same with the use and the output, where there are several. */
  heading: string;
  /** What the layer gave, with the batch axis. */
  tensor: tf.Tensor;
}

/** Runs a model and returns what it gives on the way, as asked for. */
function run(
  action: string,
  { inputs }: LayersModel,
  values: readonly tf.Tensor[],
  wanted: readonly tf.SymbolicTensor[],
) {
  const outputs = [...new Set(wanted)];
  let results: tf.Tensor | tf.Tensor[];
  try {
    // With a name of its own, so that TensorFlow.js does not count the models that it names. It
    // shares the layers and needs no disposing of.
    results = tf.model({ inputs, outputs, name: "probe" }).predict([...values]);
  } catch (cause) {
    throw new Error(
      `Cannot ${action}: expected a model that takes this input but found: ${describeError(cause)}`,
      { cause },
    );
  }
  const found = new Map(
    outputs.map((output, index) => [output, Array.isArray(results) ? results[index] : results]),
  );
  return (symbol: tf.SymbolicTensor) => found.get(symbol)!;
}

/** Names one of several; where there is one only, it needs no number. */
const numbered = (
  word: (index: number, count: number) => string,
  index: number,
  count: number,
) => count === 1 ? [] : [word(index + 1, count)];

/**
 * Returns all that a model's layers give: each output of each use of a layer in this very model. A
 * layer that is a model comes after its own layers, which are run once more on what was handed to it:
 * its graph is a graph of its own.
 *
 * @param action What they are for, as in `show activations`.
 * @param model A model of at least one layer.
 * @param inputs A tensor for each of its inputs, with the batch axis.
 * @param outer What stands before the names, where the model is a layer.
 * @returns The activations. Call it within `tf.tidy`, which disposes of them.
 * @throws {Error} If the model fails.
 */
export function modelActivations(
  action: string,
  model: LayersModel,
  inputs: readonly tf.Tensor[],
  outer = { path: "", heading: "" },
): Activation[] {
  const words = currentWords().figures;
  const uses = layerUses(model).flatMap(({ layer, nodes }) =>
    nodes.map((node, index) => ({ layer, node, use: numbered(words.use, index, nodes.length) }))
  );
  const wanted = uses.flatMap(({ layer, node: { inputTensors, outputTensors } }) =>
    isModel(layer) ? [...inputTensors, ...outputTensors] : outputTensors
  );
  const valueOf = run(action, model, inputs, wanted);
  return uses.flatMap(({ layer, node, use }) => {
    const path = `${outer.path}${layer.name}`;
    const headingFor = (numbers: string[]) =>
      `${outer.heading}${layer.name}${numbers.length === 0 ? "" : ` (${numbers.join(", ")})`}`;
    const inside = isModel(layer)
      ? modelActivations(action, layer, node.inputTensors.map(valueOf), {
        path: `${path}/`,
        heading: `${headingFor(use)}/`,
      })
      : [];
    const own = node.outputTensors.map((symbol, index, { length }) => ({
      path,
      heading: headingFor([...use, ...numbered(words.output, index, length)]),
      tensor: valueOf(symbol),
    }));
    return [...inside, ...own];
  });
}
