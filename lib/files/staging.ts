/**
 * A folder in which files are made before they go to their places.
 *
 * @module
 */
import { join } from "node:path";

/** A staging folder. */
export interface Staging extends AsyncDisposable {
  /** For the new files, until they are whole. */
  files: string;
  /** For copies of the old ones, until the new ones are in their places. */
  copies: string;
}

/** Nobody else gives a folder such a name. */
const NAME = /^\.convbook-[\da-f]{8}(?:-[\da-f]{4}){3}-[\da-f]{12}\.tmp$/;

/**
 * Makes a staging folder inside another folder, because a file cannot be renamed into another file
 * system. Removes those that programs have left behind that were ended half-way.
 *
 * @param folder The path of the folder. The caller holds its lock: no other staging folder is in use.
 * @returns The staging folder. Disposing removes it with all that is still in it.
 * @throws {Error} What the file system says.
 *
 * @example
 * ```ts
 * import { makeStaging } from "./staging.ts";
 * import { equal } from "node:assert/strict";
 *
 * const folder = await Deno.makeTempDir();
 * {
 *   await using staging = await makeStaging(folder);
 *   await Deno.writeTextFile(`${staging.files}/a.txt`, "a");
 * }
 * equal([...Deno.readDirSync(folder)].length, 0);
 * await Deno.remove(folder, { recursive: true });
 * ```
 */
export async function makeStaging(folder: string): Promise<Staging> {
  for await (const { name, isDirectory } of Deno.readDir(folder)) {
    if (isDirectory && NAME.test(name)) await Deno.remove(join(folder, name), { recursive: true });
  }
  const path = join(folder, `.convbook-${crypto.randomUUID()}.tmp`);
  await Deno.mkdir(join(path, "files"), { recursive: true });
  return {
    files: join(path, "files"),
    copies: join(path, "copies"),
    [Symbol.asyncDispose]: () => Deno.remove(path, { recursive: true }),
  };
}
