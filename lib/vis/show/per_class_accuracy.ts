/**
 * Showing how often a model is right, class by class.
 *
 * @module
 */
import {
  checkInteger,
  checkItems,
  checkList,
  describeValue,
  listNames,
  readTexts,
  unexpected,
} from "@convbook/check";
import { formatCount, formatPercent } from "../text/format.ts";
import { textTable } from "../text/text_table.ts";
import { type Figure, figure } from "../figure/figure.ts";
import type { ClassAccuracy } from "@convbook/metrics";
import { currentWords } from "@convbook/words";
import { chartLayout } from "../render/options.ts";

const ACTION = "show the accuracy per class";

/**
 * Shows the accuracy of each class as a bar, with the number of its examples below.
 *
 * @param classAccuracy The accuracy and count of each class, in the classes' order.
 * @param labels The classes' names. Their numbers if left out.
 * @returns The figure; its title says the accuracy over all examples.
 * @throws {TypeError} If there is no class, one has no accuracy or count, or the labels differ in
 * number or are no texts.
 * @throws {RangeError} If an accuracy lies outside 0 to 1, or a count is not a whole number.
 *
 * @example
 * ```ts
 * import { show } from "convbook/vis";
 * import { equal } from "node:assert/strict";
 *
 * const bars = show.perClassAccuracy([{ accuracy: 0.9, count: 10 }, { accuracy: 0.5, count: 30 }]);
 * equal(
 *   bars.text,
 *   "Accuracy per class (all: 60.0 %)\nclass  accuracy  examples\n0      90.0 %    10\n1      50.0 %    30",
 * );
 * ```
 */
export function perClassAccuracy(
  classAccuracy: readonly ClassAccuracy[],
  labels?: readonly string[],
): Figure {
  checkList(ACTION, "a list of { accuracy, count }", classAccuracy);
  if (classAccuracy.length === 0) {
    throw new TypeError(`Cannot ${ACTION}: expected at least one class but found none`);
  }
  checkItems<unknown>(
    classAccuracy,
    (item) => typeof item === "object" && item !== null,
    (item, index) => unexpected(ACTION, `{ accuracy, count } at index ${index}`, item),
  );
  const classes = Array.from(classAccuracy);
  const names = labels === undefined
    ? classes.map((_, index) => String(index))
    : readTexts(ACTION, "labels", labels, classes.length);
  classes.forEach(({ accuracy, count }, index) => {
    checkInteger(ACTION, `the count of class ${listNames([names[index]])}`, count, { min: 0 });
    // A class without examples has the accuracy NaN.
    if (Number.isNaN(accuracy) || (accuracy >= 0 && accuracy <= 1)) return;
    throw new RangeError(
      `Cannot ${ACTION}: expected an accuracy from 0 to 1 for class ${listNames([names[index]])} ` +
        `but found ${describeValue(accuracy)}`,
    );
  });
  const total = classes.reduce((sum, { count }) => sum + count, 0);
  const right = classes.reduce(
    (sum, { accuracy, count }) => count === 0 ? sum : sum + accuracy * count,
    0,
  );
  const words = currentWords().figures;
  const title = words.accuracyPerClass(formatPercent(right / total, 1));
  const layout = chartLayout({
    title,
    xLabel: words.classAndCount,
    yLabel: words.accuracy,
  });
  layout.yaxis = { ...layout.yaxis, range: [0, 1.08], tickformat: ".0%", dtick: 0.2 };
  const positions = classes.map((_, index) => index);
  layout.xaxis = {
    ...layout.xaxis,
    tickmode: "array",
    tickvals: positions,
    ticktext: names.map((name, index) => `${name}<br>${formatCount(classes[index].count)}`),
  };
  const headers = [words.class, words.accuracy, words.examples];
  const rows = classes.map(({ accuracy, count }, index) => [
    names[index],
    formatPercent(accuracy, 1),
    formatCount(count),
  ]);
  return figure({
    data: [{
      type: "bar",
      x: positions,
      y: classes.map(({ accuracy }) => accuracy),
      text: classes.map(({ accuracy }) => formatPercent(accuracy)),
      textposition: "outside",
      cliponaxis: false,
    }],
    layout,
    text: `${title}\n${textTable(headers, rows)}`,
  });
}
