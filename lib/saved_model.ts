/**
 * Models on disk, in TensorFlow.js's own format: `model.json` (the layers) and `weights.bin`.
 *
 * @module
 */
import * as tf from "@tensorflow/tfjs";
import "./backend/quiet_cpu_backend.ts";
import { join } from "node:path";
import type { LayersModel } from "./tensor_types.ts";

/** The two files of a saved model. A browser loads them too: `tf.loadLayersModel("…/model.json")`. */
const MODEL_FILE = "model.json";
const WEIGHTS_FILE = "weights.bin";

/** Bytes that a weight takes in a file, by its type or by the smaller type that it is stored in. */
const BYTES_PER_VALUE: Record<string, number> = {
  float32: 4,
  int32: 4,
  float16: 2,
  uint16: 2,
  uint8: 1,
  bool: 1,
};

/**
 * Saves a model's layers and weights to a folder. The optimizer is not saved.
 *
 * Both files are complete before either gets its name, so that a full disk leaves an earlier model
 * whole. Two models must not be saved to one folder at the same time.
 *
 * @param model The model. It stays as it is.
 * @param folder Where to. It is made if it is missing; a model that is there is replaced.
 * @throws {Error} If the folder cannot be written.
 *
 * @example
 * ```ts
 * import { getModel, loadModel, saveModel } from "convbook";
 * import { equal } from "node:assert/strict";
 *
 * const folder = await Deno.makeTempDir();
 * await saveModel(getModel({ seed: 42 }), folder);
 * const model = await loadModel(folder);
 * equal(model.countParams(), 5994);
 * await Deno.remove(folder, { recursive: true });
 * ```
 */
export async function saveModel(model: LayersModel, folder: string): Promise<void> {
  const handler = tf.io.withSaveHandler(async (artifacts) => {
    const { weightData, weightSpecs, ...rest } = artifacts;
    const weights = tf.io.CompositeArrayBuffer.join(weightData);
    const json = {
      ...rest,
      format: "layers-model",
      weightsManifest: [{ paths: [WEIGHTS_FILE], weights: weightSpecs }],
    };
    await writeFiles(folder, {
      [WEIGHTS_FILE]: new Uint8Array(weights),
      [MODEL_FILE]: new TextEncoder().encode(JSON.stringify(json)),
    });
    return {
      modelArtifactsInfo: { dateSaved: new Date(), modelTopologyType: "JSON" as const },
    };
  });
  await model.save(handler);
}

async function writeFiles(folder: string, files: Record<string, Uint8Array>): Promise<void> {
  const parts: [part: string, path: string][] = [];
  try {
    await Deno.mkdir(folder, { recursive: true });
    for (const [name, bytes] of Object.entries(files)) {
      const part = await Deno.makeTempFile({ dir: folder, suffix: ".part" });
      parts.push([part, join(folder, name)]);
      await Deno.writeFile(part, bytes);
    }
    while (parts.length > 0) {
      await Deno.rename(...parts[0]);
      parts.shift();
    }
  } catch (cause) {
    for (const [part] of parts) await Deno.remove(part);
    throw new Error(
      `Cannot save the model: expected a folder that can be written at ${folder} but found: ` +
        (cause instanceof Error ? cause.message : String(cause)),
      { cause },
    );
  }
}

/**
 * Loads a model from a folder that {@linkcode saveModel} wrote, or any other that holds a layers
 * model in TensorFlow.js's format.
 *
 * @param folder The folder with `model.json` and the weight files that it names.
 * @returns The model, ready to predict; compile it to train it further. The caller disposes it.
 * @throws {Error} If a file cannot be read.
 * @throws {SyntaxError} If `model.json` is not a layers model, or the weights are incomplete or do not
 * fit the layers.
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
export async function loadModel(folder: string): Promise<LayersModel> {
  const path = join(folder, MODEL_FILE);
  const { modelTopology, weightsManifest } = parseModel(await readText(path), path);
  const specs = weightsManifest.flatMap(({ weights }) => weights);
  const files = weightsManifest.flatMap(({ paths }) => paths);
  const shards = await Promise.all(files.map((file) => readFile(join(folder, file))));
  const weightData = await new Blob(shards).arrayBuffer();
  const expected = specs.reduce((sum, spec) => sum + byteLength(spec), 0);
  if (weightData.byteLength !== expected) {
    throw new SyntaxError(
      `Cannot load the model: expected ${expected} bytes of weights in ${files.join(", ")} of ` +
        `${folder} but found ${weightData.byteLength}`,
    );
  }
  // First the layers alone: `loadLayersModel` would leave its tensors behind if the weights of the
  // file did not fit them.
  const model = await tf.loadLayersModel(tf.io.fromMemory({ modelTopology })).catch((cause) => {
    throw describeMisfit(path, "TensorFlow.js knows", cause);
  });
  const weights = tf.io.decodeWeights(weightData, specs);
  try {
    model.setWeights(model.weights.map(({ originalName }) => {
      if (originalName in weights) return weights[originalName];
      throw new Error(`no weight ${originalName}`);
    }));
    return model;
  } catch (cause) {
    model.dispose();
    throw describeMisfit(path, "the weights fit", cause);
  } finally {
    tf.dispose(weights);
  }
}

function describeMisfit(path: string, what: string, cause: unknown): SyntaxError {
  return new SyntaxError(
    `Cannot load the model: expected layers that ${what} in ${path} but found: ` +
      (cause instanceof Error ? cause.message : String(cause)),
    { cause },
  );
}

/** How many bytes a weight takes in the file. */
function byteLength({ shape, dtype, quantization }: tf.io.WeightsManifestEntry): number {
  return BYTES_PER_VALUE[quantization?.dtype ?? dtype] * shape.reduce((n, size) => n * size, 1);
}

/** The part of `model.json` that is needed. */
type ModelFile = Required<Pick<tf.io.ModelJSON, "weightsManifest">> & {
  modelTopology: NonNullable<tf.io.ModelArtifacts["modelTopology"]>;
};

function parseModel(text: string, path: string): ModelFile {
  try {
    const json = JSON.parse(text);
    if (isLayersModel(json)) return json;
  } catch {
    // Not JSON at all: the same message serves.
  }
  throw new SyntaxError(
    `Cannot load the model: expected a layers model in TensorFlow.js's format at ${path} but found ` +
      `${JSON.stringify(text.slice(0, 40))}`,
  );
}

/** A converted TensorFlow model has the format `graph-model`, and operations instead of layers. */
function isLayersModel(json: Partial<tf.io.ModelJSON> | null): json is ModelFile {
  return json !== null && typeof json === "object" && Boolean(json.modelTopology) &&
    (json.format ?? "layers-model") === "layers-model" && Array.isArray(json.weightsManifest) &&
    json.weightsManifest.every((group) =>
      Array.isArray(group?.paths) && group.paths.every((path) => typeof path === "string") &&
      Array.isArray(group.weights) && group.weights.every(isWeight)
    );
}

function isWeight(spec: Partial<tf.io.WeightsManifestEntry>): boolean {
  return typeof spec?.name === "string" && Array.isArray(spec.shape) &&
    (spec.quantization?.dtype ?? spec.dtype ?? "") in BYTES_PER_VALUE;
}

async function readText(path: string): Promise<string> {
  return new TextDecoder().decode(await readFile(path));
}

async function readFile(path: string): Promise<Uint8Array<ArrayBuffer>> {
  try {
    return await Deno.readFile(path);
  } catch (cause) {
    throw new Error(
      `Cannot load the model: expected a file at ${path} but found: ` +
        (cause instanceof Error ? cause.message : String(cause)),
      { cause },
    );
  }
}
