/**
 * The weights manifest of a `model.json`: the name, shape and type of each weight, and the files in
 * which they lie one after another.
 *
 * @module
 */
import type * as tf from "@tensorflow/tfjs";
import { describeValue } from "@convbook/check";
import { nameShortly } from "@convbook/files";
import { isObject, type Json, type JsonObject } from "./keras_topology.ts";

/** A weight in a file. */
export interface WeightSpec extends tf.io.WeightsManifestEntry {
  /** Whether training may change it. Only Convbook writes this. */
  trainable?: boolean;
}

/** Weights that share files. */
export interface WeightGroup {
  /** The files, relative to the folder of `model.json`; their bytes belong one behind the other. */
  paths: string[];
  /** The weights, in the order in which they lie in the files. */
  weights: WeightSpec[];
}

/** Bytes that a value takes in a file: of the types that weights can have, and of what packs them. */
const BYTES_PER_VALUE = new Map([["float32", 4], ["int32", 4], ["bool", 1]]);
const BYTES_PER_PACKED_VALUE = new Map([["float16", 2], ["uint16", 2], ["uint8", 1]]);

/** How many values a weight has. */
export function valueCount({ shape }: WeightSpec): number {
  return shape.reduce((product, size) => product * size, 1);
}

/** How many bytes a weight takes in its file. */
export function byteLength(spec: WeightSpec): number {
  const size = spec.quantization === undefined
    ? BYTES_PER_VALUE.get(spec.dtype)
    : BYTES_PER_PACKED_VALUE.get(spec.quantization.dtype);
  return size! * valueCount(spec);
}

/**
 * Checks a weights manifest before any byte of a weight is read.
 *
 * @param manifest The manifest, as parsed.
 * @param path The path of `model.json`, for errors.
 * @returns The manifest, with no more than is needed of each weight.
 * @throws {SyntaxError} If it is not in TensorFlow.js's format, has weights of types that layers
 * cannot have, or names a file outside the folder, or one twice.
 */
export function checkManifest(manifest: Json[], path: string): WeightGroup[] {
  const refuse = (expected: string, found: unknown) =>
    new SyntaxError(
      `Cannot load the model: expected ${expected} in ${nameShortly(path)} but found ${
        describeValue(found)
      }`,
    );
  const seen = new Set<Json>();
  return manifest.map((group) => {
    const { paths, weights } = isObject(group) ? group : {};
    if (!Array.isArray(paths) || !Array.isArray(weights)) {
      throw refuse("a list of paths and one of weights for each group", group);
    }
    for (const file of paths) {
      if (!isInside(file)) throw refuse("a path inside the model's folder for each file", file);
      if (seen.has(file)) throw refuse("another path for each file", file);
      seen.add(file);
    }
    return {
      paths: paths as string[],
      weights: weights.map((weight) => {
        const spec = isObject(weight) ? toSpec(weight) : undefined;
        if (spec === undefined) {
          throw refuse("weights with name, shape, dtype and, if packed, quantization", weight);
        }
        return spec;
      }),
    };
  });
}

/** No absolute path, no drive, no address, no way up. */
function isInside(path: Json): path is string {
  return typeof path === "string" && path !== "" && !/^[/\\]|[:\0]/.test(path) &&
    !path.split(/[/\\]/).includes("..");
}

function toSpec({ name, shape, dtype, group, trainable, quantization }: JsonObject) {
  if (typeof name !== "string" || !isShape(shape)) return undefined;
  if (typeof dtype !== "string" || !BYTES_PER_VALUE.has(dtype)) return undefined;
  const spec = { name, shape, dtype, group, trainable } as WeightSpec;
  if (quantization !== undefined && quantization !== null) {
    if (!isObject(quantization) || !canUnpack(dtype, quantization)) return undefined;
    spec.quantization = quantization as unknown as WeightSpec["quantization"];
  }
  return Number.isSafeInteger(byteLength(spec)) ? spec : undefined;
}

function isShape(shape: Json): shape is number[] {
  return Array.isArray(shape) &&
    shape.every((size) => Number.isSafeInteger(size) && size as number >= 0);
}

/** What TensorFlow.js's `decodeWeights` can unpack. */
function canUnpack(dtype: string, { dtype: packed, scale, min }: JsonObject): boolean {
  if (packed === "float16") return dtype === "float32";
  return (packed === "uint8" || packed === "uint16") && dtype !== "bool" &&
    Number.isFinite(scale) && Number.isFinite(min);
}
