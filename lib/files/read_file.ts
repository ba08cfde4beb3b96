/**
 * Reading files, with errors that say what was to be done with them.
 *
 * @module
 */
import { describeError } from "@convbook/check";
import { nameShortly } from "./local_path.ts";

/**
 * Checks that there is a file.
 *
 * @param action What the caller is about to do, as in `load the model`.
 * @param path The file's path.
 * @returns Its size in bytes.
 * @throws {Error} If there is none, or a folder, or something that has no end, such as a device.
 */
export async function checkFile(action: string, path: string): Promise<number> {
  const found = await Deno.stat(path).catch(() => undefined);
  // Where there is nothing, reading it says why.
  if (found === undefined) return (await attemptRead(action, path)).length;
  if (found.isFile) return found.size;
  throw refuse(action, path, found.isDirectory ? "a folder" : "something else than a file");
}

/**
 * Reads a file.
 *
 * @param action What the caller is about to do, as in `load the model`.
 * @param path The file's path.
 * @returns Its bytes.
 * @throws {Error} If it cannot be read, or is not a file.
 *
 * @example
 * ```ts
 * import { readFile } from "./read_file.ts";
 * import { rejects } from "node:assert/strict";
 *
 * await rejects(readFile("load the model", "lib"), {
 *   message: "Cannot load the model: expected a file at lib but found: a folder",
 * });
 * ```
 */
export async function readFile(action: string, path: string): Promise<Uint8Array<ArrayBuffer>> {
  await checkFile(action, path);
  return await attemptRead(action, path);
}

async function attemptRead(action: string, path: string): Promise<Uint8Array<ArrayBuffer>> {
  try {
    return await Deno.readFile(path);
  } catch (cause) {
    throw refuse(action, path, describeError(cause), cause);
  }
}

function refuse(action: string, path: string, found: string, cause?: unknown): Error {
  return new Error(
    `Cannot ${action}: expected a file at ${nameShortly(path)} but found: ${found}`,
    { cause },
  );
}
