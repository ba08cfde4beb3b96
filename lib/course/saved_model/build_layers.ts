/**
 * From a topology to a model of TensorFlow.js.
 *
 * @module
 */
import * as tf from "@tensorflow/tfjs";
import "@convbook/tensors/quiet_cpu_backend";
import { describeValue } from "@convbook/check";
import { checkGraph } from "./check_graph.ts";
import { type Json, type JsonObject, toKeras2 } from "./keras_topology.ts";
import type { LayerWeight } from "./layer_tree.ts";

/** A model just made, and how to be rid of it. */
export interface BuiltModel {
  /** The model, with zeros for weights. */
  model: tf.LayersModel;
  /** Its topology in the form of Keras 2. */
  topology: JsonObject;
  /** Disposes of all weights, whatever layers share them. */
  dispose(): void;
}

type AddWeight = (
  name: string,
  shape: number[],
  dtype: string | undefined,
  initializer: unknown,
  ...rest: unknown[]
) => LayerWeight;

/**
 * Builds the layers of a topology. If that fails, no tensor is left.
 *
 * @param modelTopology `modelTopology` of a `model.json`.
 * @param valueCount How many values its weights have together. A layer that wants more is not built,
 * so that a topology cannot claim more memory than its weights take on disk.
 * @returns The model, not compiled. The caller disposes of it.
 * @throws {Error} If TensorFlow.js does not know a layer, cannot build it, or the topology is none of
 * a model.
 */
export async function buildLayers(
  modelTopology: JsonObject,
  valueCount: number,
): Promise<BuiltModel> {
  // As a Keras file says it, with the optimizer beside the layers, or the layers alone.
  const topology = toKeras2((modelTopology.model_config ?? modelTopology) as Json) as JsonObject;
  checkGraph(topology);
  const weights: LayerWeight[] = [];
  const dispose = () => weights.forEach((weight) => weight.dispose());
  try {
    const model = await withCountedWeights(
      valueCount,
      weights,
      () => tf.models.modelFromJSON({ modelTopology: topology } as tf.io.ModelJSON),
    );
    if (!(model instanceof tf.LayersModel) || !(model.inputs?.length > 0)) {
      throw new Error(`${describeValue(topology.class_name)}, which is not a model with an input`);
    }
    return { model, topology, dispose };
  } catch (error) {
    dispose();
    throw error;
  }
}

/**
 * Watches the one method with which layers of TensorFlow.js make weights, and begins all of them with
 * zeros: initialisers take time, and for ever if a file gives them a scale that is not a number. Nothing
 * else can run meanwhile: without a weights manifest, `modelFromJSON` is done when it returns its
 * promise.
 */
function withCountedWeights<T>(valueCount: number, weights: LayerWeight[], build: () => T): T {
  const prototype = tf.layers.Layer.prototype as unknown as { addWeight: AddWeight };
  const addWeight = prototype.addWeight;
  let left = valueCount;
  const zeros = tf.initializers.zeros();
  prototype.addWeight = function (this: unknown, name, shape, dtype, _initializer, ...rest) {
    left -= shape.reduce((product, size) => product * size, 1);
    if (!(left >= 0)) throw new Error("layers with more weights than the file has");
    const weight = addWeight.call(this, name, shape, dtype, zeros, ...rest);
    weights.push(weight);
    return weight;
  };
  let result: T;
  try {
    // Tensors that a layer makes before it fails.
    tf.tidy(() => void (result = build()));
  } finally {
    prototype.addWeight = addWeight;
  }
  return result!;
}
