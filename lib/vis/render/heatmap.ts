/**
 * Heatmaps.
 *
 * @module
 */
import { readMatrix, type Tensor2D, transpose } from "@convbook/tensors";
import { listSome } from "../text/format.ts";
import { type Figure, figure } from "../figure/figure.ts";
import { addNoteAbove } from "../figure/not_drawn.ts";
import type { PlotlyData } from "../figure/plotly_types.ts";
import { cellAxis, cellTable, checkLabels } from "./cells.ts";
import { checkedLater, checkMembers, type Checks, flag, risingNumbers } from "@convbook/check";
import { currentWords } from "@convbook/words";
import { type ColorMap, colourMap, colourScale } from "./colour_map.ts";
import { CELL_CHART_OPTIONS, chartLayout, type ChartOptions, OPTIONS_WORD } from "./options.ts";

/** What a heatmap shows. */
export interface HeatmapData {
  /**
   * The numbers; `values[x][y]` is the cell at column x and row y, or `values[y][x]` with the option
   * `rowMajor`. `NaN` and `Infinity` leave a cell empty, and a
   * note says so.
   */
  values: readonly ArrayLike<number>[] | Tensor2D;
  /** A name for each column. Numbers from 0 if left out. */
  xTickLabels?: readonly string[];
  /** A name for each row. Numbers from 0 if left out. */
  yTickLabels?: readonly string[];
}

/** How a heatmap looks. */
export interface HeatmapOptions extends Omit<ChartOptions, "xType" | "yType"> {
  /** The colours from the lowest to the highest number. `viridis` if left out. */
  colorMap?: ColorMap;
  /** The numbers that get the first and the last colour. The lowest and highest if left out. */
  domain?: readonly [number, number];
  /** Whether `values` are rows of the picture rather than columns. `false` if left out, as in tfjs-vis. */
  rowMajor?: boolean;
}

const ACTION = "draw a heatmap";
const DATA: Checks<HeatmapData> = {
  values: checkedLater,
  xTickLabels: checkedLater,
  yTickLabels: checkedLater,
};
const OPTIONS: Checks<HeatmapOptions> = {
  ...CELL_CHART_OPTIONS,
  colorMap: colourMap,
  domain: risingNumbers,
  rowMajor: flag,
};

/**
 * Draws a matrix as coloured cells, row 0 at the top.
 *
 * @param data The numbers, as nested arrays or a tensor (read at once; it stays with the caller).
 * @param options How the heatmap looks.
 * @returns The figure.
 * @throws {TypeError} If the matrix is empty, ragged or a disposed tensor, labels differ in number or are no texts, or
 * an option is unknown or of a wrong type.
 * @throws {RangeError} If the domain does not rise, or a colour map or size is out of range.
 *
 * @example
 * ```ts
 * import { render } from "convbook/vis";
 * import { equal } from "node:assert/strict";
 *
 * const filter = render.heatmap({ values: [[0, 1, 0], [1, -4, 1]] }, { rowMajor: true });
 * equal(filter.text, "y \\ x  0  1   2\n0      0  1   0\n1      1  -4  1");
 * ```
 */
export function heatmap(data: HeatmapData, options: HeatmapOptions = {}): Figure {
  checkMembers(ACTION, "data as in { values: [[1, 2], [3, 4]] }", data, DATA);
  checkMembers(ACTION, OPTIONS_WORD, options, OPTIONS);
  const { colorMap = "viridis", domain, rowMajor = false } = options;
  const given = readMatrix(ACTION, data.values);
  const rows = rowMajor ? given : transpose(given);
  const xLabels = checkLabels(ACTION, "xTickLabels", data.xTickLabels, rows[0].length);
  const yLabels = checkLabels(ACTION, "yTickLabels", data.yTickLabels, rows.length);
  const layout = chartLayout(options);
  const margin = layout.margin!;
  layout.xaxis = cellAxis(xLabels, layout.width! - margin.l! - margin.r!, options.xLabel);
  layout.yaxis = {
    ...cellAxis(yLabels, layout.height! - margin.t! - margin.b!, options.yLabel),
    autorange: "reversed",
  };
  const words = currentWords().figures;
  const blank = rows.flatMap((row, y) =>
    row.flatMap((value, x) =>
      Number.isFinite(value) ? [] : [words.valueAt(String(value), `${xLabels[x]}, ${yLabels[y]}`)]
    )
  );
  addNoteAbove(layout, listSome(blank, words.cells));
  const trace = {
    type: "heatmap",
    z: rows,
    colorscale: colourScale(colorMap),
    ...domain === undefined ? {} : { zmin: domain[0], zmax: domain[1] },
    colorbar: { thickness: 14, outlinewidth: 0 },
  } as PlotlyData;
  const title = options.title === undefined ? "" : `${options.title}\n`;
  const corner = `${options.yLabel ?? "y"} \\ ${options.xLabel ?? "x"}`;
  return figure({ data: [trace], layout, text: title + cellTable(corner, yLabels, xLabels, rows) });
}
