/**
 * Finding out where an export really goes.
 *
 * @module
 */
import { basename, dirname, join } from "node:path";

/**
 * Finds the real path of a folder: links are followed as far as the folder is there.
 *
 * @param target Where the export goes, for errors.
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
 * equal(await findRealFolder("out", `${folder}/b/c`), await findRealFolder("out", `${folder}/a/c`));
 * await Deno.remove(folder, { recursive: true });
 * ```
 */
export async function findRealFolder(target: string, folder: string): Promise<string> {
  const info = await Deno.stat(folder).catch(ignoreMissing(target));
  if (info?.isDirectory) return await Deno.realPath(folder);
  if (info !== undefined) {
    throw new Error(`Cannot export to ${target}: expected a folder but found the file ${folder}`);
  }
  const parent = dirname(folder);
  // A drive that is missing has no parent.
  return parent === folder ? folder : join(await findRealFolder(target, parent), basename(folder));
}

/**
 * Makes `undefined` of the error that a file is missing.
 *
 * @param target Where the export goes, for errors.
 * @returns What an asynchronous call of the file system is caught with.
 *
 * @example
 * ```ts
 * import { ignoreMissing } from "./real_folder.ts";
 * import { equal } from "node:assert/strict";
 *
 * equal(await Deno.stat("no_such_file").catch(ignoreMissing("out")), undefined);
 * ```
 */
export function ignoreMissing(target: string): (cause: unknown) => undefined {
  return (cause) => {
    if (cause instanceof Deno.errors.NotFound || cause instanceof Deno.errors.NotADirectory) return;
    throw new Error(
      `Cannot export to ${target}: expected files that can be read and removed but found: ` +
        (cause instanceof Error ? cause.message : cause),
      { cause },
    );
  };
}
