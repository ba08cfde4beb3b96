/**
 * Writing files where those of an earlier run may lie, and nothing else may be touched.
 *
 * @module
 */
import { dirname, join, normalize } from "node:path";
import { describeError } from "@convbook/check";
import { lockFolder } from "./folder_lock.ts";
import { isInside } from "./is_inside.ts";
import { findListed, hashFile, readList } from "./file_list.ts";
import { moveFiles } from "./move_files.ts";
import { findRealFolder, ignoreMissing } from "./real_folder.ts";
import { makeStaging } from "./staging.ts";

/** A file to be written. */
export interface NewFile {
  /** Its path, from the folder of them all on. */
  path: string;
  /** The path of the file that it is a copy of, byte for byte, if it is one. */
  copyOf?: string;
  /**
   * Writes it to a given path, in another folder than its own; those before it in the list of files
   * lie there already.
   */
  write(path: string): Promise<unknown>;
}

/** A folder for files. */
export interface Target {
  /** What is done to the folder, for errors. */
  verb: "export" | "write";
  /** Its path. */
  folder: string;
  /** Where the list of what was written is kept, from the folder on. */
  list: string;
}

/** What is written, and what becomes of an earlier run's files. */
export interface Replacement extends Target {
  /** The files, in the order in which they are made and then get their places. */
  files: readonly NewFile[];
  /** The paths of the notebooks that are read for them. None if left out. */
  sources?: readonly string[];
  /** Whether the files of an earlier run that are none of this one go or stay. */
  earlier: "removed" | "kept";
  /** Stops it between two files. */
  signal?: AbortSignal;
}

/**
 * Writes files to a folder in place of those of an earlier run. A list in the folder says which those
 * are, and what was in them: a file that somebody has changed since is theirs.
 *
 * All files are made in a staging folder first. Until they are whole, nothing changes; then they get
 * their places within a few milliseconds. If the program is killed just then, each place holds the
 * old file or the new one, and the list knows both. While one run writes to a folder, another waits.
 *
 * @param replacement What is written, and what becomes of an earlier run's files.
 * @throws {Error} If a file is in the way that no run wrote, a notebook would be overwritten by what
 * is left of it, the files would not lie in the folder, or the folder cannot be written. All files
 * are then as they were.
 * @throws {SyntaxError} If the list was changed by hand.
 *
 * @example
 * ```ts
 * import { replaceFiles } from "./replace_files.ts";
 * import { deepEqual } from "node:assert/strict";
 *
 * const folder = await Deno.makeTempDir();
 * const write = async (...names: string[]) =>
 *   await replaceFiles({
 *     verb: "write",
 *     folder,
 *     list: "list.json",
 *     files: names.map((path) => ({ path, write: (path) => Deno.writeTextFile(path, "text") })),
 *     earlier: "removed",
 *   });
 * await write("a.html", "b.html");
 * await write("b.html", "c.html");
 * const names = [...Deno.readDirSync(folder)].map(({ name }) => name);
 * deepEqual(names.toSorted(), ["b.html", "c.html", "list.json"]);
 * await Deno.remove(folder, { recursive: true });
 * ```
 */
export async function replaceFiles(replacement: Replacement): Promise<void> {
  const { folder, list, files, sources = [], earlier, signal } = replacement;
  const action = nameAction(replacement);
  const realSources = new Set(await Promise.all(sources.map((path) => Deno.realPath(path))));
  const isSource = async (name: string) =>
    realSources.has(await Deno.realPath(join(folder, name)).catch(() => ""));
  await findRealFolder(action, folder);
  await Deno.mkdir(folder, { recursive: true }).catch(refuse(action));
  using _lock = await lockFolder(folder, signal);
  const old = await findListed(action, folder, await readList(action, folder, list));
  await using staging = await makeStaging(folder).catch(refuse(action));
  const made = new Map<string, string>();
  for (const { path, write } of files) {
    signal?.throwIfAborted();
    const name = normalize(path);
    const isFree = await isFreePlace(replacement, name, old);
    const madeFile = join(staging.files, name);
    await write(madeFile).catch((error) => {
      // Nobody knows the staging folder: the error names the place that the file was to have.
      if (error instanceof Error) error.message = error.message.replaceAll(staging.files, folder);
      throw error;
    });
    const hash = await hashFile(madeFile);
    // What is there already, to the last byte, stays whose it is.
    if (!isFree && await hasHash(join(folder, name), hash)) continue;
    if (old.get(name) !== hash && await isSource(name)) {
      throw new Error(
        "Cannot export notebooks: expected a folder where none of them is overwritten but found " +
          `that ${join(folder, name)} would be`,
      );
    }
    if (!isFree) throw describeTaken(replacement, name);
    made.set(name, hash);
  }
  const kept = new Map<string, string>();
  for (const [name, hash] of old) {
    if (!made.has(name) && (earlier === "kept" || await isSource(name))) kept.set(name, hash);
  }
  await moveFiles({ folder, list, staging, old, made, kept }).catch(refuse(action));
}

/**
 * Looks whether files can go to a folder, before the work that makes them.
 *
 * @param target The folder.
 * @param files The files: their paths, and what they are copies of.
 * @throws {Error} If a file is in the way that no run wrote, or the files would not lie in the folder.
 * @throws {SyntaxError} If the list was changed by hand.
 *
 * @example
 * ```ts
 * import { checkPlaces } from "./replace_files.ts";
 * import { rejects } from "node:assert/strict";
 *
 * await rejects(checkPlaces({ verb: "write", folder: ".", list: "files.json" }, [{ path: "deno.json" }]), {
 *   message: "Cannot write to .: expected a free place or a file of an earlier run but found " +
 *     "deno.json; move it, or choose another folder",
 * });
 * ```
 */
export async function checkPlaces(
  target: Target,
  files: Iterable<Omit<NewFile, "write">>,
): Promise<void> {
  const { folder, list } = target;
  const action = nameAction(target);
  const old = await findListed(action, folder, await readList(action, folder, list));
  for (const { path, copyOf } of files) {
    const name = normalize(path);
    if (await isFreePlace(target, name, old)) continue;
    if (copyOf !== undefined && await hasHash(join(folder, name), await hashFile(copyOf))) continue;
    throw describeTaken(target, name);
  }
}

/** Whether nothing lies where a file is to go, or what an earlier run has written. */
async function isFreePlace(
  target: Target,
  name: string,
  old: ReadonlyMap<string, string>,
): Promise<boolean> {
  const { folder } = target;
  const action = nameAction(target);
  const path = join(folder, name);
  const parent = await findRealFolder(action, dirname(path));
  if (!isInside(parent, await findRealFolder(action, folder))) {
    throw new Error(
      `Cannot ${action}: expected a folder that holds all its files but found a link that leads ` +
        `out of it: ${dirname(path)}`,
    );
  }
  return old.has(name) || await Deno.lstat(path).catch(ignoreMissing(action)) === undefined;
}

async function hasHash(path: string, hash: string): Promise<boolean> {
  return (await Deno.lstat(path)).isFile && await hashFile(path) === hash;
}

function describeTaken(target: Target, name: string): Error {
  const earlier = target.verb === "export" ? "an earlier export" : "a file of an earlier run";
  return new Error(
    `Cannot ${nameAction(target)}: expected a free place or ${earlier} but found ` +
      `${join(target.folder, name)}; move it, or choose another folder`,
  );
}

function nameAction({ verb, folder }: Target): string {
  return `${verb} to ${folder}`;
}

/** What calls are caught with that change the folder. */
function refuse(action: string): (cause: unknown) => never {
  return (cause) => {
    if (cause instanceof Error && cause.message.startsWith("Cannot ")) throw cause;
    throw new Error(
      `Cannot ${action}: expected a folder that can be written but found: ${describeError(cause)}`,
      { cause },
    );
  };
}
