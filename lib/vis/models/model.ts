/**
 * Checking models and layers.
 *
 * They are known by what they have, not by their class: a program may have loaded TensorFlow.js twice.
 *
 * @module
 */
import type * as tf from "@tensorflow/tfjs";
import { describeValue, unexpected } from "@convbook/check";
import type { LayersModel, Tensor } from "@convbook/tensors";

/** A layer of a model, as in `model.layers[0]`; a model may be one, too. */
export type Layer = LayersModel["layers"][number];

/** One use of a layer: what was handed to it, and what it gave. */
export interface LayerNode {
  /** What the layer is applied to. */
  readonly inputTensors: readonly tf.SymbolicTensor[];
  /** What it gives. */
  readonly outputTensors: readonly tf.SymbolicTensor[];
}

const has = (value: unknown, methods: readonly string[], lists: readonly string[]) =>
  typeof value === "object" && value !== null &&
  methods.every((name) => typeof Reflect.get(value, name) === "function") &&
  lists.every((name) => Array.isArray(Reflect.get(value, name)));

/**
 * Tells whether a value is a layer. A model is one, too.
 *
 * @param value Any value.
 * @returns Whether it is a layer of TensorFlow.js.
 */
export function isLayer(value: unknown): value is Layer {
  return has(value, ["getWeights", "getClassName"], ["inboundNodes", "weights"]);
}

/**
 * Tells whether a value is a model of layers.
 *
 * @param value Any value.
 * @returns Whether it is one; a graph model is none.
 */
export function isModel(value: unknown): value is LayersModel {
  return has(value, ["getLayer", "predict"], ["layers", "inputs", "outputs"]) && isLayer(value);
}

/** What a layer counts of its uses, and of its weights; TensorFlow.js keeps it from TypeScript. */
interface Insides {
  readonly _refCount: number | null;
  readonly weights: readonly { val: Tensor }[];
}

function checkInUse(action: string, layer: Layer): void {
  const { _refCount: uses, weights } = layer as unknown as Insides;
  if (uses !== 0 && !weights.some(({ val }) => val.isDisposed)) return;
  throw new TypeError(
    `Cannot ${action}: expected a layer in use but found ${nameOf(layer)}, ` +
      "which is disposed",
  );
}

/**
 * Returns the name of a layer for an error.
 *
 * @param layer The layer.
 * @returns Its name, which is quoted if it is odd and cut if it is long.
 */
export function nameOf({ name }: Layer): string {
  return /^[\w./-]{1,60}$/.test(name) ? name : describeValue(name);
}

/**
 * Throws unless a value is a model of at least one layer, none of which has been disposed of.
 *
 * @param action What the model is for, as in `summarise the model`.
 * @param value The value.
 * @throws {TypeError} If it is not such a model.
 */
export function checkModel(action: string, value: unknown): asserts value is LayersModel {
  if (!isModel(value)) throw unexpected(action, "a model of layers", value);
  if (value.layers.length === 0) {
    throw new TypeError(`Cannot ${action}: expected a model with layers but found none`);
  }
  value.layers.forEach((layer) => checkInUse(action, layer));
}

/**
 * Throws unless a value is a layer that is built, so that its weights exist, and not disposed of.
 *
 * @param action What the layer is for, as in `show the layer`.
 * @param value The value.
 * @throws {TypeError} If it is not such a layer.
 */
export function checkLayer(action: string, value: unknown): asserts value is Layer {
  if (!isLayer(value)) throw unexpected(action, "a layer", value);
  checkInUse(action, value);
  if (value.built || isModel(value) && value.layers.length > 0) return;
  throw new TypeError(
    `Cannot ${action}: expected a layer of a model but found ${nameOf(value)}, ` +
      "which is not built yet",
  );
}
