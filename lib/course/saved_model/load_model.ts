/**
 * Loading models from disk.
 *
 * @module
 */
import type { LayersModel } from "@convbook/tensors";
import { describeError } from "@convbook/check";
import { checkFile, nameShortly, readFile } from "@convbook/files";
import { buildLayers, type BuiltModel } from "./build_layers.ts";
import { freezeModels } from "./frozen_models.ts";
import { matchByName, matchInOrder } from "./match_weights.ts";
import { type ModelFile, parseModelFile } from "./model_file.ts";
import { type ModelPath, resolveModelPath } from "./model_path.ts";
import {
  decodeWeight,
  hashWeights,
  locateWeights,
  readWeights,
  type StoredWeight,
} from "./read_weights.ts";
import { valueCount } from "./weights_manifest.ts";

const ACTION = "load the model";

/**
 * Loads a model that {@linkcode saveModel} wrote, or any other layers model in TensorFlow.js's format:
 * written by `tf.LayersModel.save()`, or by Python's `tensorflowjs_converter` from Keras 2 or 3, packed
 * or in several files.
 *
 * Layers that were frozen (`trainable`) are frozen again. Weights find their place by their names; if
 * two have one name, only a model that {@linkcode saveModel} wrote can be loaded.
 *
 * @param where The folder, or its `model.json`: a path, a `file:` URL, or such a URL as a text.
 * @returns The model, ready to predict; compile it to train it further. The caller disposes it.
 * @throws {TypeError} If `where` is none of these.
 * @throws {Error} If a file cannot be read.
 * @throws {SyntaxError} If `model.json` is not a layers model, or the weights are incomplete, do not
 * fit the layers, or are not those that were saved with it.
 *
 * @example
 * ```ts
 * import { getModel, loadModel, saveModel } from "convbook";
 * import { deepEqual } from "node:assert/strict";
 *
 * const folder = await Deno.makeTempDir();
 * await saveModel(getModel({ seed: 42 }), folder);
 * const model = await loadModel(folder);
 * deepEqual(model.outputs[0].shape, [null, 10]);
 * await Deno.remove(folder, { recursive: true });
 * ```
 */
export async function loadModel(where: string | URL): Promise<LayersModel> {
  const place = resolveModelPath(ACTION, where);
  for (;;) {
    const version = await versionOf(place.file);
    try {
      return await loadFrom(place, await readText(place.file));
    } catch (error) {
      // Saved again meanwhile: the weights on disk may be those of the later model.
      if (await versionOf(place.file) === version) throw error;
    }
  }
}

/** Tells whether a file has been replaced, also by one with the same content. */
async function versionOf(path: string): Promise<string> {
  const { ino, mtime } = await Deno.stat(path).catch(() => ({ ino: null, mtime: null }));
  return `${ino} ${mtime?.getTime()}`;
}

/** Far above what layers take: a thousand of them take half a megabyte. */
const MAX_MODEL_FILE = 20_000_000;

async function readText(path: string): Promise<string> {
  const size = await checkFile(ACTION, path);
  if (size > MAX_MODEL_FILE) {
    throw new SyntaxError(
      `Cannot load the model: expected at most ${MAX_MODEL_FILE} bytes in ${
        nameShortly(path)
      } but found ${size}`,
    );
  }
  return new TextDecoder().decode(await readFile(ACTION, path));
}

async function loadFrom({ folder, file }: ModelPath, text: string): Promise<LayersModel> {
  const json = parseModelFile(text, file);
  const groups = await readWeights(folder, json.weightsManifest);
  const notes = json.convbook;
  if (notes !== undefined && await hashWeights(groups) !== notes.weightsHash) {
    throw new SyntaxError(
      `Cannot load the model: expected the weights that were saved with ${nameShortly(file)} but ` +
        `found others in ${nameShortly(folder)}`,
    );
  }
  const stored = locateWeights(json.weightsManifest, groups);
  const count = stored.reduce((sum, { spec }) => sum + valueCount(spec), 0);
  const built = await buildLayers(json.modelTopology, count).catch((cause) => {
    throw describeMisfit(file, "TensorFlow.js knows", cause);
  });
  try {
    fill(built, stored, json);
    return built.model;
  } catch (cause) {
    built.dispose();
    throw describeMisfit(file, "the weights fit", cause);
  }
}

function fill(built: BuiltModel, stored: StoredWeight[], json: ModelFile): void {
  const match = json.convbook === undefined ? matchByName : matchInOrder;
  const matches = match(built, stored.map(({ spec }) => spec));
  freezeModels(built.topology, built.model);
  for (const [weight, index] of matches) {
    const value = decodeWeight(stored[index]);
    try {
      weight.write(value);
    } catch (cause) {
      throw new Error(`${weight.originalName}: ${describeError(cause)}`, { cause });
    } finally {
      value.dispose();
    }
    // After the models, which freeze the weights of their layers with them.
    const { trainable } = stored[index].spec;
    if (typeof trainable === "boolean") weight.trainable = trainable;
  }
  if (json.userDefinedMetadata !== undefined) {
    built.model.setUserDefinedMetadata(json.userDefinedMetadata);
  }
}

function describeMisfit(path: string, what: string, cause: unknown): SyntaxError {
  return new SyntaxError(
    `Cannot load the model: expected layers that ${what} in ${nameShortly(path)} but found: ` +
      describeError(cause),
    { cause },
  );
}
