/**
 * What line charts and scatter plots have in common.
 *
 * @module
 */
import { nonFiniteNote, readSeries, seriesTable, type XYPlotData } from "../input/series.ts";
import { type Figure, figure } from "../figure/figure.ts";
import { notDrawnNote } from "../figure/not_drawn.ts";
import type { PlotlyData } from "../figure/plotly_types.ts";
import {
  checkedLater,
  checkMembers,
  type Checks,
  flag,
  readTexts,
  risingNumbers,
} from "@convbook/check";
import { currentWords } from "@convbook/words";
import {
  CHART_OPTIONS,
  chartLayout,
  type ChartOptions,
  OPTIONS_WORD,
  sortCategories,
} from "./options.ts";

/** How a line chart or a scatter plot looks. */
export interface XYPlotOptions extends ChartOptions {
  /** The x axis' first and last value. The points' own range if left out. */
  xAxisDomain?: readonly [number, number];
  /** The y axis' first and last value. From 0 to the largest value if left out. */
  yAxisDomain?: readonly [number, number];
  /** Whether both axes span no more than the points do; comes before the domains. `false` if left out. */
  zoomToFit?: boolean;
  /** A CSS colour for each series. The theme's colours if left out. */
  seriesColors?: readonly string[];
}

const OPTIONS: Checks<XYPlotOptions> = {
  ...CHART_OPTIONS,
  xAxisDomain: risingNumbers,
  yAxisDomain: risingNumbers,
  zoomToFit: flag,
  seriesColors: checkedLater,
};

/**
 * Draws series of points.
 *
 * @param action What is being drawn, as in `draw a line chart`.
 * @param mode Whether the points are marked, joined by a line, or both.
 * @param data The points.
 * @param options How the chart looks.
 * @returns The figure.
 * @throws {TypeError} If the points or names are malformed, or an option is unknown or of a wrong type.
 * @throws {RangeError} If a domain does not rise or a size is out of range.
 */
export function xyChart(
  action: string,
  mode: "lines+markers" | "markers",
  data: XYPlotData,
  options: XYPlotOptions,
): Figure {
  checkMembers(action, OPTIONS_WORD, options, OPTIONS);
  const { xAxisDomain, yAxisDomain, zoomToFit = false, seriesColors } = options;
  const series = readSeries(action, data);
  if (seriesColors !== undefined) readTexts(action, "seriesColors", seriesColors, series.length);
  const traces = series.map(({ name, points }, index): PlotlyData => ({
    type: "scatter",
    mode,
    name,
    x: points.map(({ x }) => x),
    y: points.map(({ y }) => y),
    ...seriesColors === undefined
      ? {}
      : { line: { color: seriesColors[index] }, marker: { color: seriesColors[index] } },
  }));
  const hasLegend = series.length > 1 || data.series !== undefined;
  const layout = chartLayout(options, hasLegend);
  sortCategories(layout.xaxis, series.flatMap(({ points }) => points.map(({ x }) => x)));
  sortCategories(layout.yaxis, series.flatMap(({ points }) => points.map(({ y }) => y)));
  if (!zoomToFit) {
    layout.yaxis.rangemode = "tozero";
    if (xAxisDomain) layout.xaxis.range = [xAxisDomain[0], xAxisDomain[1]];
    if (yAxisDomain) layout.yaxis.range = [yAxisDomain[0], yAxisDomain[1]];
  }
  layout.annotations = notDrawnNote(nonFiniteNote(series));
  const title = options.title === undefined ? "" : `${options.title}\n`;
  const { xLabel = "x", yLabel } = options;
  const table = seriesTable(series, xLabel);
  const heading = yLabel === undefined ? "" : `${currentWords().figures.yByX(yLabel, xLabel)}\n`;
  return figure({ data: traces, layout, text: `${title}${heading}${table}` });
}
