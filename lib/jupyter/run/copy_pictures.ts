/**
 * The pictures that a notebook shows, which go where its executed copy goes.
 *
 * @module
 */
import { extname, join, relative, resolve } from "node:path";
import { describeError } from "@convbook/check";
import { isInside, type NewFile, writeWhole } from "@convbook/files";
import type { Notebook } from "../nbformat/nbformat.ts";
import { PICTURE_TYPES } from "../markdown/picture_types.ts";
import { decodeSource, listPictures } from "../markdown/render_markdown.ts";

/**
 * Makes copies of the pictures that a notebook's markdown shows and that lie in its folder or in
 * folders inside it, so that a copy of the notebook shows them too. One that is not there is passed
 * over.
 *
 * @param notebook The notebook.
 * @param from Its folder.
 * @param to The folder of its copy, from the folder of all new files on.
 * @returns The copies, to be written.
 *
 * @example
 * ```ts
 * import { copyPictures } from "./copy_pictures.ts";
 * import { deepEqual } from "node:assert/strict";
 *
 * const from = await Deno.makeTempDir();
 * await Deno.writeTextFile(`${from}/dot.svg`, "<svg/>");
 * const cells = [{ cell_type: "markdown", metadata: {}, source: "![a dot](dot.svg)" } as const];
 * const notebook = { nbformat: 4, nbformat_minor: 5, metadata: {}, cells: [...cells] } as const;
 * const copies = await copyPictures({ ...notebook, cells: [...cells] }, from, ".");
 * deepEqual(copies.map(({ path }) => path), ["dot.svg"]);
 * await Deno.remove(from, { recursive: true });
 * ```
 */
export async function copyPictures(
  notebook: Notebook,
  from: string,
  to: string,
): Promise<NewFile[]> {
  const folder = await Deno.realPath(from);
  const copies: NewFile[] = [];
  for (const source of listFiles(notebook)) {
    const path = resolve(folder, source);
    // A link can lead anywhere.
    const realPath = await Deno.realPath(path).catch(() => undefined);
    if (realPath === undefined || !isInside(path, folder) || !isInside(realPath, folder)) continue;
    if (!(await Deno.stat(realPath)).isFile) continue;
    copies.push({
      path: join(to, relative(folder, path)),
      copyOf: realPath,
      write: async (copy) => await writeWhole(copy, await readPicture(realPath)),
    });
  }
  return copies;
}

async function readPicture(path: string): Promise<Uint8Array> {
  return await Deno.readFile(path).catch((cause) => {
    throw new Error(
      `Cannot copy a picture: expected a file that can be read at ${path} but found: ` +
        describeError(cause),
      { cause },
    );
  });
}

function listFiles({ cells }: Notebook): Set<string> {
  const sources = cells.filter((cell) => cell.cell_type === "markdown")
    .flatMap((cell) => listPictures(cell.source))
    .filter((source) => !/^[a-z][a-z+.-]+:|^\/\//i.test(source))
    .map(decodeSource);
  return new Set(sources.filter((source) => extname(source).toLowerCase() in PICTURE_TYPES));
}
