/**
 * The list of what a program has written to a folder: by it, the next run tells those files from
 * everybody else's.
 *
 * @module
 */
import { dirname, join, normalize } from "node:path";
import { describeError, describeValue } from "@convbook/check";
import { isInside } from "./is_inside.ts";
import { findRealFolder, ignoreMissing } from "./real_folder.ts";

/**
 * The names of files, from their folder on, each with the hashes (SHA-256, hexadecimal) of what has
 * been written there: one, or two while a new file takes the place of an old one.
 */
export type FileList = Map<string, string[]>;

/** What the list is called where the files lie among others. */
export const LIST_NAME = ".files.json";

/**
 * Reads the list of a folder.
 *
 * @param action What the caller is about to do, for errors, as in `export to site`.
 * @param folder The path of the folder.
 * @param name The name of the list, from the folder on.
 * @returns The list, which is empty if there is none.
 * @throws {SyntaxError} If the file is not such a list.
 *
 * @example
 * ```ts
 * import { readList } from "./file_list.ts";
 * import { equal } from "node:assert/strict";
 *
 * equal((await readList("look", "no_such_folder", "files.json")).size, 0);
 * ```
 */
export async function readList(action: string, folder: string, name: string): Promise<FileList> {
  const path = join(folder, name);
  await findRealFolder(action, dirname(path));
  const text = await Deno.readTextFile(path).catch(ignoreMissing(action));
  if (text === undefined) return new Map();
  try {
    return parseList(text);
  } catch (cause) {
    throw new SyntaxError(
      `Cannot ${action}: expected a list of files with their hashes in ${path} but found ` +
        `${describeError(cause)}; move the list and the files, or choose another folder`,
      { cause },
    );
  }
}

function parseList(text: string): FileList {
  const list: unknown = JSON.parse(text);
  const isList = typeof list === "object" && list !== null && !Array.isArray(list) &&
    Object.values(list).every((hashes) =>
      Array.isArray(hashes) && hashes.every((hash) => typeof hash === "string")
    );
  if (!isList) throw new SyntaxError(describeValue(list));
  return new Map(Object.entries(list as Record<string, string[]>));
}

/**
 * Makes the text of a list.
 *
 * @param list The list.
 * @returns The text, which is JSON.
 *
 * @example
 * ```ts
 * import { formatList } from "./file_list.ts";
 * import { equal } from "node:assert/strict";
 *
 * equal(formatList(new Map([["a.html", ["e3b0c442"]]])), '{\n "a.html": [\n  "e3b0c442"\n ]\n}\n');
 * ```
 */
export function formatList(list: FileList): string {
  const entries = [...list].toSorted(([a], [b]) => (a < b ? -1 : 1));
  return JSON.stringify(Object.fromEntries(entries), null, 1) + "\n";
}

/**
 * Finds the files of a list that are in their folder, and as they were written. What somebody has
 * changed or replaced since, or what a link leads to outside the folder, is not among them.
 *
 * @param action What the caller is about to do, for errors, as in `export to site`.
 * @param folder The path of the folder.
 * @param list The list.
 * @returns The names of these files, normalised, each with its hash.
 *
 * @example
 * ```ts
 * import { findListed } from "./file_list.ts";
 * import { equal } from "node:assert/strict";
 *
 * equal((await findListed("look", ".", new Map([["deno.json", ["another hash"]]]))).size, 0);
 * ```
 */
export async function findListed(
  action: string,
  folder: string,
  list: FileList,
): Promise<Map<string, string>> {
  const found = new Map<string, string>();
  const realFolder = await findRealFolder(action, folder);
  for (const [name, hashes] of list) {
    const path = join(folder, name);
    const info = await Deno.lstat(path).catch(ignoreMissing(action));
    if (!info?.isFile || !isInside(await findRealFolder(action, dirname(path)), realFolder)) {
      continue;
    }
    const hash = await hashFile(path).catch(ignoreMissing(action));
    if (hash !== undefined && hashes.includes(hash)) found.set(normalize(name), hash);
  }
  return found;
}

/**
 * Computes the hash of a file.
 *
 * @param path The path of the file.
 * @returns The SHA-256 of its bytes, hexadecimal.
 *
 * @example
 * ```ts
 * import { hashFile } from "./file_list.ts";
 * import { equal } from "node:assert/strict";
 *
 * const file = await Deno.makeTempFile();
 * // FIPS 180-4: the hash of nothing.
 * equal((await hashFile(file)).slice(0, 16), "e3b0c44298fc1c14");
 * await Deno.remove(file);
 * ```
 */
export async function hashFile(path: string): Promise<string> {
  const bytes = await Deno.readFile(path);
  return new Uint8Array(await crypto.subtle.digest("SHA-256", bytes)).toHex();
}
