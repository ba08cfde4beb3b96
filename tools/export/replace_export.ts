/**
 * Writing files where an earlier export may lie, and nothing else may be touched.
 *
 * @module
 */
import { dirname, join, normalize } from "node:path";
import { removeRemains } from "../../lib/files/part_file.ts";
import { writeWhole } from "../../lib/files/write_whole.ts";
import { isInside } from "../notebook/is_inside.ts";
import { findRealFolder, ignoreMissing } from "./real_folder.ts";

/** A file of an export. */
export interface ExportedFile {
  /** Its path, from the folder of the export on. */
  path: string;
  /** The notebook that it is a whole copy of. If it is that notebook, it is not written. */
  copyOf?: string;
  /** Writes it. */
  write(path: string): Promise<unknown>;
}

/** What is written, and what becomes of an earlier export. */
export interface Export {
  /** The folder. */
  folder: string;
  /** Where the names of its files are kept, from the folder on. */
  list: string;
  /** Its files. */
  files: readonly ExportedFile[];
  /** The paths of the notebooks that are read for it. */
  sources: readonly string[];
  /** Whether the files of an earlier export that are none of this one go or stay. */
  earlier: "removed" | "kept";
  /** Stops it between two files. */
  signal?: AbortSignal;
}

/**
 * Writes an export to a folder. Only files of an earlier export are overwritten or removed: a list in
 * the folder says which those are. While files are written, the list names the old ones and the new
 * ones, so that an export that was stopped half-way is overwritten too.
 *
 * @param options What is written, and what becomes of an earlier export.
 * @throws {Error} If a file is in the way that no export wrote, a notebook would be overwritten by
 * what is left of it, or the files would not lie in the folder. Nothing is written then.
 * @throws {SyntaxError} If the list was changed by hand.
 *
 * @example
 * ```ts
 * import { replaceExport } from "./replace_export.ts";
 * import { deepEqual } from "node:assert/strict";
 *
 * const folder = await Deno.makeTempDir();
 * const write = async (...names: string[]) =>
 *   await replaceExport({
 *     folder,
 *     list: "list.json",
 *     files: names.map((path) => ({ path, write: (path) => Deno.writeTextFile(path, "text") })),
 *     sources: [],
 *     earlier: "removed",
 *   });
 * await write("a.html", "b.html");
 * await write("b.html", "c.html");
 * const names = [...Deno.readDirSync(folder)].map(({ name }) => name);
 * deepEqual(names.toSorted(), ["b.html", "c.html", "list.json"]);
 * await Deno.remove(folder, { recursive: true });
 * ```
 */
export async function replaceExport(
  { folder, list, files, sources, earlier, signal }: Export,
): Promise<void> {
  const realSources = new Set(await Promise.all(sources.map((path) => Deno.realPath(path))));
  const oldFiles = await findOldFiles(folder, list, realSources);
  const newFiles: ExportedFile[] = [];
  for (const file of files) {
    if (!await isSource(folder, file, realSources)) newFiles.push(file);
  }
  for (const { path } of newFiles) await checkPlace(folder, path, oldFiles);
  const all = new Set([...oldFiles, ...newFiles.map(({ path }) => path)]);
  signal?.throwIfAborted();
  await writeList(folder, list, all);
  for (const { path, write } of newFiles) {
    signal?.throwIfAborted();
    await write(join(folder, path));
  }
  for (const path of [list, ...all]) await removeRemains(join(folder, path));
  const isNew = new Set(newFiles.map(({ path }) => path));
  const left: string[] = [];
  for (const path of all) {
    if (earlier === "removed" && !isNew.has(path)) {
      await Deno.remove(join(folder, path)).catch(ignoreMissing(folder));
    } else if (await Deno.lstat(join(folder, path)).catch(ignoreMissing(folder)) !== undefined) {
      // What has gone is not listed: the next file of its name may be somebody else's.
      left.push(path);
    }
  }
  await writeList(folder, list, left);
}

/** The files of the earlier export, as far as they are in the folder and not read for this one. */
async function findOldFiles(
  folder: string,
  list: string,
  sources: ReadonlySet<string>,
): Promise<Set<string>> {
  const found = new Set<string>();
  const realFolder = await findRealFolder(folder, folder);
  for (const name of await readList(folder, list)) {
    const path = join(folder, name);
    const parent = await findRealFolder(folder, dirname(path));
    if (!isInside(parent, realFolder)) continue;
    const realPath = await Deno.realPath(path).catch(ignoreMissing(folder));
    if (realPath === realFolder || realPath !== undefined && sources.has(realPath)) continue;
    const info = await Deno.lstat(path).catch(ignoreMissing(folder));
    if (info?.isDirectory) {
      throw fail(folder, `expected files on its list but found a folder: ${path}`);
    }
    found.add(normalize(name));
  }
  return found;
}

async function isSource(
  folder: string,
  { path, copyOf }: ExportedFile,
  sources: ReadonlySet<string>,
): Promise<boolean> {
  const realPath = await Deno.realPath(join(folder, path)).catch(ignoreMissing(folder));
  if (realPath === undefined || !sources.has(realPath)) return false;
  if (copyOf !== undefined && await Deno.realPath(copyOf) === realPath) return true;
  throw new Error(
    "Cannot export notebooks: expected a folder where none of them is overwritten but found that " +
      `${join(folder, path)} would be`,
  );
}

/** A file may go where nothing lies, or where an earlier export has written. */
async function checkPlace(
  folder: string,
  name: string,
  oldFiles: ReadonlySet<string>,
): Promise<void> {
  const path = join(folder, name);
  const parent = await findRealFolder(folder, dirname(path));
  if (!isInside(parent, await findRealFolder(folder, folder))) {
    throw fail(
      folder,
      "expected a folder that holds all its files but found a link that leads out of it: " +
        dirname(path),
    );
  }
  const info = await Deno.lstat(path).catch(ignoreMissing(folder));
  if (info === undefined || oldFiles.has(normalize(name))) return;
  throw fail(
    folder,
    `expected a free place or an earlier export but found ${path}; move it, or choose another ` +
      "folder",
  );
}

async function readList(folder: string, name: string): Promise<string[]> {
  const path = join(folder, name);
  await findRealFolder(folder, dirname(path));
  const text = await Deno.readTextFile(path).catch(ignoreMissing(folder));
  if (text === undefined) return [];
  try {
    const list: unknown = JSON.parse(text);
    if (Array.isArray(list) && list.every((file) => typeof file === "string")) return list;
    throw new SyntaxError("no list of names");
  } catch (cause) {
    throw new SyntaxError(
      `Cannot export to ${folder}: expected a list of files in ${path} but found something else; ` +
        "remove the earlier export, or choose another folder",
      { cause },
    );
  }
}

async function writeList(folder: string, name: string, files: Iterable<string>): Promise<void> {
  await writeWhole(join(folder, name), JSON.stringify([...files].toSorted(), null, 1) + "\n");
}

function fail(folder: string, fault: string): Error {
  return new Error(`Cannot export to ${folder}: ${fault}`);
}
