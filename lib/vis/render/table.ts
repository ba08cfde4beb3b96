/**
 * Tables.
 *
 * @module
 */
import { formatNumber } from "../text/format.ts";
import {
  checkedLater,
  checkItems,
  checkList,
  checkMembers,
  type Checks,
  readTexts,
  unexpected,
  wholeNumber,
} from "@convbook/check";
import { textTable } from "../text/text_table.ts";
import { JUPYTER_DISPLAY, type MimeBundle, type Shown } from "@convbook/jupyter/displayable";
import { escapeHtml } from "@convbook/jupyter/escape_html";

/** What a cell of a table holds. */
export type Cell = string | number | boolean;

/** What a table shows. */
export interface TableData {
  /** The columns' headings. */
  headers: readonly string[];
  /** The rows, each with one cell for each heading. */
  values: readonly ArrayLike<Cell>[];
}

/** How a table looks. */
export interface TableOptions {
  /** The size of the text in px. The front end's own if left out. */
  fontSize?: number;
}

/** A table: HTML in a notebook, aligned columns in plain text. */
export interface Table extends Shown {
  /** The columns' headings. */
  readonly headers: readonly string[];
  /** The cells as they are written, one list for each row. */
  readonly rows: readonly string[][];
  /** The table as HTML. */
  readonly html: string;
}

const ACTION = "draw a table";
const DATA: Checks<TableData> = { headers: checkedLater, values: checkedLater };
const OPTIONS: Checks<TableOptions> = { fontSize: wholeNumber({ min: 6, max: 40 }) };

/** Reads the rows as text. */
function readRows(values: unknown, columns: number): string[][] {
  checkList(ACTION, "a list of rows", values);
  return Array.from(values, (row, index) => {
    checkList(ACTION, `a list of cells as row ${index}`, row);
    if (row.length !== columns) {
      throw new TypeError(
        `Cannot ${ACTION}: expected ${columns} cells in row ${index} but found ${row.length}`,
      );
    }
    checkItems(
      row,
      (cell) => ["string", "number", "boolean"].includes(typeof cell),
      (cell) => unexpected(ACTION, `texts, numbers or booleans in row ${index}`, cell),
    );
    return Array.from(
      row,
      (cell) => typeof cell === "number" ? formatNumber(cell) : String(cell),
    );
  });
}

/**
 * Shows rows of cells below headings.
 *
 * Numbers are rounded to four significant digits and stand to the right; `NaN` and `Infinity` are
 * written as such.
 *
 * @param data The headings and the rows.
 * @param options How the table looks.
 * @returns The table, for a cell's last line.
 * @throws {TypeError} If there is no heading, a row has more or fewer cells than headings, a cell is
 * neither text, number nor boolean, or an option is unknown.
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
export function table(data: TableData, options: TableOptions = {}): Table {
  checkMembers(ACTION, 'data as in { headers: ["n"], values: [[1]] }', data, DATA);
  checkMembers(ACTION, "options as in { fontSize: 14 }", options, OPTIONS);
  const { fontSize } = options;
  const headers = readTexts(ACTION, "headers", data.headers);
  if (headers.length === 0) {
    throw new TypeError(`Cannot ${ACTION}: expected at least one heading but found none`);
  }
  const rows = readRows(data.values, headers.length);
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
    headers,
    rows,
    html,
    text,
    [JUPYTER_DISPLAY]: (): Promise<MimeBundle> =>
      Promise.resolve({ "text/html": html, "text/plain": text }),
  };
}
