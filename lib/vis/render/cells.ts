/**
 * What heatmaps and confusion matrices have in common: a grid of coloured cells with named ticks.
 *
 * @module
 */
import { formatNumber } from "../text/format.ts";
import { readTexts } from "@convbook/check";
import { textTable } from "../text/text_table.ts";
import type { PlotlyLayout } from "../figure/plotly_types.ts";

/**
 * Checks the names of rows or columns.
 *
 * @param action What is being drawn.
 * @param option The option that names them, as in `xTickLabels`.
 * @param labels The names; the numbers from 0 if left out.
 * @param count How many there are.
 * @returns The names.
 * @throws {TypeError} If there are more or fewer names, or one is not a text.
 */
export function checkLabels(
  action: string,
  option: string,
  labels: readonly string[] | undefined,
  count: number,
): readonly string[] {
  return labels === undefined
    ? Array.from({ length: count }, (_, index) => String(index))
    : readTexts(action, option, labels, count);
}

/** Up to this many px, a tick label may be left out so that none overlap. */
const ROOM_FOR_LABEL = 16;

/**
 * Makes an axis with a named tick at each cell. Ticks stand at positions, not at names, so that two
 * rows of one name stay apart.
 *
 * @param labels The names.
 * @param length The axis' length in px.
 * @param title What the axis counts.
 * @returns The axis.
 */
export function cellAxis(
  labels: readonly string[],
  length: number,
  title: string | undefined,
): NonNullable<PlotlyLayout["xaxis"]> {
  const step = Math.ceil(labels.length * ROOM_FOR_LABEL / length);
  const shown = labels.map((_, index) => index).filter((index) => index % step === 0);
  return {
    tickmode: "array",
    tickvals: shown,
    ticktext: shown.map((index) => labels[index]),
    showgrid: false,
    zeroline: false,
    ...title === undefined ? {} : { title: { text: title } },
  };
}

/**
 * Writes a matrix as a text table with a heading for each row and column.
 *
 * @param corner What stands above the rows' names.
 * @param rowLabels A name for each row.
 * @param columnLabels A name for each column.
 * @param matrix The numbers.
 * @returns The table.
 */
export function cellTable(
  corner: string,
  rowLabels: readonly string[],
  columnLabels: readonly string[],
  matrix: readonly (readonly number[])[],
): string {
  return textTable(
    [corner, ...columnLabels],
    matrix.map((row, index) => [rowLabels[index], ...row.map(formatNumber)]),
  );
}
