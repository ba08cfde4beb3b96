/**
 * Reading the files of a model.
 *
 * @module
 */
import { describeError } from "../check.ts";
import { nameShortly } from "./model_path.ts";

/**
 * Checks that there is a file.
 *
 * @param path Its path.
 * @returns Its size in bytes.
 * @throws {Error} If there is none, or a folder, or something that has no end, such as a device.
 */
export async function checkFile(path: string): Promise<number> {
  const found = await Deno.stat(path).catch(() => undefined);
  // Where there is nothing, reading it says why.
  if (found === undefined) return (await readFile(path)).length;
  if (found.isFile) return found.size;
  throw refuse(path, found.isDirectory ? "a folder" : "something else than a file");
}

/**
 * Reads a file.
 *
 * @param path Its path.
 * @returns Its bytes.
 * @throws {Error} If it cannot be read.
 */
export async function readFile(path: string): Promise<Uint8Array<ArrayBuffer>> {
  try {
    return await Deno.readFile(path);
  } catch (cause) {
    throw refuse(path, describeError(cause), cause);
  }
}

function refuse(path: string, found: string, cause?: unknown): Error {
  return new Error(
    `Cannot load the model: expected a file at ${nameShortly(path)} but found: ${found}`,
    {
      cause,
    },
  );
}
