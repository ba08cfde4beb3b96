/**
 * Where a model lies on disk.
 *
 * @module
 */
import { basename, dirname, join } from "node:path";
import { toLocalPath } from "@convbook/files";

/** The two files of a saved model. A browser loads them too: `tf.loadLayersModel("…/model.json")`. */
export const MODEL_FILE = "model.json";
export const WEIGHTS_FILE = "weights.bin";

/** The folder of a model, and its `model.json` in it. */
export interface ModelPath {
  /** The folder. */
  folder: string;
  /** The path of `model.json`. */
  file: string;
}

/**
 * Finds out which folder is meant.
 *
 * @param action What the caller is about to do, as in `save the model`.
 * @param where A folder or its `model.json`: a path, a `file:` URL, or such a URL as a text.
 * @returns The folder and the path of `model.json`.
 * @throws {TypeError} If it is none of these: an empty text, an address on a server, anything else.
 *
 * @example
 * ```ts
 * import { resolveModelPath } from "./model_path.ts";
 * import { deepEqual } from "node:assert/strict";
 *
 * const expected = { folder: "/models/a", file: "/models/a/model.json" };
 * deepEqual(resolveModelPath("load the model", "/models/a"), expected);
 * deepEqual(resolveModelPath("load the model", "file:///models/a/model.json"), expected);
 * ```
 */
export function resolveModelPath(action: string, where: string | URL): ModelPath {
  const path = toLocalPath(action, `the path of a folder or of its ${MODEL_FILE}`, where);
  const folder = basename(path) === MODEL_FILE ? dirname(path) : path;
  return { folder, file: join(folder, MODEL_FILE) };
}
