/**
 * A notebook that travels inside a page, for download.
 *
 * @module
 */
import type { Notebook } from "../notebook/nbformat.ts";
import { formatNotebook } from "../notebook/write_notebook.ts";
import { makeDataUrl } from "./data_url.ts";

/** A page with fonts, Plotly and a lesson's outputs has 2 MB: it stays below 3 with its notebook. */
const MAX_LENGTH = 1_000_000;

/**
 * Makes a URL that holds a notebook.
 *
 * @param notebook The notebook.
 * @returns The URL, or `undefined` if it would have more than 1,000,000 characters.
 *
 * @example
 * ```ts
 * import { makeNotebookUrl } from "./notebook_url.ts";
 * import { deepEqual } from "node:assert/strict";
 *
 * const notebook = { nbformat: 4, nbformat_minor: 5, metadata: {}, cells: [] } as const;
 * const url = makeNotebookUrl({ ...notebook, cells: [] });
 * deepEqual(await (await fetch(url!)).json(), notebook);
 * ```
 */
export function makeNotebookUrl(notebook: Notebook): string | undefined {
  const url = makeDataUrl(
    "application/x-ipynb+json",
    formatNotebook(notebook, { isIndented: false }),
  );
  return url.length > MAX_LENGTH ? undefined : url;
}
