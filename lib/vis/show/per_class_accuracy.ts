/**
 * Showing how often a model is right, class by class.
 *
 * @module
 */
import { checkInteger } from "../../check.ts";
import { formatCount, formatPercent } from "../compute/format.ts";
import { textTable } from "../compute/text_table.ts";
import { type Figure, figure } from "../figure/figure.ts";
import type { ClassAccuracy } from "../../evaluate.ts";
import { chartLayout } from "../render/options.ts";

const ACTION = "show the accuracy per class";

/**
 * Shows the accuracy of each class as a bar, with the number of its examples below.
 *
 * @param classAccuracy The accuracy and count of each class, in the classes' order.
 * @param labels The classes' names. Their numbers if left out.
 * @returns The figure; its title says the accuracy over all examples.
 * @throws {TypeError} If there is no class, or the labels differ in number.
 * @throws {RangeError} If an accuracy lies outside 0 to 1, or a count is no whole number.
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
  if (classAccuracy.length === 0) {
    throw new TypeError(`Cannot ${ACTION}: expected at least one class but found none`);
  }
  const names = labels ?? classAccuracy.map((_, index) => String(index));
  if (names.length !== classAccuracy.length) {
    throw new TypeError(
      `Cannot ${ACTION}: expected ${classAccuracy.length} labels but found ${names.length}`,
    );
  }
  classAccuracy.forEach(({ accuracy, count }, index) => {
    checkInteger(ACTION, `the count of class ${names[index]}`, count, { min: 0 });
    // A class without examples has the accuracy NaN.
    if (Number.isNaN(accuracy) || (accuracy >= 0 && accuracy <= 1)) return;
    throw new RangeError(
      `Cannot ${ACTION}: expected an accuracy from 0 to 1 for class ${names[index]} ` +
        `but found ${accuracy}`,
    );
  });
  const total = classAccuracy.reduce((sum, { count }) => sum + count, 0);
  const right = classAccuracy.reduce(
    (sum, { accuracy, count }) => count === 0 ? sum : sum + accuracy * count,
    0,
  );
  const title = `Accuracy per class (all: ${formatPercent(right / total, 1)})`;
  const layout = chartLayout(ACTION, {
    title,
    xLabel: "class, and its number of examples",
    yLabel: "accuracy",
  });
  layout.yaxis = { ...layout.yaxis, range: [0, 1.08], tickformat: ".0%", dtick: 0.2 };
  const positions = classAccuracy.map((_, index) => index);
  layout.xaxis = {
    ...layout.xaxis,
    tickmode: "array",
    tickvals: positions,
    ticktext: names.map((name, index) => `${name}<br>${formatCount(classAccuracy[index].count)}`),
  };
  const headers = ["class", "accuracy", "examples"];
  const rows = classAccuracy.map(({ accuracy, count }, index) => [
    names[index],
    formatPercent(accuracy, 1),
    formatCount(count),
  ]);
  return figure({
    data: [{
      type: "bar",
      x: positions,
      y: classAccuracy.map(({ accuracy }) => accuracy),
      text: classAccuracy.map(({ accuracy }) => formatPercent(accuracy)),
      textposition: "outside",
      cliponaxis: false,
    }],
    layout,
    text: `${title}\n${textTable(headers, rows)}`,
  });
}
