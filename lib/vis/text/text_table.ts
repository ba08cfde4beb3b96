/**
 * Tables in plain text: what a front end shows that draws nothing richer.
 *
 * @module
 */
import { currentWords } from "@convbook/words";

/** From this many rows on, the middle of a table is left out. */
const LONGEST = 60;
const KEPT_AT_EACH_END = 20;

/**
 * Writes a table with aligned columns.
 *
 * @param headers One heading for each column.
 * @param rows The cells as text, one list for each row.
 * @returns The table, a line for the headings and one for each row. Of more than 60 rows, the first
 * and last 20 stand and a line between them says how many are left out.
 *
 * @example
 * ```ts
 * import { textTable } from "./text_table.ts";
 * import { equal } from "node:assert/strict";
 *
 * equal(textTable(["epoch", "loss"], [["1", "2.3"], ["2", "0.9"]]), "epoch  loss\n1      2.3\n2      0.9");
 * ```
 */
export function textTable(headers: readonly string[], rows: readonly string[][]): string {
  const cut = rows.length > LONGEST;
  const shown = cut ? [...rows.slice(0, KEPT_AT_EACH_END), ...rows.slice(-KEPT_AT_EACH_END)] : rows;
  const widths = headers.map((header, column) =>
    Math.max(header.length, ...shown.map((row) => row[column].length))
  );
  const lines = [headers, ...shown].map((row) =>
    row.map((cell, column) => cell.padEnd(widths[column])).join("  ").trimEnd()
  );
  if (cut) {
    lines.splice(
      1 + KEPT_AT_EACH_END,
      0,
      `… ${currentWords().figures.rowsLeftOut(rows.length - shown.length)} …`,
    );
  }
  return lines.join("\n");
}
