/**
 * Showing the digits that a model got wrong.
 *
 * @module
 */
import type { Misclassified } from "@convbook/metrics";
import { checkInteger, checkItems, isList, unexpected } from "@convbook/check";
import { formatPercent } from "../text/format.ts";
import { checkDigits, digitImage, type DigitSource } from "../input/digit_source.ts";
import { JUPYTER_DISPLAY, type Shown } from "@convbook/jupyter/displayable";
import { currentWords } from "@convbook/words";
import { describedImageGrid } from "../images/image_grid.ts";

const ACTION = "show misclassified digits";

function isMistake(value: unknown): value is Misclassified {
  const { row, label, prediction, probability = NaN } = Object(value) as Partial<Misclassified>;
  return [row, label, prediction].every((number) => Number.isInteger(number)) &&
    probability >= 0 && probability <= 1;
}

/**
 * Shows the digits that a model got wrong, those first of which it was most certain. Below each stand
 * its label, the prediction and the prediction's probability, as in `7→1 98 %`.
 *
 * @param data The digits.
 * @param evaluation What the evaluation found, in any order.
 * @param count How many to show at most.
 * @returns The gallery; a line of text where no digit was misclassified.
 * @throws {TypeError} If `data` is not a set of digits, or `evaluation` holds no list of mistakes.
 * @throws {RangeError} If `count` is not a whole number of at least 1.
 *
 * @example
 * ```ts
 * import { show } from "convbook/vis";
 * import { equal } from "node:assert/strict";
 *
 * const blank = { testCount: 1, testRows: [0], pixels: () => new Uint8Array(784), label: () => 7 };
 * const misclassified = [{ row: 0, label: 7, prediction: 1, probability: 0.98 }];
 * equal(
 *   show.misclassified(blank, { misclassified }).text,
 *   "1 misclassified digit of 28 × 28 pixels (label→prediction): 7→1 98 %",
 * );
 * ```
 */
export function misclassified(
  data: DigitSource,
  evaluation: { readonly misclassified: readonly Misclassified[] },
  count = 20,
): Shown {
  checkDigits(ACTION, data);
  checkInteger(ACTION, "count", count);
  const all: unknown = Object(evaluation).misclassified;
  if (!isList(all)) {
    throw unexpected(ACTION, "an evaluation as in { misclassified: [] }", evaluation);
  }
  checkItems(
    all,
    isMistake,
    (mistake, index) =>
      unexpected(
        ACTION,
        `a mistake { row, label, prediction, probability } at index ${index}`,
        mistake,
      ),
  );
  const mistakes = Array.from(all as ArrayLike<Misclassified>);
  const words = currentWords().figures;
  if (all.length === 0) {
    const text = words.noneMisclassified;
    return { text, [JUPYTER_DISPLAY]: () => Promise.resolve({ "text/plain": text }) };
  }
  const worst = mistakes.toSorted((a, b) => b.probability - a.probability).slice(0, count);
  return describedImageGrid(
    worst.map(({ row }) => digitImage(ACTION, data, row)),
    {
      captions: worst.map(({ label, prediction, probability }) =>
        `${label}→${prediction} ${formatPercent(probability)}`
      ),
    },
    (shown, addSize) =>
      `${addSize(words.misclassified(shown, all.length))} ${words.labelAndPrediction}`,
  );
}
