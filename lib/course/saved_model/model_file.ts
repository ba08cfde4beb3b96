/**
 * `model.json`: what a model's layers are, and which weights lie in which files.
 *
 * @module
 */
import { describeValue } from "@convbook/check";
import { isObject, type Json, type JsonObject } from "./keras_topology.ts";
import { nameShortly } from "@convbook/files";
import { checkManifest, type WeightGroup } from "./weights_manifest.ts";

/** What Convbook notes in a `model.json` of its own, beside what TensorFlow.js reads. */
export interface OwnNotes {
  /** SHA-256 of the bytes of all weights, in hexadecimal. */
  weightsHash: string;
}

/** The content of a `model.json`. */
export interface ModelFile {
  modelTopology: JsonObject;
  weightsManifest: WeightGroup[];
  userDefinedMetadata?: JsonObject;
  /** Missing in files of other programs. */
  convbook?: OwnNotes;
}

/** Keras writes some four levels for each model inside another. */
const MAX_DEPTH = 200;

/**
 * Parses a `model.json`.
 *
 * @param text The content of the file.
 * @param path Where it lies, for errors.
 * @returns The content, checked.
 * @throws {SyntaxError} If it is not a layers model in TensorFlow.js's format.
 */
export function parseModelFile(text: string, path: string): ModelFile {
  const json = parseJson(text);
  const found = isObject(json) ? findFault(json) : describeValue(json ?? text);
  if (found !== undefined) {
    throw new SyntaxError(
      `Cannot load the model: expected a layers model in TensorFlow.js's format at ${
        nameShortly(path)
      } but ` +
        `found ${found}`,
    );
  }
  const { modelTopology, weightsManifest, userDefinedMetadata, convbook } = json as JsonObject;
  return {
    modelTopology: modelTopology as JsonObject,
    weightsManifest: checkManifest(weightsManifest as Json[], path),
    userDefinedMetadata: isObject(userDefinedMetadata) ? userDefinedMetadata : undefined,
    convbook: convbook as unknown as OwnNotes | undefined,
  };
}

/**
 * Tells whether a text is a `model.json`, of whatever program and kind.
 *
 * @param text The content of the file.
 * @returns Its content, unchecked, or `undefined` if it is none.
 */
export function parseAnyModel(text: string): JsonObject | undefined {
  const json = parseJson(text);
  return isObject(json) && ("modelTopology" in json || "weightsManifest" in json)
    ? json
    : undefined;
}

function parseJson(text: string): Json | undefined {
  try {
    return JSON.parse(text);
  } catch {
    // Not JSON at all: the text itself is what is found.
    return undefined;
  }
}

function findFault(json: JsonObject): string | undefined {
  const { format = "layers-model", modelTopology, weightsManifest, convbook } = json;
  if (format === "graph-model") return "a graph model, which has operations instead of layers";
  const isModel = format === "layers-model" && isObject(modelTopology) &&
    Array.isArray(weightsManifest) && (convbook === undefined || isOwnNotes(convbook));
  if (!isModel) return describeValue(json);
  return isWithin(json, MAX_DEPTH) ? undefined : `objects more than ${MAX_DEPTH} levels deep`;
}

function isOwnNotes(notes: Json): boolean {
  return isObject(notes) && typeof notes.weightsHash === "string";
}

/** Without recursion, which a deep object would overflow. */
function isWithin(json: Json, depth: number): boolean {
  let level: Json[] = [json];
  for (let i = 0; level.length > 0; i++) {
    if (i > depth) return false;
    level = level.flatMap((value) =>
      typeof value === "object" && value !== null ? Object.values(value) : []
    );
  }
  return true;
}
