/**
 * Which weight of a file belongs to which weight of a model.
 *
 * @module
 */
import { describeValue } from "@convbook/check";
import type { JsonObject } from "./keras_topology.ts";
import { type LayerWeight, type Leaf, listLeaves } from "./layer_tree.ts";
import type { BuiltModel } from "./build_layers.ts";
import type { WeightSpec } from "./weights_manifest.ts";

/** A weight of a model, with its place in the list of the file's weights. */
export type Match = [weight: LayerWeight, index: number];

/**
 * Matches the weights of a file that Convbook wrote: they lie in the order of the layers, so that two
 * may have the same name.
 *
 * @param model The model.
 * @param specs The file's weights.
 * @returns A match for each weight of the model.
 * @throws {Error} If there are more or fewer weights than the model has, or one has another name.
 */
export function matchInOrder({ model }: BuiltModel, specs: WeightSpec[]): Match[] {
  const weights = listLeaves(model).flatMap(({ weights }) => weights);
  if (weights.length !== specs.length) {
    throw new Error(`${specs.length} weights for the ${weights.length} of the layers`);
  }
  return weights.map((weight, index) => {
    if (weight.originalName !== specs[index].name) throw noWeight(weight.originalName);
    return [weight, index];
  });
}

/**
 * Matches the weights of a file of another program by their names, which are those
 *
 * - of TensorFlow.js: `dense/kernel`;
 * - of Keras 2, which names a cell too: `lstm/lstm_cell/kernel`;
 * - of Keras 3 in HDF5, which names the models around a layer too: `sequential/dense/kernel`;
 * - of Keras 3's own format, which counts layers of a class: `layers/dense_1/vars/0`.
 *
 * @param built The model.
 * @param specs The file's weights.
 * @returns A match for each weight of the model.
 * @throws {Error} If a weight of the model has no match or more than one, or one of the file has none.
 */
export function matchByName(built: BuiltModel, specs: WeightSpec[]): Match[] {
  const named = specs.map(({ name }, index) => ({ name, index }));
  const isKeras3 = named.some(({ name }) => name.startsWith("layers/"));
  // Beside its layers, Keras 3 keeps the states of the optimizer and of random generators.
  const stored = isKeras3
    ? named.filter(({ name }) => name.startsWith("layers/") && !name.includes("/seed_generator/"))
    : named.filter(({ index }) => specs[index].group !== "optimizer");
  const wanted = isKeras3 ? addressWeights(built) : nameWeights(built);
  const left = new Set(stored);
  const matches = wanted.map(({ weight, name, fits }): Match => {
    const exact = stored.filter((entry) => entry.name === name);
    const fitting = exact.length > 0 ? exact : stored.filter((entry) => fits(entry.name));
    if (fitting.length === 0) throw noWeight(name);
    if (fitting.length > 1 || !left.delete(fitting[0])) {
      throw new Error(`two weights that may be ${describeName(name)}`);
    }
    return [weight, fitting[0].index];
  });
  for (const { name } of left) throw new Error(`a weight ${describeName(name)} that no layer has`);
  return matches;
}

function noWeight(name: string): Error {
  return new Error(`no weight ${describeName(name)}`);
}

/** Names of weights are short and plain, except in a file that is broken. */
function describeName(name: string): string {
  return /^[\w/.:-]{1,100}$/.test(name) ? name : describeValue(name);
}

/** A weight of a model, its name, and the names that it has in other programs. */
interface WantedWeight {
  weight: LayerWeight;
  name: string;
  fits(name: string): boolean;
}

function nameWeights({ model }: BuiltModel): WantedWeight[] {
  return listLeaves(model).flatMap(({ way, weights }) => {
    const cell = way.findIndex(({ attribute }) => attribute.startsWith("cell"));
    const layers = cell === -1 ? way : way.slice(0, cell);
    const outer = [model.name, ...layers.map(({ layer }) => layer.name)];
    return weights.map((weight) => {
      const own = weight.originalName.split("/").at(-1)!;
      return {
        weight,
        name: weight.originalName,
        fits: (name: string) => {
          const parts = name.split("/");
          // Without the cell, whose name TensorFlow.js counts in another way.
          return isPartOf(cell === -1 ? parts : parts.toSpliced(-2, 1), [...outer, own]);
        },
      };
    });
  });
}

/** Whether a name ends in the weight and names layers around it, from outside inwards. */
function isPartOf(parts: string[], way: string[]): boolean {
  if (parts.length < 2 || parts.at(-1) !== way.at(-1)) return false;
  let at = 0;
  for (const step of way) if (step === parts[at]) at++;
  return at === parts.length;
}

/** Keras 3 (`saving_lib.py`): layers in the order of the topology, each class counted by itself. */
function addressWeights({ model, topology }: BuiltModel): WantedWeight[] {
  const addresses = new Map<object, string>();
  addressLayers(topology.config as JsonObject, "layers", model, addresses);
  return listLeaves(model).flatMap((leaf) => {
    const address = addressLeaf(leaf, addresses);
    return leaf.weights.map((weight, index) => {
      const name = `${address}/vars/${index}`;
      return { weight, name, fits: (other: string) => other === name };
    });
  });
}

function addressLayers(
  config: JsonObject,
  start: string,
  model: BuiltModel["model"],
  addresses: Map<object, string>,
): void {
  const counts = new Map<string, number>();
  for (const entry of config.layers as JsonObject[]) {
    const name = toSnakeCase(String(entry.class_name));
    const count = counts.get(name) ?? 0;
    counts.set(name, count + 1);
    const inner = entry.config as JsonObject;
    const layer = model.layers.find((layer) => layer.name === inner.name);
    if (layer === undefined) continue; // the input of a sequential model
    const address = `${start}/${name}${count === 0 ? "" : `_${count}`}`;
    addresses.set(layer, address);
    if (Array.isArray(inner.layers)) {
      addressLayers(inner, `${address}/layers`, layer as BuiltModel["model"], addresses);
    }
  }
}

function addressLeaf({ way }: Leaf, addresses: Map<object, string>): string {
  // The innermost layer that is counted, and below it the attributes of wrappers and cells.
  const at = way.findLastIndex(({ layer }) => addresses.has(layer));
  const below = way.slice(at + 1).map(({ attribute }) => toSnakeCase(attribute));
  return [addresses.get(way[at]?.layer), ...below].join("/");
}

/** Keras 3, `naming.py`. */
function toSnakeCase(name: string): string {
  return name.replaceAll(/(.)([A-Z][a-z]+)/g, "$1_$2").replaceAll(/([a-z])([A-Z])/g, "$1_$2")
    .toLowerCase();
}
