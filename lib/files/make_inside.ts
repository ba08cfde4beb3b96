/**
 * Files that another program makes.
 *
 * @module
 */
import { lockFolder } from "./folder_lock.ts";
import { makeStaging } from "./staging.ts";

/**
 * Lets a program make files in an empty folder inside another one, which needs no right to write
 * anywhere else. The folder is gone afterwards, and if the program is killed, after the next call.
 *
 * @param folder The folder. It is made if it is missing.
 * @param make Makes files in the folder whose path it is given, and reads what it wants of them.
 * @param signal Ends the waiting for others that write to the folder, with the signal's reason.
 * @returns What `make` returns.
 *
 * @example
 * ```ts
 * import { makeInside } from "./make_inside.ts";
 * import { equal } from "node:assert/strict";
 *
 * const folder = await Deno.makeTempDir();
 * const text = await makeInside(folder, async (path) => {
 *   await Deno.writeTextFile(`${path}/a.txt`, "a");
 *   return await Deno.readTextFile(`${path}/a.txt`);
 * });
 * equal(text, "a");
 * equal([...Deno.readDirSync(folder)].length, 0);
 * await Deno.remove(folder, { recursive: true });
 * ```
 */
export async function makeInside<T>(
  folder: string,
  make: (path: string) => Promise<T>,
  signal?: AbortSignal,
): Promise<T> {
  await Deno.mkdir(folder, { recursive: true });
  using _lock = await lockFolder(folder, signal);
  await using staging = await makeStaging(folder);
  return await make(staging.files);
}
