/**
 * Topologies as Keras writes them, in the form that TensorFlow.js 4.22 reads: that of Keras 2.
 *
 * Keras 3 says the same in other words: objects name their module, types are objects, an input has a
 * `batch_shape`, and a call is written as its arguments instead of as a list of tensors. Source: Keras
 * 3.15, `saving/serialization_lib.py` and `models/functional.py`.
 *
 * @module
 */

/** What a JSON text can hold. */
export type Json = null | boolean | number | string | Json[] | JsonObject;
/** An object of a JSON text. */
export interface JsonObject {
  [key: string]: Json;
}

/**
 * Rewrites a topology in the form of Keras 2. What is in that form already stays as it is.
 *
 * @param topology The topology, or any part of it. It is not changed.
 * @returns The topology that TensorFlow.js reads.
 * @throws {Error} If a layer is called in a way that the form of Keras 2 cannot say.
 *
 * @example
 * ```ts
 * import { toKeras2 } from "./keras_topology.ts";
 * import { deepEqual } from "node:assert/strict";
 *
 * const dtype = { module: "keras", class_name: "DTypePolicy", config: { name: "float32" } };
 * deepEqual(
 *   toKeras2({ class_name: "InputLayer", config: { batch_shape: [null, 3], dtype } }),
 *   { class_name: "InputLayer", config: { batch_input_shape: [null, 3], dtype: "float32" } },
 * );
 * ```
 */
export function toKeras2(topology: Json): Json {
  if (Array.isArray(topology)) return topology.map(toKeras2);
  if (!isObject(topology)) return topology;
  if (typeof topology.class_name !== "string") return mapValues(topology, toKeras2);
  // Where an object comes from, and how Keras 3 builds and compiles it again, is for Keras alone.
  const { module: _1, registered_name: _2, build_config: _3, compile_config: _4, ...object } =
    topology;
  const { class_name: name, config } = object;
  // An activation that was given as a function: its name is all that it has.
  if (name === "function" && typeof config === "string") return config;
  if (!isObject(config)) return mapValues(object, toKeras2);
  if (name === "DTypePolicy" || name === "Policy") return toDtype(config);
  // TensorFlow.js has one class for these, which Keras 2 writes too.
  if (name === "L1" || name === "L2") {
    return { class_name: "L1L2", config: { l1: 0, l2: 0, ...config } };
  }
  const { batch_shape: shape, ...rest } = config;
  const plain = mapValues(
    shape === undefined ? rest : { batch_input_shape: shape, ...rest },
    toKeras2,
  );
  if (name === "Bidirectional") plain.layer = withoutDirection(config.layer);
  const graph = Array.isArray(config.layers) && name !== "Sequential" ? toGraph(config) : {};
  return { ...mapValues(object, toKeras2), config: { ...plain, ...graph } };
}

export function isObject(value: Json | undefined): value is JsonObject {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}

function mapValues(object: JsonObject, change: (value: Json) => Json): JsonObject {
  return Object.fromEntries(Object.entries(object).map(([key, value]) => [key, change(value)]));
}

/** Under a mixed policy, weights are kept as float32. */
function toDtype({ name }: JsonObject): Json {
  return typeof name === "string" && name.startsWith("mixed_") ? "float32" : name;
}

/** Keras 3 writes the layer that runs forwards; TensorFlow.js names it so once more. */
function withoutDirection(layer: Json): Json {
  const plain = toKeras2(layer);
  const isKeras3 = isObject(layer) && "module" in layer;
  if (isKeras3 && isObject(plain) && isObject(plain.config)) {
    plain.config.name = String(plain.config.name).replace(/^forward_/, "");
  }
  return plain;
}

/** The parts of a functional model that say which layer is called with the output of which other. */
function toGraph({ layers, input_layers: inputs, output_layers: outputs }: JsonObject): JsonObject {
  const entries = (layers as Json[]).filter(isObject);
  const isKeras3 = entries.some(({ inbound_nodes: calls }) =>
    Array.isArray(calls) && calls.some(isObject)
  );
  if (!isKeras3) return {};
  const namesOf = (...classes: string[]) =>
    new Set(entries.filter((entry) => classes.includes(String(entry.class_name))).map(nameOf));
  // A model counts as called once, when it is made, in Keras 2 and in TensorFlow.js. Keras 3 counts
  // this for no model in a call, and for functional ones alone among a model's outputs.
  const models = namesOf("Sequential", "Functional", "Model");
  const sequentials = namesOf("Sequential");
  return {
    layers: entries.map((entry) => ({
      ...toKeras2(entry) as JsonObject,
      inbound_nodes: (entry.inbound_nodes as Json[]).map((call) => toCall(call, models)),
    })),
    input_layers: toEnds(inputs, sequentials),
    output_layers: toEnds(outputs, sequentials),
  };
}

function nameOf({ name }: JsonObject): Json {
  return name;
}

/** A call as Keras 3 writes it, as a list of `[layer, node, tensor, arguments]`. */
function toCall(call: Json, models: Set<Json>): Json {
  if (!isObject(call)) return call;
  const tensors: Json[] = [];
  collectTensors(call.args, tensors);
  const given = Object.entries(isObject(call.kwargs) ? call.kwargs : {})
    .filter(([, value]) => value !== null);
  const inNamed: Json[] = [];
  collectTensors(Object.fromEntries(given), inNamed);
  if (inNamed.length > 0) {
    throw new Error(`a layer that is called with a tensor named ${given[0][0]}`);
  }
  const named = mapValues(Object.fromEntries(given), toKeras2);
  return tensors.map((tensor) => [...shift(tensor, models), named]);
}

function collectTensors(value: Json, found: Json[]): void {
  if (isObject(value) && value.class_name === "__keras_tensor__") {
    found.push(isObject(value.config) ? value.config.keras_history : null);
  } else if (typeof value === "object" && value !== null) {
    for (const inner of Object.values(value)) collectTensors(inner, found);
  }
}

/** Keras 3 writes a single tensor as itself, and named ones as an object. */
function toEnds(ends: Json, models: Set<Json>): Json {
  if (isObject(ends)) return toEnds(Object.values(ends), models);
  if (!Array.isArray(ends)) return ends;
  return (typeof ends[0] === "string" ? [ends] : ends).map((end) => shift(end, models));
}

function shift(tensor: Json, models: Set<Json>): Json[] {
  if (!Array.isArray(tensor)) throw new Error("a tensor that names no layer");
  const [layer, node, ...rest] = tensor;
  return [layer, models.has(layer) && typeof node === "number" ? node + 1 : node, ...rest];
}
