/**
 * Writing notebook files, as Jupyter writes them (nbformat 5, `v4/rwbase.py` and `v4/nbjson.py`):
 * text in arrays of lines, keys sorted, one space of indentation.
 *
 * @module
 */
import type { MimeBundle } from "../displayable.ts";
import { type Cell, isTextMime, type Notebook, type Output } from "./nbformat.ts";
import { writeWhole } from "@convbook/files";

/**
 * Makes the text of a notebook file.
 *
 * @param notebook The notebook. It is not changed.
 * @param options Whether the text is indented, as Jupyter does; without, it is a quarter shorter.
 * @returns The text, which is JSON.
 *
 * @example
 * ```ts
 * import { formatNotebook } from "./write_notebook.ts";
 * import { equal } from "node:assert/strict";
 *
 * equal(
 *   formatNotebook({ nbformat: 4, nbformat_minor: 5, metadata: {}, cells: [] }),
 *   '{\n "cells": [],\n "metadata": {},\n "nbformat": 4,\n "nbformat_minor": 5\n}\n',
 * );
 * ```
 */
export function formatNotebook(
  notebook: Notebook,
  { isIndented }: { isIndented: boolean } = { isIndented: true },
): string {
  const file = { ...notebook, cells: notebook.cells.map(splitCell) };
  return JSON.stringify(file, sortKeys, isIndented ? 1 : 0) + "\n";
}

/**
 * Writes a notebook file: all of it, or, if that fails, nothing.
 *
 * @param path The path of the file. Its folder is made if it is missing.
 * @param notebook The notebook. It is not changed.
 *
 * @example
 * ```ts
 * import { readNotebook } from "./read_notebook.ts";
 * import { writeNotebook } from "./write_notebook.ts";
 * import { deepEqual } from "node:assert/strict";
 *
 * const folder = await Deno.makeTempDir();
 * const notebook = { nbformat: 4, nbformat_minor: 5, metadata: {}, cells: [] } as const;
 * await writeNotebook(`${folder}/empty.ipynb`, { ...notebook, cells: [] });
 * deepEqual(await readNotebook(`${folder}/empty.ipynb`), notebook);
 * await Deno.remove(folder, { recursive: true });
 * ```
 */
export async function writeNotebook(path: string, notebook: Notebook): Promise<void> {
  await writeWhole(path, formatNotebook(notebook));
}

function splitCell(cell: Cell): unknown {
  const source = splitLines(cell.source);
  if (cell.cell_type === "code") return { ...cell, source, outputs: cell.outputs.map(splitOutput) };
  if (cell.attachments === undefined) return { ...cell, source };
  const attachments = Object.fromEntries(
    Object.entries(cell.attachments).map(([name, bundle]) => [name, splitBundle(bundle)]),
  );
  return { ...cell, source, attachments };
}

function splitOutput(output: Output): unknown {
  switch (output.output_type) {
    case "stream":
      return { ...output, text: splitLines(output.text) };
    case "display_data":
    case "execute_result":
      return { ...output, data: splitBundle(output.data) };
    default:
      return output;
  }
}

function splitBundle(bundle: MimeBundle): MimeBundle {
  return Object.fromEntries(
    Object.entries(bundle).map(([mime, value]) => [
      mime,
      typeof value === "string" && isTextMime(mime) ? splitLines(value) : value,
    ]),
  );
}

/** Each line keeps its end. */
function splitLines(text: string): string[] {
  return text === "" ? [] : text.split(/(?<=\n)/);
}

function sortKeys(_key: string, value: unknown): unknown {
  if (typeof value !== "object" || value === null || Array.isArray(value)) return value;
  return Object.fromEntries(
    Object.entries(value).toSorted(([a], [b]) => (a < b ? -1 : 1)),
  );
}
