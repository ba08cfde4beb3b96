/**
 * Saving models to disk.
 *
 * @module
 */
import * as tf from "@tensorflow/tfjs";
import "@convbook/tensors/quiet_cpu_backend";
import { join } from "node:path";
import { describeError, describeValue } from "@convbook/check";
import { nameShortly, removeRemains, writeAllWhole } from "@convbook/files";
import type { LayersModel } from "@convbook/tensors";
import { noteFrozenModels } from "./frozen_models.ts";
import type { JsonObject } from "./keras_topology.ts";
import { listWeights } from "./layer_tree.ts";
import { checkReplaceable } from "./replaceable.ts";
import { MODEL_FILE, resolveModelPath, WEIGHTS_FILE } from "./model_path.ts";
import { hashWeights } from "./read_weights.ts";
import { Turn } from "./turn.ts";

/**
 * Saves a model's layers and weights to a folder, as `model.json` and `weights.bin`, in TensorFlow.js's
 * own format. The optimizer is not saved.
 *
 * At every moment the folder holds a whole model, the earlier or the new one: also where the program is
 * ended half-way, the disk is full, or two programs save to one folder at once, of which the last one
 * wins. Weights may share a name; only {@linkcode loadModel} can load such a model.
 *
 * @param model The model. It stays as it is.
 * @param where Where to: a folder, or its `model.json`, as a path, a `file:` URL, or such a URL as a
 * text. The folder is made if it is missing; a model that is there is replaced.
 * @throws {TypeError} If `where` is none of these, or `model` is none that can be saved.
 * @throws {Error} If the folder cannot be written, or another file than a model has one of the names.
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
export async function saveModel(model: LayersModel, where: string | URL): Promise<void> {
  const { folder } = resolveModelPath("save the model", where);
  const { json, weights } = await encodeModel(model);
  try {
    await Deno.mkdir(folder, { recursive: true });
    using _turn = await Turn.take(join(folder, `.${MODEL_FILE}.lock`));
    await replaceModel(folder, json, weights);
  } catch (cause) {
    throw new Error(
      `Cannot save the model: expected a folder that can be written at ${
        nameShortly(folder)
      } but ` +
        "found: " +
        // Without the words of the writer around the system's reason.
        describeError((cause as Error).cause ?? cause),
      { cause },
    );
  }
}

/** A `model.json`, once the name of the weights' file is known. */
type NameWeights = (file: string) => string;

async function encodeModel(
  model: LayersModel,
): Promise<{ json: NameWeights; weights: Uint8Array<ArrayBuffer> }> {
  if (!(model instanceof tf.LayersModel)) {
    throw new TypeError(
      `Cannot save the model: expected a model of layers but found ${describeValue(model)}`,
    );
  }
  try {
    const modelTopology = model.toJSON(null, false) as unknown as JsonObject;
    noteFrozenModels(modelTopology, model);
    const listed = listWeights(model);
    const { data, specs } = await tf.io.encodeWeights(
      listed.map((weight) => ({ name: weight.originalName, tensor: weight.read() })),
    );
    const weights = new Uint8Array(data);
    const weightsHash = await hashWeights([weights]);
    const described = specs.map((spec, i) => ({ ...spec, trainable: listed[i].trainable }));
    const json = (file: string) =>
      JSON.stringify({
        modelTopology,
        format: "layers-model",
        generatedBy: `TensorFlow.js tfjs-layers v${tf.version["tfjs-layers"]}`,
        convertedBy: null,
        userDefinedMetadata: model.getUserDefinedMetadata(),
        convbook: { weightsHash },
        weightsManifest: [{ paths: [file], weights: described }],
      });
    return { json, weights };
  } catch (cause) {
    throw new TypeError(
      `Cannot save the model: expected layers with weights that TensorFlow.js can save but found: ` +
        describeError(cause),
      { cause },
    );
  }
}

/** The name of the weights while those of the earlier model still have theirs, or of a part of them. */
const SPARE = /^\.?(weights\.[\da-f]{8}(?:-[\da-f]{4}){3}-[\da-f]{12}\.bin)(?:$|\.)/;

/**
 * Puts the new model beside the old one, and then on its place. Each step leaves a `model.json` whose
 * weights are there: that of the old model, that of the new one with the spare name, and the last.
 */
async function replaceModel(
  folder: string,
  json: NameWeights,
  weights: Uint8Array<ArrayBuffer>,
): Promise<void> {
  await checkReplaceable(folder);
  const spare = `weights.${crypto.randomUUID()}.bin`;
  await writeAllWhole([
    [join(folder, spare), weights],
    [join(folder, MODEL_FILE), json(spare)],
    [join(folder, WEIGHTS_FILE), weights],
    [join(folder, MODEL_FILE), json(WEIGHTS_FILE)],
  ]);
  // Also those of programs that were ended half-way: `model.json` names none of them any more.
  for await (const { name, isFile } of Deno.readDir(folder)) {
    const [, file] = SPARE.exec(name) ?? [];
    if (!isFile || file === undefined) continue;
    if (name === file) await Deno.remove(join(folder, file));
    else await removeRemains(join(folder, file));
  }
}
