/**
 * Scatter plots.
 *
 * @module
 */
import type { XYPlotData } from "../input/series.ts";
import type { Figure } from "../figure/figure.ts";
import { xyChart, type XYPlotOptions } from "./xy_chart.ts";

/**
 * Draws one or more series of points as dots.
 *
 * @param data The points and the series' names.
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
 * const plot = render.scatterplot({ values: [{ x: 1, y: 4 }, { x: 2, y: 3 }] });
 * equal(plot.text, "x  series 1\n1  4\n2  3");
 * ```
 */
export function scatterplot(data: XYPlotData, options: XYPlotOptions = {}): Figure {
  return xyChart("draw a scatter plot", "markers", data, options);
}
