/**
 * Copying the pictures of a notebook to where its executed copy lies.
 *
 * @module
 */
import { dirname, extname, join, relative, resolve } from "node:path";
import type { Notebook } from "./nbformat.ts";
import { isInside } from "./is_inside.ts";
import { PICTURE_TYPES } from "./picture_types.ts";
import { decodeSource, listPictures } from "./render_markdown.ts";

/**
 * Copies the pictures that a notebook's markdown shows and that lie in its folder or in folders
 * inside it, so that a copy of the notebook shows them too. One that is not there is passed over.
 *
 * @param notebook The notebook.
 * @param from Its folder.
 * @param to The folder of its copy. Folders are made where they are missing.
 *
 * @example
 * ```ts
 * import { copyPictures } from "./copy_pictures.ts";
 * import { equal } from "node:assert/strict";
 *
 * const from = await Deno.makeTempDir();
 * await Deno.writeTextFile(`${from}/dot.svg`, "<svg/>");
 * const cells = [{ cell_type: "markdown", metadata: {}, source: "![a dot](dot.svg)" } as const];
 * const notebook = { nbformat: 4, nbformat_minor: 5, metadata: {}, cells: [...cells] } as const;
 * await copyPictures({ ...notebook, cells: [...cells] }, from, `${from}/executed`);
 * equal(await Deno.readTextFile(`${from}/executed/dot.svg`), "<svg/>");
 * await Deno.remove(from, { recursive: true });
 * ```
 */
export async function copyPictures(notebook: Notebook, from: string, to: string): Promise<void> {
  if (resolve(from) === resolve(to)) return;
  const folder = await Deno.realPath(from);
  for (const source of listFiles(notebook)) {
    const path = resolve(folder, source);
    // A link can lead anywhere.
    const realPath = await Deno.realPath(path).catch(() => undefined);
    if (realPath === undefined || !isInside(path, folder) || !isInside(realPath, folder)) continue;
    const copy = join(to, relative(folder, path));
    await Deno.mkdir(dirname(copy), { recursive: true });
    await Deno.writeFile(copy, await Deno.readFile(realPath));
  }
}

function listFiles({ cells }: Notebook): Set<string> {
  const sources = cells.filter((cell) => cell.cell_type === "markdown")
    .flatMap((cell) => listPictures(cell.source))
    .filter((source) => !/^[a-z][a-z+.-]+:|^\/\//i.test(source))
    .map(decodeSource);
  return new Set(sources.filter((source) => extname(source).toLowerCase() in PICTURE_TYPES));
}
