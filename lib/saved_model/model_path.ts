/**
 * Where a model lies on disk.
 *
 * @module
 */
import { basename, dirname, join } from "node:path";
import { fileURLToPath } from "node:url";
import { describeError, describeValue } from "../check.ts";

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
  const path = pathOf(action, where);
  const folder = basename(path) === MODEL_FILE ? dirname(path) : path;
  return { folder, file: join(folder, MODEL_FILE) };
}

/** The longest path that an error names in full. */
const MAX_PATH = 150;

/**
 * Shortens a path for an error.
 *
 * @param path A path.
 * @returns The path; of a very long one the start, which says where, and the end, which says what.
 */
export function nameShortly(path: string): string {
  const half = MAX_PATH / 2;
  return path.length <= MAX_PATH ? path : `${path.slice(0, half)}…${path.slice(1 - half)}`;
}

/** `name://`, and schemes that do without slashes. A Windows path starts with a single letter. */
const SCHEME = /^(?:[a-z][a-z\d+.-]+:\/\/|(?:file|https?|data|blob):)/i;

function pathOf(action: string, where: string | URL): string {
  const text = where instanceof URL ? where.href : where;
  if (typeof text !== "string" || text === "" || text.includes("\0")) {
    throw refuse(action, describeValue(where));
  }
  if (!SCHEME.test(text)) return text;
  // `file:name` would name a file in the root folder, not in the working folder.
  if (!/^file:\//i.test(text)) throw refuse(action, describeValue(text));
  try {
    // Refuses a host, which `file://name` has: not a folder in the working folder either.
    const url = new URL(text);
    if (url.host !== "") throw new TypeError(`the host ${describeValue(url.host)}`);
    return fileURLToPath(url);
  } catch (cause) {
    throw refuse(action, `${describeValue(text)}: ${describeError(cause)}`, cause);
  }
}

function refuse(action: string, found: string, cause?: unknown): TypeError {
  return new TypeError(
    `Cannot ${action}: expected the path of a folder or of its ${MODEL_FILE}, or a URL of the form ` +
      `file:///…, but found ${found}`,
    { cause },
  );
}
