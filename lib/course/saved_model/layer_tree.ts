/**
 * Layers as they lie in one another: models in models, layers in wrappers, cells in recurrent layers.
 *
 * @module
 */
import type * as tf from "@tensorflow/tfjs";

/** A weight of a layer; TensorFlow.js exports no name for its type. */
export type LayerWeight = tf.LayersModel["weights"][number];
export type Layer = tf.LayersModel["layers"][number];

/** A layer inside another, and the attribute of the outer one that it lies in. */
interface InnerLayer {
  attribute: string;
  layer: Layer;
}

/** A layer without others inside it, and how it is reached from the model. */
export interface Leaf {
  /** The attributes on the way, each with the layer in it; the last layer is the leaf. */
  way: InnerLayer[];
  /** Its own weights, in the order in which it made them. */
  weights: LayerWeight[];
}

/**
 * Lists all layers with weights of their own. The order depends on how the layers lie in one another
 * alone, and not, as that of `model.weights`, on which of them are frozen.
 *
 * @param model The model.
 * @returns Its innermost layers.
 */
export function listLeaves(model: tf.LayersModel): Leaf[] {
  return leavesOf(model, []);
}

/**
 * Lists the weights of a model in an order that freezing does not change.
 *
 * @param model The model.
 * @returns Each weight, as often as layers have it.
 */
export function listWeights(model: tf.LayersModel): LayerWeight[] {
  return listLeaves(model).flatMap(({ weights }) => weights);
}

/**
 * Lists the models inside a model, itself first.
 *
 * @param layer A model, or a layer that may have models inside.
 * @returns The models, the outer before the inner.
 */
export function listContainers(layer: Layer): tf.LayersModel[] {
  const inner = innerLayers(layer).flatMap(({ layer }) => listContainers(layer));
  return isContainer(layer) ? [layer, ...inner] : inner;
}

function leavesOf(layer: Layer, way: InnerLayer[]): Leaf[] {
  const inner = innerLayers(layer);
  if (inner.length === 0 && !isContainer(layer)) return [{ way, weights: layer.weights }];
  return inner.flatMap((next) => leavesOf(next.layer, [...way, next]));
}

export function isContainer(layer: Layer): layer is tf.LayersModel {
  return Array.isArray((layer as { layers?: unknown }).layers);
}

/** The attributes in which layers of TensorFlow.js keep others. `Bidirectional` has a copy in `layer`. */
const ATTRIBUTES = [["layers"], ["forwardLayer", "backwardLayer"], ["layer"], ["cell"], ["cells"]];

function innerLayers(layer: Layer): InnerLayer[] {
  const members = layer as unknown as Record<string, Layer | Layer[] | undefined>;
  const attributes = ATTRIBUTES.find((names) => names.every((name) => members[name])) ?? [];
  return attributes.flatMap((attribute) =>
    [members[attribute]!].flat().map((inner) => ({ attribute, layer: inner }))
  );
}
