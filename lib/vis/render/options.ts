/**
 * The options that all charts share, and the layout that they ask for.
 *
 * @module
 */
import { checkInteger } from "../../check.ts";
import type { PlotlyLayout } from "../figure/plotly_types.ts";

/** What an axis counts: numbers, classes in rising order, or classes in the order given. */
export type AxisType = "quantitative" | "ordinal" | "nominal";

/**
 * The options that all charts share.
 *
 * Titles, labels and names are Plotly's markup: `<b>`, `<i>`, `<br>`, `<sub>`, `<sup>` and `<a href>`
 * shape the text. Plotly writes other tags out as text and takes the target from a link that would run
 * a script.
 */
export interface ChartOptions {
  /** What stands above the chart. Nothing if left out. */
  title?: string;
  /** The width in px. 640 if left out. */
  width?: number;
  /** The height in px. 360 if left out. */
  height?: number;
  /** What the x axis counts, in words. */
  xLabel?: string;
  /** What the y axis counts, in words. */
  yLabel?: string;
  /** The size of the text in px. 12 if left out. */
  fontSize?: number;
  /** The kind of the x axis. */
  xType?: AxisType;
  /** The kind of the y axis. */
  yType?: AxisType;
}

/** Room above the plot in px: with a title, with a legend, or with neither. */
const TITLE_HEIGHT = 30;
const LEGEND_HEIGHT = 28;
const MARGIN = 14;

function axis(label: string | undefined, type: AxisType | undefined) {
  return {
    ...label === undefined ? {} : { title: { text: label } },
    ...type === undefined ? {} : { type: type === "quantitative" ? "linear" : "category" } as const,
    ...type === "ordinal" ? { categoryorder: "category ascending" } as const : {},
  };
}

/**
 * Puts numbers on an ordinal axis into rising order; Plotly would sort them as texts, 10 before 9.
 *
 * @param axis The axis of a layout that `chartLayout` made; it is changed.
 * @param values What stands on the axis.
 */
export function sortCategories(
  axis: NonNullable<PlotlyLayout["xaxis"]>,
  values: readonly (number | string)[],
): void {
  const numbers = values.filter((value) => typeof value === "number");
  if (axis.categoryorder !== "category ascending" || numbers.length < values.length) return;
  axis.categoryorder = "array";
  axis.categoryarray = [...new Set(numbers)].sort((a, b) => a - b);
}

/**
 * Makes the part of a layout that comes from the shared options.
 *
 * @param action What is being drawn, as in `draw a line chart`.
 * @param options The chart's options.
 * @param hasLegend Whether a legend stands above the plot.
 * @returns A new layout.
 * @throws {RangeError} If a size is no whole number, or too small or large to draw.
 */
export function chartLayout(
  action: string,
  options: ChartOptions,
  hasLegend = false,
): PlotlyLayout & Required<Pick<PlotlyLayout, "xaxis" | "yaxis">> {
  const { title, width = 640, height = 360, fontSize = 12 } = options;
  checkInteger(action, "width", width, { min: 100, max: 4000 });
  checkInteger(action, "height", height, { min: 100, max: 4000 });
  checkInteger(action, "fontSize", fontSize, { min: 6, max: 40 });
  const top = MARGIN + (title === undefined ? 0 : TITLE_HEIGHT) + (hasLegend ? LEGEND_HEIGHT : 0);
  return {
    ...title === undefined ? {} : { title: { text: title } },
    width,
    height,
    margin: { l: 56, r: 24, t: top, b: 48 },
    ...fontSize === 12 ? {} : { font: { size: fontSize } },
    showlegend: hasLegend,
    xaxis: axis(options.xLabel, options.xType),
    yaxis: axis(options.yLabel, options.yType),
  };
}
