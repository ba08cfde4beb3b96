/**
 * Tables.
 *
 * @module
 */
import { checkInteger } from "../../check.ts";
import { formatNumber } from "../compute/format.ts";
import { textTable } from "../compute/text_table.ts";
import { type Displayable, JUPYTER_DISPLAY, type MimeBundle } from "../displayable.ts";
import { escapeHtml } from "../escape_html.ts";

/** What a cell of a table holds. */
export type Cell = string | number | boolean;

/** What a table shows. */
export interface TableData {
  /** The columns' headings. */
  headers: readonly string[];
  /** The rows, each with one cell for each heading. */
  values: readonly (readonly Cell[])[];
}

/** How a table looks. */
export interface TableOptions {
  /** The size of the text in px. The front end's own if left out. */
  fontSize?: number;
}

/** A table: HTML in a notebook, aligned columns in plain text. */
export interface Table extends Displayable {
  /** The columns' headings. */
  readonly headers: readonly string[];
  /** The cells as they are written, one list for each row. */
  readonly rows: readonly string[][];
  /** The table as HTML. */
  readonly html: string;
  /** The table in plain text. */
  readonly text: string;
}

const ACTION = "draw a table";

/**
 * Shows rows of cells below headings.
 *
 * Numbers are rounded to four significant digits and stand to the right; `NaN` and `Infinity` are
 * written as such.
 *
 * @param data The headings and the rows.
 * @param options How the table looks.
 * @returns The table, for a cell's last line.
 * @throws {TypeError} If there is no heading or a row has more or fewer cells than headings.
 * @throws {RangeError} If `fontSize` is out of range.
 *
 * @example
 * ```ts
 * import { render } from "convbook/vis";
 * import { equal } from "node:assert/strict";
 *
 * const table = render.table({ headers: ["class", "accuracy"], values: [["cat", 0.91239]] });
 * equal(table.text, "class  accuracy\ncat    0.9124");
 * ```
 */
export function table({ headers, values }: TableData, { fontSize }: TableOptions = {}): Table {
  if (headers.length === 0) {
    throw new TypeError(`Cannot ${ACTION}: expected at least one heading but found none`);
  }
  const wrong = headers.findIndex((header) => typeof header !== "string");
  if (wrong !== -1) {
    throw new TypeError(
      `Cannot ${ACTION}: expected headers of text but found ${JSON.stringify(headers[wrong])} ` +
        `at index ${wrong}`,
    );
  }
  values.forEach((row, index) => {
    if (row.length === headers.length) return;
    throw new TypeError(
      `Cannot ${ACTION}: expected ${headers.length} cells in row ${index} but found ${row.length}`,
    );
  });
  if (fontSize !== undefined) checkInteger(ACTION, "fontSize", fontSize, { min: 6, max: 40 });
  const rows = values.map((row) =>
    row.map((cell) => typeof cell === "number" ? formatNumber(cell) : String(cell))
  );
  // Numbers stand to the right, also those written with commas or as percentages.
  const align = (text: string) =>
    /^(-?[\d,.]+(e[+-]\d+)?( %)?|NaN|-?Infinity)$/.test(text) ? "right" : "left";
  const columnAlign = headers.map((_, column) => rows.length > 0 ? align(rows[0][column]) : "left");
  const head = headers.map((header, column) =>
    `<th style="text-align:${columnAlign[column]}">${escapeHtml(header)}</th>`
  );
  const body = rows.map((row) => {
    const cells = row.map((text) =>
      `<td style="text-align:${align(text)}">${escapeHtml(text)}</td>`
    );
    return `<tr>${cells.join("")}</tr>`;
  });
  const style = fontSize === undefined ? "" : ` style="font-size:${fontSize}px"`;
  const html = `<table${style}>\n<thead><tr>${head.join("")}</tr></thead>\n` +
    `<tbody>\n${body.join("\n")}\n</tbody>\n</table>`;
  const text = textTable(headers, rows);
  return {
    headers: [...headers],
    rows,
    html,
    text,
    [JUPYTER_DISPLAY]: (): Promise<MimeBundle> =>
      Promise.resolve({ "text/html": html, "text/plain": text }),
  };
}
