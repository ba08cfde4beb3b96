/**
 * The check that a functional model's layers can be called one after another.
 *
 * @module
 */
import { describeValue } from "@convbook/check";
import { isObject, type Json, type JsonObject } from "./keras_topology.ts";

/**
 * Throws where TensorFlow.js 4.22 would wait for ever: its `fromConfig` tries the calls of a model
 * again and again until each has the tensors that it names, also if there are none of the name.
 *
 * @param topology The topology of a model, in the form of Keras 2; models inside it are checked too.
 * @throws {Error} If a call names a tensor that no call makes.
 *
 * @example
 * ```ts
 * import { checkGraph } from "./check_graph.ts";
 * import { throws } from "node:assert/strict";
 *
 * const layer = (name: string, from: string) => ({
 *   class_name: "ReLU",
 *   name,
 *   config: { name },
 *   inbound_nodes: [[[from, 0, 0, {}]]],
 * });
 * const layers = [layer("a", "b"), layer("b", "a")];
 * const config = { name: "loop", layers, input_layers: [], output_layers: [] };
 * throws(() => checkGraph({ class_name: "Functional", config }), {
 *   message: 'a call of "a" with output 0 of "b", which nothing makes',
 * });
 * ```
 */
export function checkGraph(topology: Json): void {
  if (Array.isArray(topology)) return topology.forEach(checkGraph);
  if (!isObject(topology)) return;
  Object.values(topology).forEach(checkGraph);
  const { class_name: name, config } = topology;
  if (isObject(config) && Array.isArray(config.layers) && name !== "Sequential") {
    checkCalls(config.layers);
  }
}

/** A call that waits for its tensors. */
interface Call {
  layer: string;
  tensors: Json[];
}

function checkCalls(entries: Json[]): void {
  /** How many outputs of each layer there are. */
  const outputs = new Map<string, number>();
  let waiting: Call[] = [];
  for (const entry of entries) {
    if (!isObject(entry)) throw new Error(`the layer ${describeValue(entry)}`);
    const { name, config, inbound_nodes: calls } = entry;
    const isNamed = typeof name === "string" && isObject(config) && config.name === name;
    if (!isNamed) throw new Error(`a layer with the names ${describeNames(entry)}`);
    if (outputs.has(name)) throw new Error(`two layers ${describeValue(name)}`);
    if (!Array.isArray(calls)) throw new Error(`calls of ${describeValue(name)} that are no list`);
    // Inputs, and models inside the model, have an output before they are called.
    outputs.set(name, entry.class_name === "InputLayer" || Array.isArray(config.layers) ? 1 : 0);
    waiting.push(
      ...calls.map((tensors) => ({ layer: name, tensors: checkTensors(name, tensors) })),
    );
  }
  const isReady = (tensor: Json) => {
    const [from, node] = tensor as [string, number];
    return node < (outputs.get(from) ?? 0);
  };
  while (waiting.length > 0) {
    const before = waiting.length;
    waiting = waiting.filter(({ layer, tensors }) => {
      if (!tensors.every(isReady)) return true;
      outputs.set(layer, outputs.get(layer)! + 1);
      return false;
    });
    if (waiting.length === before) throw new Error(describeWaiting(waiting[0], isReady));
  }
}

function checkTensors(layer: string, tensors: Json): Json[] {
  const isTensor = (tensor: Json) =>
    Array.isArray(tensor) && typeof tensor[0] === "string" && Number.isSafeInteger(tensor[1]);
  // TensorFlow.js skips a call without tensors, and then waits for its output.
  if (Array.isArray(tensors) && tensors.length > 0 && tensors.every(isTensor)) return tensors;
  throw new Error(`a call of ${describeValue(layer)} with ${describeValue(tensors)}`);
}

function describeWaiting({ layer, tensors }: Call, isReady: (tensor: Json) => boolean): string {
  const [from, node] = tensors.find((tensor) => !isReady(tensor)) as Json[];
  return `a call of ${describeValue(layer)} with output ${node} of ${describeValue(from)}, ` +
    "which nothing makes";
}

function describeNames({ name, config }: JsonObject): string {
  return describeValue([name, isObject(config) ? config.name : undefined]);
}
