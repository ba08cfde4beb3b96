/**
 * A folder for what Deno's tools are to look at.
 *
 * @module
 */
import { describeError } from "@convbook/check";

/** A folder that is removed at the end of its scope. */
export interface TemporaryFolder extends AsyncDisposable {
  /** Its path, without links. */
  path: string;
}

/**
 * Makes a folder for temporary files.
 *
 * @param action What for, in the words of an error: `check the notebooks`.
 * @returns The folder.
 * @throws {Error} If none can be made.
 *
 * @example
 * ```ts
 * import { makeTemporaryFolder } from "./temporary_folder.ts";
 * import { equal } from "node:assert/strict";
 *
 * await using folder = await makeTemporaryFolder("look at a cell");
 * equal((await Deno.stat(folder.path)).isDirectory, true);
 * ```
 */
export async function makeTemporaryFolder(action: string): Promise<TemporaryFolder> {
  try {
    const path = await Deno.realPath(await Deno.makeTempDir({ prefix: "convbook-" }));
    return { path, [Symbol.asyncDispose]: () => Deno.remove(path, { recursive: true }) };
  } catch (cause) {
    throw new Error(
      `Cannot ${action}: expected a folder for temporary files but found: ${describeError(cause)}`,
      { cause },
    );
  }
}
