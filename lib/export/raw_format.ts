/**
 * What a raw cell is written in, and so which forms of an export show it.
 *
 * @module
 */
import type { Cell } from "@convbook/jupyter";

/** What programs call the formats. */
const NAMES: Record<string, string> = {
  "application/pdf": "latex",
  "text/asciidoc": "asciidoc",
  "text/html": "html",
  "text/latex": "latex",
  "text/markdown": "markdown",
  "text/restructuredtext": "rst",
  "text/x-python": "python",
  md: "markdown",
  slides: "html",
};

/**
 * Finds the format of a raw cell.
 *
 * @param cell The cell.
 * @returns The format, as in `html` or `latex`; `undefined` if it is for every form.
 *
 * @example
 * ```ts
 * import { findRawFormat } from "./raw_format.ts";
 * import { equal } from "node:assert/strict";
 *
 * const cell = { cell_type: "raw", source: "" } as const;
 * equal(findRawFormat({ ...cell, metadata: { raw_mimetype: "text/html" } }), "html");
 * equal(findRawFormat({ ...cell, metadata: {} }), undefined);
 * ```
 */
export function findRawFormat({ metadata }: Cell): string | undefined {
  const { raw_mimetype, format } = metadata;
  const name = [raw_mimetype, format].find((name) => typeof name === "string" && name !== "");
  if (typeof name !== "string") return undefined;
  const word = name.toLowerCase();
  return Object.hasOwn(NAMES, word) ? NAMES[word] : word;
}
