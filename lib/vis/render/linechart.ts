/**
 * Line charts.
 *
 * @module
 */
import type { XYPlotData } from "../input/series.ts";
import type { Figure } from "../figure/figure.ts";
import { xyChart, type XYPlotOptions } from "./xy_chart.ts";

/**
 * Draws one or more series of points as lines.
 *
 * @param data The points, each at the x given, and the series' names.
 * @param options How the chart looks.
 * @returns The figure.
 * @throws {TypeError} If there is no point, one lacks a number, names or colours differ in number, or an
 * option is unknown or of a wrong type.
 * @throws {RangeError} If a domain does not rise or a size is out of range.
 *
 * @example
 * ```ts
 * import { render } from "convbook/vis";
 * import { equal } from "node:assert/strict";
 *
 * const losses = [{ x: 1, y: 2.3 }, { x: 2, y: 0.9 }];
 * const chart = render.linechart({ values: losses, series: ["loss"] }, { xLabel: "epoch" });
 * equal(chart.text, "epoch  loss\n1      2.3\n2      0.9");
 * ```
 */
export function linechart(data: XYPlotData, options: XYPlotOptions = {}): Figure {
  return xyChart("draw a line chart", "lines+markers", data, options);
}
