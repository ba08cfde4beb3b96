/**
 * A notebook that travels inside a page, for download.
 *
 * @module
 */
import { formatNotebook, type Notebook } from "@convbook/jupyter";
import { makeDataUrl } from "./data_url.ts";

/**
 * A page holds two notebooks, to run and with results: 2 MB at most. Those of a lesson have 0.2 MB
 * together, and the largest page of a lesson has 2.2 MB with them, its fonts and Plotly.
 */
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
