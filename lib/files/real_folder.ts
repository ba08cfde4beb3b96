/**
 * Finding out where files really go.
 *
 * @module
 */
import { basename, dirname, join } from "node:path";
import { describeError } from "@convbook/check";

/**
 * Finds the real path of a folder: links are followed as far as the folder is there.
 *
 * @param action What the caller is about to do, for errors, as in `export to site`.
 * @param folder The path of the folder, which may be missing.
 * @returns The real path.
 * @throws {Error} If a file takes the folder's place, or that of a folder on the way to it.
 *
 * @example
 * ```ts
 * import { findRealFolder } from "./real_folder.ts";
 * import { equal } from "node:assert/strict";
 *
 * const folder = await Deno.realPath(await Deno.makeTempDir());
 * await Deno.mkdir(`${folder}/a`);
 * await Deno.symlink(`${folder}/a`, `${folder}/b`);
 * equal(await findRealFolder("find", `${folder}/b/c`), `${folder}/a/c`);
 * await Deno.remove(folder, { recursive: true });
 * ```
 */
export async function findRealFolder(action: string, folder: string): Promise<string> {
  const info = await Deno.stat(folder).catch(ignoreMissing(action));
  if (info?.isDirectory) return await Deno.realPath(folder);
  if (info !== undefined) {
    throw new Error(`Cannot ${action}: expected a folder but found the file ${folder}`);
  }
  const parent = dirname(folder);
  // A drive that is missing has no parent.
  return parent === folder ? folder : join(await findRealFolder(action, parent), basename(folder));
}

/**
 * Makes `undefined` of the error that a file is missing.
 *
 * @param action What the caller is about to do, for errors, as in `export to site`.
 * @returns What an asynchronous call of the file system is caught with.
 *
 * @example
 * ```ts
 * import { ignoreMissing } from "./real_folder.ts";
 * import { equal } from "node:assert/strict";
 *
 * equal(await Deno.stat("no_such_file").catch(ignoreMissing("look")), undefined);
 * ```
 */
export function ignoreMissing(action: string): (cause: unknown) => undefined {
  return (cause) => {
    if (cause instanceof Deno.errors.NotFound || cause instanceof Deno.errors.NotADirectory) return;
    throw new Error(
      `Cannot ${action}: expected files that can be read and removed but found: ` +
        describeError(cause),
      { cause },
    );
  };
}
