/**
 * Bar charts.
 *
 * @module
 */
import * as tf from "@tensorflow/tfjs-core";
import {
  checkItems,
  checkList,
  checkMembers,
  type Checks,
  describeValue,
  isList,
  readTexts,
  text,
  unexpected,
} from "@convbook/check";
import "@convbook/tensors/quiet_cpu_backend";
import { readNumbers, type Tensor1D } from "@convbook/tensors";
import { currentWords } from "@convbook/words";
import { formatLabel, formatNumber, listSome } from "../text/format.ts";
import { textTable } from "../text/text_table.ts";
import { type Figure, figure } from "../figure/figure.ts";
import { addNoteAbove } from "../figure/not_drawn.ts";
import { textWidth } from "../figure/text_width.ts";
import { cellAxis } from "./cells.ts";
import {
  CHART_OPTIONS,
  chartLayout,
  type ChartOptions,
  OPTIONS_WORD,
  sortCategories,
} from "./options.ts";

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

const OPTIONS: Checks<BarChartOptions> = {
  ...CHART_OPTIONS,
  color: (action, name, value) => {
    if (!isList(value)) text(action, name, value); // a list is read when the bars are known
  },
};

/** Bars, or numbers: their heights. */
export type BarValues = readonly Bar[] | ArrayLike<number> | Tensor1D;

function readBars(values: unknown): readonly Bar[] {
  if (values instanceof tf.Tensor || ArrayBuffer.isView(values)) {
    const { shape, values: heights } = readNumbers(ACTION, "bars", values);
    if (shape.length === 1) return Array.from(heights, (value, index) => ({ index, value }));
    throw new TypeError(
      `Cannot ${ACTION}: expected bars of shape [any] but found [${shape.join(", ")}]`,
    );
  }
  checkList(ACTION, "a list of bars", values);
  const isBar = (item: unknown) =>
    typeof item === "object" && item !== null && "value" in item && "index" in item &&
    typeof item.value === "number" && /^(number|string)$/.test(typeof item.index);
  checkItems(
    values,
    (item) => typeof item === "number" || isBar(item),
    (item, index) => unexpected(ACTION, `a bar { index, value } at index ${index}`, item),
  );
  return Array.from(
    values as ArrayLike<number | Bar>,
    (item, index) => typeof item === "number" ? { index, value: item } : item,
  );
}

/**
 * Draws a bar for each value, in the order given.
 *
 * @param values What each bar stands for, and its height; or the heights alone, in a list or a tensor
 * `[bars]` (read at once; it stays with the caller), of bars that are numbered from 0.
 * @param options How the chart looks. `xType` is `nominal` (one place for each bar) if left out.
 * @returns The figure. Each bar has its value written above it where there is room.
 * @throws {TypeError} If there is no bar, one lacks its index or value, the colours differ in number,
 * or an option is unknown or of a wrong type.
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
export function barchart(values: BarValues, options: BarChartOptions = {}): Figure {
  checkMembers(ACTION, OPTIONS_WORD, options, OPTIONS);
  const bars = readBars(values);
  if (bars.length === 0) {
    throw new TypeError(`Cannot ${ACTION}: expected at least one bar but found none`);
  }
  const color = isList(options.color)
    ? readTexts(ACTION, "colours", options.color, bars.length)
    : options.color;
  const { xType = "nominal" } = options;
  const words = currentWords().figures;
  const names = bars.map(({ index }) => String(index)); // to Plotly 1 and "1" are one place
  const seen = new Set<string>();
  const repeated = bars.find((_, at) => seen.size === seen.add(names[at]).size);
  if (repeated !== undefined && xType !== "nominal") {
    throw new RangeError(
      `Cannot ${ACTION}: expected each index once on an axis that is ${xType} ` +
        `but found ${describeValue(repeated.index)} again`,
    );
  }
  const layout = chartLayout({ ...options, xType });
  if (repeated !== undefined) { // at one place Plotly would stack them
    const plotWidth = layout.width! - layout.margin!.l! - layout.margin!.r!;
    layout.xaxis = cellAxis(names, plotWidth, options.xLabel);
  }
  sortCategories(layout.xaxis, bars.map(({ index }) => index));
  const labels = bars.map(({ value }) => formatLabel(value));
  const widest = labels
    .map((label) => textWidth(label, options.fontSize ?? 12, false))
    .reduce((a, b) => Math.max(a, b));
  const { l = 0, r = 0 } = layout.margin!;
  const hasRoom = (layout.width! - l - r) / bars.length >= widest + LABEL_GAP;
  if (!hasRoom) { // for labels that name them
    const missing = bars.filter(({ value }) => !Number.isFinite(value));
    const named = missing.map(({ index, value }) => words.valueAt(String(value), String(index)));
    addNoteAbove(layout, listSome(named, words.bars));
  }
  const heading = options.title === undefined ? "" : `${options.title}\n`;
  const headers = [options.xLabel ?? words.index, options.yLabel ?? words.value];
  return figure({
    data: [{
      type: "bar",
      x: bars.map(({ index }, position) => repeated === undefined ? index : position),
      // A bar without height still holds its place and its text.
      y: bars.map(({ value }) => Number.isFinite(value) ? value : 0),
      ...color === undefined ? {} : { marker: { color } },
      ...hasRoom ? { ...BAR_LABELS, text: labels } : {},
    }],
    layout,
    text: heading +
      textTable(headers, bars.map(({ index, value }) => [String(index), formatNumber(value)])),
  });
}
