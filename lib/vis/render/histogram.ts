/**
 * Histograms.
 *
 * @module
 */
import * as tf from "@tensorflow/tfjs-core";
import "@convbook/tensors/quiet_cpu_backend";
import { readNumbers, type Tensor } from "@convbook/tensors";
import { type Bin, bins } from "../statistics/bins.ts";
import { formatCount, formatNumber } from "../text/format.ts";
import { type HistogramStats, statistics } from "../statistics/statistics.ts";
import { textTable } from "../text/text_table.ts";
import { type Figure, figure } from "../figure/figure.ts";
import { textWidth } from "../figure/text_width.ts";
import { COLOURS } from "../figure/theme.ts";
import {
  type Check,
  checkItems,
  checkList,
  checkMembers,
  type Checks,
  text,
  unexpected,
  wholeNumber,
} from "@convbook/check";
import { currentWords } from "@convbook/words";
import { CHART_OPTIONS, chartLayout, type ChartOptions, OPTIONS_WORD } from "./options.ts";

/** Numbers, in a list or a tensor of any shape, or objects that carry one each. */
export type HistogramValues = ArrayLike<number> | readonly { readonly value: number }[] | Tensor;

/** How a histogram looks. */
export interface HistogramOptions extends ChartOptions {
  /** How many bins there are at most. 12 if left out. */
  maxBins?: number;
  /** A CSS colour for the bars. The theme's blue if left out. */
  color?: string;
  /**
   * Statistics to write above the bars: counted from the values if left out, none with `false`, or
   * those given.
   */
  stats?: HistogramStats | false;
}

const ACTION = "draw a histogram";
const STATS_HEIGHT = 22;

const number: Check = (action, name, value) => {
  if (typeof value !== "number") throw unexpected(action, `${name} to be a number`, value);
};
const STATS: Checks<HistogramStats> = {
  numVals: number,
  min: number,
  max: number,
  numZeros: number,
  numNans: number,
  numInfs: number,
};
const OPTIONS: Checks<HistogramOptions> = {
  ...CHART_OPTIONS,
  maxBins: wholeNumber({ max: 1000 }),
  color: text,
  stats: (action, name, value) => {
    if (value === false) return;
    checkMembers(action, `${name} as in { max: 0.5 }, or false,`, value, STATS);
  },
};

const LINE_HEIGHT = 1.3; // in units of the font's size, as Plotly draws lines

/** Writes statistics, those that are given. */
function statsParts(stats: HistogramStats): string[] {
  const words = currentWords().figures.statistics;
  const parts: [string, number | undefined, (value: number) => string][] = [
    [words.values, stats.numVals, formatCount],
    [words.min, stats.min, formatNumber],
    [words.max, stats.max, formatNumber],
    [words.zeros, stats.numZeros, formatCount],
    [words.nans, stats.numNans, formatCount],
    [words.infinities, stats.numInfs, formatCount],
  ];
  return parts
    .flatMap(([name, value, format]) => value === undefined ? [] : [`${name} ${format(value)}`]);
}

/** Joins parts into as many lines as a width in px makes necessary. */
function breakLines(parts: readonly string[], width: number, fontSize: number): string[] {
  const lines: string[] = [];
  for (const part of parts) {
    const longer = `${lines.at(-1)} · ${part}`;
    if (lines.length > 0 && textWidth(longer, fontSize, false) <= width) {
      lines[lines.length - 1] = longer;
    } else lines.push(part);
  }
  return lines;
}

function readValues(values: unknown): ArrayLike<number> {
  if (values instanceof tf.Tensor) return readNumbers(ACTION, "values", values).values;
  checkList(ACTION, "values in a list or a tensor", values);
  const numberOf = (item: unknown) =>
    typeof item === "object" && item !== null && "value" in item ? item.value : item;
  checkItems(
    values,
    (item) => typeof numberOf(item) === "number",
    (item, index) => unexpected(ACTION, `a number at index ${index}`, numberOf(item)),
  );
  return ArrayBuffer.isView(values)
    ? values as ArrayLike<number>
    : Array.from(values, numberOf) as number[];
}

/** The bars' places: bins of one width, or a single one for values that are all equal. */
function barsOf(found: readonly Bin[]) {
  const width = found.length > 0 && found[0].to > found[0].from ? found[0].to - found[0].from : 1;
  return {
    x: found.map(({ from, to }) => (from + to) / 2),
    y: found.map(({ count }) => count),
    width: found.map(() => width),
    customdata: found.map(({ from, to }) => [formatNumber(from), formatNumber(to)]),
  };
}

/**
 * Draws how many values fall into each of some ranges of one width.
 *
 * @param values The values, in a list or a tensor of any shape (read at once; it stays with the
 * caller). `NaN` and infinities are counted in the statistics, not drawn.
 * @param options How the histogram looks.
 * @returns The figure.
 * @throws {TypeError} If there is no value, one is not a number, or an option is unknown or of a wrong
 * type.
 * @throws {RangeError} If `maxBins` or a size is out of range.
 *
 * @example
 * ```ts
 * import { render } from "convbook/vis";
 * import { equal } from "node:assert/strict";
 *
 * const histogram = render.histogram([0, 1, 1, 3.5], { maxBins: 2 });
 * equal(
 *   histogram.text,
 *   "values 4 · min 0 · max 3.5 · zeros 1 · NaN 0 · Infinity 0\nfrom  to  count\n0     2   3\n2     4   1",
 * );
 * ```
 */
export function histogram(values: HistogramValues, options: HistogramOptions = {}): Figure {
  checkMembers(ACTION, OPTIONS_WORD, options, OPTIONS);
  const words = currentWords();
  const { maxBins = 12, color = COLOURS.blue, stats, yLabel = words.figures.count } = options;
  const numbers = readValues(values);
  if (numbers.length === 0) {
    throw new TypeError(`Cannot ${ACTION}: expected at least one value but found none`);
  }
  const found = bins(numbers, maxBins);
  const parts = stats === false ? [] : statsParts(stats ?? statistics(numbers));
  const line = parts.join(" · ");
  const layout = chartLayout({ ...options, yLabel });
  if (line !== "") {
    const { l = 0, r = 0 } = layout.margin!;
    const { fontSize = 12 } = options;
    const lines = breakLines(parts, layout.width! - l - r, fontSize);
    layout.margin!.t! += STATS_HEIGHT + (lines.length - 1) * LINE_HEIGHT * fontSize;
    layout.annotations = [{
      text: lines.join("<br>"),
      align: "left",
      showarrow: false,
      xref: "paper",
      yref: "paper",
      x: 0,
      y: 1,
      xanchor: "left",
      yanchor: "bottom",
    }];
  }
  const table = textTable(
    [words.figures.from, words.figures.to, words.figures.count],
    found.map(({ from, to, count }) => [formatNumber(from), formatNumber(to), String(count)]),
  );
  const heading = [options.title, line].filter(Boolean).map((part) => `${part}\n`).join("");
  return figure({
    data: [{
      type: "bar",
      ...barsOf(found),
      marker: { color, line: { color: "#FFFFFF", width: 1 } },
      hovertemplate: words.numbers.range("%{customdata[0]}", "%{customdata[1]}") +
        ": %{y}<extra></extra>",
    }],
    layout,
    text: heading + table,
  });
}
