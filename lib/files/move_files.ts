/**
 * Moving finished files to their places, all of them or none.
 *
 * @module
 */
import { dirname, join } from "node:path";
import { writeWhole } from "./write_whole.ts";
import { type FileList, formatList } from "./file_list.ts";
import type { Staging } from "./staging.ts";

/** What moves where. */
export interface Move {
  /** The folder that the files go to. */
  folder: string;
  /** The path of its list, from the folder on. */
  list: string;
  /** Where the new files are. */
  staging: Staging;
  /** The files of an earlier run that are in the folder: names and hashes. */
  old: ReadonlyMap<string, string>;
  /** The new files, in the order in which they move. */
  made: ReadonlyMap<string, string>;
  /** Those of the earlier run that stay, beside the new ones; the others are removed. */
  kept: ReadonlyMap<string, string>;
}

/**
 * Moves new files to their places, removes old ones with the folders that this leaves empty, and writes
 * the list anew.
 *
 * What needs room on the disk is done first. Then no signal comes in between, and where a step fails,
 * as in a subfolder that cannot be written, those before it are undone.
 *
 * @param move What moves where.
 * @throws {Error} What the file system says. All files are then as they were.
 */
export async function moveFiles({ folder, list, staging, old, made, kept }: Move): Promise<void> {
  const replaced = [...old.keys()].filter((name) => !kept.has(name));
  for (const name of replaced) {
    // A copy: a file that is moved away would be missing if the program were killed now.
    await Deno.mkdir(dirname(join(staging.copies, name)), { recursive: true });
    await Deno.copyFile(join(folder, name), join(staging.copies, name));
  }
  // The list that holds while files move has both.
  await writeWhole(join(folder, list), formatList(joinLists(old, made)));
  await writeWhole(join(staging.files, list), formatList(joinLists(kept, made)));
  for (const name of made.keys()) {
    await Deno.mkdir(dirname(join(folder, name)), { recursive: true });
  }
  const done: string[] = [];
  try {
    for (const name of made.keys()) {
      Deno.renameSync(join(staging.files, name), join(folder, name));
      done.push(name);
    }
    for (const name of replaced) {
      if (made.has(name)) continue;
      Deno.removeSync(join(folder, name));
      done.push(name);
    }
    Deno.renameSync(join(staging.files, list), join(folder, list));
  } catch (error) {
    for (const name of done) {
      if (old.has(name)) Deno.renameSync(join(staging.copies, name), join(folder, name));
      else Deno.removeSync(join(folder, name));
    }
    throw error;
  }
  for (const name of replaced) {
    if (!made.has(name)) removeEmptied(folder, dirname(name));
  }
}

/** Removes a folder from which the last file has gone, and those around it. A link is nobody's to remove. */
function removeEmptied(folder: string, name: string): void {
  if (name === ".") return;
  const path = join(folder, name);
  try {
    if (!Deno.lstatSync(path).isDirectory) return;
    Deno.removeSync(path);
  } catch {
    return; // something else lies in it, or it has gone with another file
  }
  removeEmptied(folder, dirname(name));
}

function joinLists(...lists: ReadonlyMap<string, string>[]): FileList {
  const joined: FileList = new Map();
  for (const [name, hash] of lists.flatMap((list) => [...list])) {
    joined.set(name, [...new Set([...joined.get(name) ?? [], hash])]);
  }
  return joined;
}
