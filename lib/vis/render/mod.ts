/**
 * Charts and tables of given numbers: the counterparts of tfjs-vis' `render` functions, with the same
 * names and options and without the container argument. Each returns something to show.
 *
 * @module
 */
export { type Bar, barchart, type BarChartOptions, type BarValues } from "./barchart.ts";
export type { ColorMap, NamedColorMap } from "./colour_map.ts";
export {
  confusionMatrix,
  type ConfusionMatrixData,
  type ConfusionMatrixOptions,
} from "./confusion_matrix.ts";
export { heatmap, type HeatmapData, type HeatmapOptions } from "./heatmap.ts";
export { histogram, type HistogramOptions, type HistogramValues } from "./histogram.ts";
export { linechart } from "./linechart.ts";
export type { AxisType, ChartOptions } from "./options.ts";
export { scatterplot } from "./scatterplot.ts";
export { type Cell, type Table, table, type TableData, type TableOptions } from "./table.ts";
export type { XYPlotOptions } from "./xy_chart.ts";
export type { HistogramStats } from "../statistics/statistics.ts";
export type { Point2D, XYPlotData } from "../input/series.ts";
