/**
 * What a saved model may replace.
 *
 * @module
 */
import { join } from "node:path";
import { parseAnyModel } from "./model_file.ts";
import { MODEL_FILE, WEIGHTS_FILE } from "./model_path.ts";

/**
 * Throws unless the files of a model can be written to a folder without harm to other files: only a
 * model is replaced, and `weights.bin` only if it belongs to it.
 *
 * @param folder The folder.
 * @throws {Error} If one of the names is taken by something else.
 */
export async function checkReplaceable(folder: string): Promise<void> {
  const model = await readIfThere(join(folder, MODEL_FILE));
  const json = model === undefined ? undefined : parseAnyModel(new TextDecoder().decode(model));
  if (model !== undefined && json === undefined) {
    throw inTheWay(MODEL_FILE, "a file that is not a model");
  }
  const weights = await Deno.lstat(join(folder, WEIGHTS_FILE)).catch(ifMissing);
  if (weights === undefined) return;
  if (weights.isDirectory) throw inTheWay(WEIGHTS_FILE, "a folder");
  const isOfModel = json !== undefined &&
    ("convbook" in json ||
      JSON.stringify(json.weightsManifest ?? []).includes(`"${WEIGHTS_FILE}"`));
  if (!isOfModel) throw inTheWay(WEIGHTS_FILE, `a file that no ${MODEL_FILE} names`);
}

async function readIfThere(path: string): Promise<Uint8Array | undefined> {
  return await Deno.readFile(path).catch(ifMissing);
}

function ifMissing(error: unknown): undefined {
  if (!(error instanceof Deno.errors.NotFound)) throw error;
}

function inTheWay(name: string, found: string): Error {
  return new Error(`${name} is ${found}`);
}
