/**
 * Bar charts.
 *
 * @module
 */
import { formatLabel, formatNumber, listSome } from "../compute/format.ts";
import { textTable } from "../compute/text_table.ts";
import { type Figure, figure } from "../figure/figure.ts";
import { addNoteAbove } from "../figure/not_drawn.ts";
import { textWidth } from "../figure/text_width.ts";
import { cellAxis } from "./cells.ts";
import { chartLayout, type ChartOptions, sortCategories } from "./options.ts";

/** One bar. */
export interface Bar {
  /** What the bar stands for: a class' number or name. */
  index: number | string;
  /** The bar's height. `NaN` and `Infinity` leave a gap that is named. */
  value: number;
}

/** How a bar chart looks. */
export interface BarChartOptions extends ChartOptions {
  /** A CSS colour for all bars, or one for each. The theme's blue if left out. */
  color?: string | readonly string[];
}

const ACTION = "draw a bar chart";
/** Above the bars, always upright and of full size. */
const BAR_LABELS = {
  textposition: "outside",
  textangle: 0,
  constraintext: "none",
  cliponaxis: false,
} as const;
/** What a label needs beside it to stand clear of the next. */
const LABEL_GAP = 6;

/**
 * Draws a bar for each value, in the order given.
 *
 * @param bars What each bar stands for, and its height.
 * @param options How the chart looks. `xType` is `nominal` (one place for each bar) if left out.
 * @returns The figure. Each bar has its value written above it where there is room.
 * @throws {TypeError} If there is no bar, one lacks its index or value, or the colours differ in
 * number.
 * @throws {RangeError} If a size is out of range, or an index stands twice on an axis that is not nominal.
 *
 * @example
 * ```ts
 * import { render } from "convbook/vis";
 * import { equal } from "node:assert/strict";
 *
 * const counts = render.barchart([{ index: "cat", value: 3 }, { index: "dog", value: 5 }]);
 * equal(counts.text, "index  value\ncat    3\ndog    5");
 * ```
 */
export function barchart(bars: readonly Bar[], options: BarChartOptions = {}): Figure {
  if (bars.length === 0) {
    throw new TypeError(`Cannot ${ACTION}: expected at least one bar but found none`);
  }
  bars.forEach((bar, position) => {
    if (typeof bar?.value === "number" && /^(number|string)$/.test(typeof bar.index)) return;
    throw new TypeError(
      `Cannot ${ACTION}: expected a bar { index, value } at index ${position} ` +
        `but found ${JSON.stringify(bar)}`,
    );
  });
  const { color } = options;
  if (Array.isArray(color) && color.length !== bars.length) {
    throw new TypeError(
      `Cannot ${ACTION}: expected ${bars.length} colours but found ${color.length}`,
    );
  }
  const { xType = "nominal" } = options;
  const names = bars.map(({ index }) => String(index)); // to Plotly 1 and "1" are one place
  const repeated = bars.find((_, at) => names.indexOf(names[at]) < at);
  if (repeated !== undefined && xType !== "nominal") {
    throw new RangeError(
      `Cannot ${ACTION}: expected each index once on an axis that is ${xType} ` +
        `but found ${repeated.index} again`,
    );
  }
  const layout = chartLayout(ACTION, { ...options, xType });
  if (repeated !== undefined) { // at one place Plotly would stack them
    const plotWidth = layout.width! - layout.margin!.l! - layout.margin!.r!;
    layout.xaxis = cellAxis(names, plotWidth, options.xLabel);
  }
  sortCategories(layout.xaxis, bars.map(({ index }) => index));
  const labels = bars.map(({ value }) => formatLabel(value));
  const widest = Math.max(
    ...labels.map((label) => textWidth(label, options.fontSize ?? 12, false)),
  );
  const { l = 0, r = 0 } = layout.margin!;
  const hasRoom = (layout.width! - l - r) / bars.length >= widest + LABEL_GAP;
  if (!hasRoom) { // for labels that name them
    const missing = bars.filter(({ value }) => !Number.isFinite(value));
    const named = missing.map(({ index, value }) => `${value} at ${index}`);
    addNoteAbove(layout, listSome(named, "bars"));
  }
  const heading = options.title === undefined ? "" : `${options.title}\n`;
  const headers = [options.xLabel ?? "index", options.yLabel ?? "value"];
  return figure({
    data: [{
      type: "bar",
      x: bars.map(({ index }, position) => repeated === undefined ? index : position),
      // A bar without height still holds its place and its text.
      y: bars.map(({ value }) => Number.isFinite(value) ? value : 0),
      ...color === undefined ? {} : { marker: { color: color as string | string[] } },
      ...hasRoom ? { ...BAR_LABELS, text: labels } : {},
    }],
    layout,
    text: heading +
      textTable(headers, bars.map(({ index, value }) => [String(index), formatNumber(value)])),
  });
}
