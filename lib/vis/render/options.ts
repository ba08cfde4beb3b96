/**
 * The options that all charts share, and the layout that they ask for.
 *
 * @module
 */
import { type Checks, oneOf, text, wholeNumber } from "@convbook/check";
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

const size = wholeNumber({ min: 100, max: 4000 });
const axisType = oneOf("quantitative", "ordinal", "nominal");

/** The checks of the options of charts whose axes are always of one kind. */
export const CELL_CHART_OPTIONS: Checks<Omit<ChartOptions, "xType" | "yType">> = {
  title: text,
  width: size,
  height: size,
  xLabel: text,
  yLabel: text,
  fontSize: wholeNumber({ min: 6, max: 40 }),
};

/** The checks of the shared options. */
export const CHART_OPTIONS: Checks<ChartOptions> = {
  ...CELL_CHART_OPTIONS,
  xType: axisType,
  yType: axisType,
};

/** What options are, in errors. */
export const OPTIONS_WORD = "options as in { width: 300 }";

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
 * @param options The chart's options, checked.
 * @param hasLegend Whether a legend stands above the plot.
 * @returns A new layout.
 */
export function chartLayout(
  options: ChartOptions,
  hasLegend = false,
): PlotlyLayout & Required<Pick<PlotlyLayout, "xaxis" | "yaxis">> {
  const { title, width = 640, height = 360, fontSize = 12 } = options;
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
