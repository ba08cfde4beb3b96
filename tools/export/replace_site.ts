/**
 * Making room for a site where an earlier one lies.
 *
 * @module
 */
import { join, resolve, sep } from "node:path";
import { writeWhole } from "../notebook/write_whole.ts";

/** Where a site says of which files it consists. What all sites share is not among them. */
const LIST = join("assets", "files.json");

/**
 * Removes the files of an earlier site and notes those of the next one. Files that no export has
 * written stay. The list is there before the files are, so that a site that was stopped half-way is
 * removed too.
 *
 * @param folder The folder of the site.
 * @param files The files of the next site, from the folder on.
 * @param sources Notebooks that are read for it: they stay, wherever they lie.
 * @throws {SyntaxError} If the list of the earlier site was changed by hand.
 *
 * @example
 * ```ts
 * import { replaceSite } from "./replace_site.ts";
 * import { deepEqual } from "node:assert/strict";
 *
 * const folder = await Deno.makeTempDir();
 * await replaceSite(folder, ["old.html"], []);
 * await Deno.writeTextFile(`${folder}/old.html`, "old");
 * await Deno.writeTextFile(`${folder}/mine.html`, "mine");
 * await replaceSite(folder, ["new.html"], []);
 * deepEqual([...Deno.readDirSync(folder)].map(({ name }) => name).toSorted(), ["assets", "mine.html"]);
 * await Deno.remove(folder, { recursive: true });
 * ```
 */
export async function replaceSite(
  folder: string,
  files: readonly string[],
  sources: readonly string[],
): Promise<void> {
  const kept = new Set(sources.map((source) => resolve(source)));
  const isOwn = (file: string) =>
    resolve(folder, file).startsWith(resolve(folder) + sep) && !kept.has(resolve(folder, file));
  for (const file of (await readList(join(folder, LIST))).filter(isOwn)) {
    await Deno.remove(join(folder, file)).catch((error) => {
      if (!(error instanceof Deno.errors.NotFound)) throw error;
    });
  }
  await writeWhole(join(folder, LIST), JSON.stringify(files.filter(isOwn), null, 1) + "\n");
}

async function readList(path: string): Promise<string[]> {
  const text = await Deno.readTextFile(path).catch((error) => {
    if (error instanceof Deno.errors.NotFound) return "[]";
    throw error;
  });
  try {
    const list: unknown = JSON.parse(text);
    if (Array.isArray(list) && list.every((file) => typeof file === "string")) return list;
    throw new SyntaxError("no list of names");
  } catch (cause) {
    throw new SyntaxError(
      `Cannot replace the site of ${path}: expected a list of its files but found something else; ` +
        "remove the site, or choose another folder",
      { cause },
    );
  }
}
