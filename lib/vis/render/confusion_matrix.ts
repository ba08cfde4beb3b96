/**
 * Confusion matrices.
 *
 * @module
 */
import { formatLabel } from "../text/format.ts";
import { readMatrix, type Tensor2D } from "@convbook/tensors";
import { type Figure, figure } from "../figure/figure.ts";
import type { PlotlyData } from "../figure/plotly_types.ts";
import { cellAxis, cellTable, checkLabels } from "./cells.ts";
import { checkedLater, checkMembers, type Checks, flag } from "@convbook/check";
import { currentWords } from "@convbook/words";
import { type ColorMap, colourMap, colourScale } from "./colour_map.ts";
import { CELL_CHART_OPTIONS, chartLayout, type ChartOptions, OPTIONS_WORD } from "./options.ts";

/** What a confusion matrix shows. */
export interface ConfusionMatrixData {
  /**
   * How many examples of each label (row) were predicted as each class (column), as nested arrays or a
   * tensor (read at once; it stays with the caller).
   */
  values: readonly ArrayLike<number>[] | Tensor2D;
  /** The classes' names. Their numbers if left out. */
  tickLabels?: readonly string[];
}

/** How a confusion matrix looks. */
export interface ConfusionMatrixOptions extends Omit<ChartOptions, "xType" | "yType"> {
  /**
   * Whether the diagonal, where the right answers stand, is coloured. Without it the colours span the
   * mistakes only. `true` if left out.
   */
  shadeDiagonal?: boolean;
  /** Whether each cell's number is written into it. `true` if left out. */
  showTextOverlay?: boolean;
  /** The colours of the lowest and the highest number. `["#f7fbff", "#4292c6"]` if left out. */
  colorMap?: ColorMap;
}

const ACTION = "draw a confusion matrix";
const DATA: Checks<ConfusionMatrixData> = { values: checkedLater, tickLabels: checkedLater };
const OPTIONS: Checks<ConfusionMatrixOptions> = {
  ...CELL_CHART_OPTIONS,
  shadeDiagonal: flag,
  showTextOverlay: flag,
  colorMap: colourMap,
};
const DEFAULT_COLORS = ["#f7fbff", "#4292c6"] as const;

/**
 * Draws how often each label was predicted as each class.
 *
 * @param data A square matrix, a row for each label and a column for each prediction.
 * @param options How the matrix looks. 480 × 440 px if they name no size.
 * @returns The figure.
 * @throws {TypeError} If the matrix is empty, ragged or not square, the labels differ in number or are
 * no texts, or an option is unknown or of a wrong type.
 * @throws {RangeError} If a colour map or size is out of range.
 *
 * @example
 * ```ts
 * import { render } from "convbook/vis";
 * import { equal } from "node:assert/strict";
 *
 * const matrix = render.confusionMatrix({ values: [[8, 2], [1, 9]], tickLabels: ["cat", "dog"] });
 * equal(matrix.text, "label \\ prediction  cat  dog\ncat                 8    2\ndog                 1    9");
 * ```
 */
export function confusionMatrix(
  data: ConfusionMatrixData,
  options: ConfusionMatrixOptions = {},
): Figure {
  checkMembers(ACTION, "data as in { values: [[8, 2], [1, 9]] }", data, DATA);
  checkMembers(ACTION, OPTIONS_WORD, options, OPTIONS);
  const words = currentWords().figures;
  const {
    shadeDiagonal = true,
    showTextOverlay = true,
    colorMap = DEFAULT_COLORS,
    xLabel = words.prediction,
    yLabel = words.label,
    width = 480,
    height = 440,
  } = options;
  const matrix = readMatrix(ACTION, data.values);
  const [rows, columns] = [matrix.length, matrix[0].length];
  if (rows !== columns) {
    throw new TypeError(
      `Cannot ${ACTION}: expected as many rows as columns but found ${rows} rows and ` +
        `${columns} columns`,
    );
  }
  const labels = checkLabels(ACTION, "tickLabels", data.tickLabels, rows);
  // As in tfjs-vis: where only the diagonal holds numbers, leaving it out would leave nothing.
  const hasMistakes = matrix.some((row, label) =>
    row.some((count, prediction) => label !== prediction && count !== 0)
  );
  const isShaded = (label: number, prediction: number) =>
    label !== prediction || shadeDiagonal || !hasMistakes;
  const layout = chartLayout({ ...options, width, height, xLabel, yLabel });
  const margin = layout.margin!;
  layout.xaxis = cellAxis(labels, layout.width! - margin.l! - margin.r!, xLabel);
  layout.yaxis = {
    ...cellAxis(labels, layout.height! - margin.t! - margin.b!, yLabel),
    autorange: "reversed", // label 0 stands at the top
  };
  const isBlue = colorMap === "blues" || colorMap === DEFAULT_COLORS;
  const trace = {
    type: "heatmap",
    z: matrix.map((row, label) =>
      row.map((count, prediction) => isShaded(label, prediction) ? count : null)
    ),
    text: matrix.map((row) => row.map(formatLabel)),
    ...showTextOverlay ? { texttemplate: "%{text}" } : {},
    // Plotly would write dark grey on the darkest blue, which is hard to read.
    ...isBlue ? { textfont: { color: "#000000" } } : {},
    customdata: matrix.map((row, label) =>
      row.map((_, prediction) => [labels[label], labels[prediction]])
    ),
    hovertemplate: `${yLabel} %{customdata[0]}<br>${xLabel} %{customdata[1]}<br>` +
      "%{text}<extra></extra>",
    colorscale: colourScale(colorMap),
    showscale: false,
    xgap: 1,
    ygap: 1,
  };
  const title = options.title === undefined ? "" : `${options.title}\n`;
  return figure({
    data: [trace as unknown as PlotlyData], // its types know text only as a list
    layout,
    text: title + cellTable(`${yLabel} \\ ${xLabel}`, labels, labels, matrix),
  });
}
