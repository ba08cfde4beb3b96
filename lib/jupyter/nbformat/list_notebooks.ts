/**
 * Finding notebooks.
 *
 * @module
 */
import { join } from "node:path";

/**
 * Lists the notebooks in a folder and the folders in it, in the order of their paths. What begins
 * with a dot is passed over, as Jupyter's checkpoints are.
 *
 * @param folder The path of the folder.
 * @returns The paths of the notebooks, which begin with that of the folder.
 * @throws {Error} If the folder does not exist or has no notebooks.
 *
 * @example
 * ```ts
 * import { listNotebooks } from "./list_notebooks.ts";
 * import { rejects } from "node:assert/strict";
 *
 * await rejects(listNotebooks("no_such_folder"), {
 *   message: "Cannot list notebooks: expected some in no_such_folder but found none",
 * });
 * ```
 */
export async function listNotebooks(folder: string): Promise<string[]> {
  const paths = await walk(folder);
  if (paths.length === 0) {
    throw new Error(`Cannot list notebooks: expected some in ${folder} but found none`);
  }
  return paths.toSorted();
}

async function walk(folder: string): Promise<string[]> {
  const paths: string[] = [];
  try {
    for await (const entry of Deno.readDir(folder)) {
      const path = join(folder, entry.name);
      if (entry.name.startsWith(".")) continue;
      if (entry.isDirectory) paths.push(...await walk(path));
      else if (entry.name.endsWith(".ipynb")) paths.push(path);
    }
  } catch (error) {
    if (!(error instanceof Deno.errors.NotFound)) throw error;
  }
  return paths;
}
