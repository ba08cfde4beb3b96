/**
 * Models inside models that are frozen. TensorFlow.js 4.22 writes `trainable` for layers and forgets
 * it for models; Keras writes it for both, in the same place.
 *
 * @module
 */
import type * as tf from "@tensorflow/tfjs";
import type { Json, JsonObject } from "./keras_topology.ts";
import { isContainer, type Layer } from "./layer_tree.ts";

/**
 * Writes into a topology which models are frozen.
 *
 * @param topology The topology of the model, which is changed.
 * @param model The model.
 */
export function noteFrozenModels(topology: JsonObject, model: tf.LayersModel): void {
  visitModels(topology, model, (config, inner) => config.trainable = inner.trainable);
}

/**
 * Freezes the models that a topology says are frozen.
 *
 * @param topology The topology, in the form of Keras 2.
 * @param model The model that was made of it.
 */
export function freezeModels(topology: JsonObject, model: tf.LayersModel): void {
  visitModels(topology, model, (config, inner) => {
    if (config.trainable === false) inner.trainable = false;
  });
}

function visitModels(
  topology: JsonObject,
  layer: Layer,
  visit: (config: JsonObject, model: tf.LayersModel) => void,
): void {
  const config = topology.config as JsonObject;
  if (isContainer(layer)) {
    visit(config, layer);
    const layers = new Map<Json, Layer>(layer.layers.map((inner) => [inner.name, inner]));
    for (const entry of config.layers as JsonObject[]) {
      const inner = layers.get((entry.config as JsonObject).name);
      if (inner !== undefined) visitModels(entry, inner, visit);
    }
  } else if ("layer" in layer && "layer" in config) {
    visitModels(config.layer as JsonObject, layer.layer as Layer, visit); // a wrapper
  }
}
