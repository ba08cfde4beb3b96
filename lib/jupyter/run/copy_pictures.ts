/**
 * The files that a notebook shows and links to, which go where its executed copy goes.
 *
 * @module
 */
import { extname, join, relative, resolve } from "node:path";
import { describeError } from "@convbook/check";
import { isInside, type NewFile, writeWhole } from "@convbook/files";
import type { Cell, Notebook } from "../nbformat/nbformat.ts";
import { DATA_TYPES, MAX_DATA_BYTES, MEDIA_TYPES, PICTURE_TYPES } from "../markdown/file_types.ts";
import {
  type Addresses,
  decodeSource,
  listAddresses,
  listHtmlAddresses,
} from "../markdown/render_markdown.ts";

/**
 * Makes copies of the files that a notebook's text and outputs name and that lie in its folder or in
 * folders inside it, so that a copy of the notebook shows them too: what it shows, and the data of at
 * most a megabyte that it links to. One that is not there is passed over, and so is what is hidden
 * (`.env`).
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
  const { shown, linked } = listNamed(notebook);
  for (const source of new Set([...shown, ...linked])) {
    const path = resolve(folder, source);
    // A link can lead anywhere.
    const realPath = await Deno.realPath(path).catch(() => undefined);
    if (realPath === undefined || !isInside(path, folder) || !isInside(realPath, folder)) continue;
    const { isFile, size } = await Deno.stat(realPath);
    if (!isFile || !shown.has(source) && size > MAX_DATA_BYTES) continue;
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

/** The paths of what a notebook shows, and of what it links to. */
function listNamed({ cells }: Notebook): { shown: Set<string>; linked: Set<string> } {
  const found = cells.flatMap(listInCell);
  const isOf = (types: Record<string, string>) => (path: string) =>
    extname(path).toLowerCase() in types;
  return {
    shown: new Set(
      found.flatMap(({ shown }) => toPaths(shown)).filter(
        isOf({ ...PICTURE_TYPES, ...MEDIA_TYPES }),
      ),
    ),
    linked: new Set(
      found.flatMap(({ linked }) => toPaths(linked))
        .filter(isOf(DATA_TYPES))
        .filter((path) => !path.split(/[\\/]/).some((part) => /^\.[^.]/.test(part))),
    ),
  };
}

function listInCell(cell: Cell): Addresses[] {
  if (cell.cell_type === "markdown") return [listAddresses(cell.source)];
  if (cell.cell_type !== "code") return [];
  return cell.outputs.flatMap((output) => {
    if (!("data" in output)) return [];
    const { "text/html": html, "text/markdown": markdown } = output.data;
    return [
      ...typeof html === "string" ? [listHtmlAddresses(html)] : [],
      ...typeof markdown === "string" ? [listAddresses(markdown)] : [],
    ];
  });
}

/** A query is no part of a name on the disk. */
function toPaths(addresses: readonly string[]): string[] {
  return addresses
    .filter((address) => !/^(?:[a-z][a-z+.-]+:|\/\/|#|$)/i.test(address))
    .map((address) => decodeSource(address.replace(/[?#].*$/s, "")));
}
