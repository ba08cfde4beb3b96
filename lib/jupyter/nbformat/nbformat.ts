/**
 * Jupyter notebooks, format 4.5 (nbformat, "The Notebook file format"). Text that a file may hold
 * as an array of lines is one string here.
 *
 * @module
 */
import type { MimeBundle } from "../displayable.ts";

/** Data that belongs to a notebook, cell or output and that this program does not look into. */
export type Metadata = Record<string, unknown>;

/** Text that a cell printed. */
export interface StreamOutput {
  output_type: "stream";
  /** `stdout` or `stderr`. */
  name: string;
  /** The text. */
  text: string;
}

/** Something that a cell displayed. */
export interface DisplayOutput {
  output_type: "display_data";
  /** Its forms. */
  data: MimeBundle;
  /** Data about its forms. */
  metadata: Metadata;
}

/** The value of a cell's last expression. */
export interface ResultOutput {
  output_type: "execute_result";
  /** The number that the kernel gave the cell. */
  execution_count: number | null;
  /** Its forms. */
  data: MimeBundle;
  /** Data about its forms. */
  metadata: Metadata;
}

/** What a cell threw. */
export interface ErrorOutput {
  output_type: "error";
  /** The name of the error. */
  ename: string;
  /** Its message. */
  evalue: string;
  /** Its stack, a line each. */
  traceback: string[];
}

/** Anything that stands under a cell. */
export type Output = StreamOutput | DisplayOutput | ResultOutput | ErrorOutput;

/** What all cells have. */
export interface BaseCell {
  /** Identifies the cell in its notebook. Files before format 4.5 have none. */
  id?: string;
  /** Data about the cell, such as its tags. */
  metadata: Metadata;
  /** Its text. */
  source: string;
}

/** A cell with code. */
export interface CodeCell extends BaseCell {
  cell_type: "code";
  /** The number of its last execution, or `null` if there was none. */
  execution_count: number | null;
  /** What stands under it. */
  outputs: Output[];
}

/** A cell with text. */
export interface TextCell extends BaseCell {
  cell_type: "markdown" | "raw";
  /** Files that the text shows, by name. */
  attachments?: Record<string, MimeBundle>;
}

/** A cell of any kind. */
export type Cell = CodeCell | TextCell;

/** A notebook. */
export interface Notebook {
  /** Data about the notebook, such as its kernel. */
  metadata: Metadata;
  /** The major version of the format. */
  nbformat: 4;
  /** The minor version of the format. */
  nbformat_minor: number;
  /** The cells, from top to bottom. */
  cells: Cell[];
}

/**
 * Tells whether a notebook file holds values of a MIME type as text, in lines. Others are held as
 * they are (nbformat 5, `v4/rwbase.py`).
 *
 * @param mime A MIME type.
 * @returns Whether its values are cut into lines.
 *
 * @example
 * ```ts
 * import { isTextMime } from "./nbformat.ts";
 * import { equal } from "node:assert/strict";
 *
 * equal(isTextMime("text/html"), true);
 * equal(isTextMime("image/png"), false);
 * ```
 */
export function isTextMime(mime: string): boolean {
  return mime.startsWith("text/") || mime === "image/svg+xml" || mime === "application/javascript";
}

/**
 * Lists a notebook's code cells with something in them, numbered as Jupyter numbers them when all
 * are run: blank ones do not count.
 *
 * @param notebook A notebook.
 * @returns The cells, each with its number, the first being 1.
 *
 * @example
 * ```ts
 * import { numberCodeCells } from "./nbformat.ts";
 * import { equal } from "node:assert/strict";
 *
 * const cell = { cell_type: "code", metadata: {}, execution_count: null, outputs: [] } as const;
 * const numbered = numberCodeCells({
 *   nbformat: 4,
 *   nbformat_minor: 5,
 *   metadata: {},
 *   cells: [{ ...cell, source: " ", outputs: [] }, { ...cell, source: "1", outputs: [] }],
 * });
 * equal(numbered.length, 1);
 * equal(numbered[0].number, 1);
 * equal(numbered[0].cell.source, "1");
 * ```
 */
export function numberCodeCells(notebook: Notebook): { number: number; cell: CodeCell }[] {
  return notebook.cells
    .filter((cell) => cell.cell_type === "code")
    .filter((cell) => cell.source.trim() !== "")
    .map((cell, index) => ({ number: index + 1, cell }));
}

/**
 * Tells whether an author has given a cell a tag.
 *
 * @param cell A cell.
 * @param tag The tag.
 * @returns Whether it has the tag.
 *
 * @example
 * ```ts
 * import { hasTag } from "./nbformat.ts";
 * import { equal } from "node:assert/strict";
 *
 * const cell = { cell_type: "raw", metadata: { tags: ["solution"] }, source: "" } as const;
 * equal(hasTag({ ...cell, metadata: { tags: ["solution"] } }, "solution"), true);
 * ```
 */
export function hasTag({ metadata: { tags } }: Cell, tag: string): boolean {
  return Array.isArray(tags) && tags.includes(tag);
}
