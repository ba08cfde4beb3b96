/**
 * Finding out what each layer gives in one model.
 *
 * A layer may be used several times, in one model and in others, and a model may be a layer of another.
 * So `layer.output` belongs to some other model or does not exist; what counts are the layer's nodes,
 * one for each use, of which those that this model computes are its own.
 *
 * @module
 */
import type * as tf from "@tensorflow/tfjs";
import type { LayersModel } from "@convbook/tensors";
import type { Layer, LayerNode } from "./model.ts";

/** A layer and its uses in a model. */
export interface LayerUses {
  /** The layer. */
  readonly layer: Layer;
  /** Its uses, the first one first. */
  readonly nodes: readonly LayerNode[];
}

/** The node that gives a tensor. */
function nodeOf({ sourceLayer, nodeIndex }: tf.SymbolicTensor): LayerNode {
  return sourceLayer.inboundNodes[nodeIndex!] as LayerNode;
}

/** All nodes that a model computes: those that lead to its outputs. */
function computedNodes(model: LayersModel): Set<LayerNode> {
  const found = new Set<LayerNode>();
  const ahead = model.outputs.map(nodeOf);
  for (let node = ahead.pop(); node !== undefined; node = ahead.pop()) {
    if (found.has(node)) continue;
    found.add(node);
    ahead.push(...node.inputTensors.map(nodeOf));
  }
  return found;
}

/**
 * Returns the layers of a model with their uses in it.
 *
 * @param model A model of at least one layer.
 * @returns Each layer once, in the model's order.
 */
export function layerUses(model: LayersModel): LayerUses[] {
  const computed = new Set([...computedNodes(model)].flatMap(({ outputTensors }) => outputTensors));
  return model.layers.map((layer) => ({
    layer,
    // The first layer of a sequential model, if it is a model, has no node there: its layers have.
    nodes: (layer.inboundNodes as readonly LayerNode[])
      .filter(({ outputTensors }) => outputTensors.every((tensor) => computed.has(tensor))),
  }));
}
