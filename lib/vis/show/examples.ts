/**
 * Showing digits of the test part.
 *
 * @module
 */
import { checkInteger } from "@convbook/check";
import { currentWords } from "@convbook/words";
import { checkDigits, digitImage, digitLabel, type DigitSource } from "../input/digit_source.ts";
import { describedImageGrid, type ImageGrid } from "../images/image_grid.ts";

const ACTION = "show examples";

/**
 * Shows the first digits of the test part, each with its label.
 *
 * @param data The digits.
 * @param count How many to show, from 1 to all of the test part.
 * @returns One image grid.
 * @throws {TypeError} If `data` is not a set of digits.
 * @throws {RangeError} If `count` is not such a number.
 *
 * @example
 * ```ts
 * import { showExamples } from "convbook/vis";
 * import { equal } from "node:assert/strict";
 *
 * const blank = { testCount: 2, testRows: [10, 11], pixels: () => new Uint8Array(784), label: () => 7 };
 * equal(showExamples(blank, 2).text, "2 test digits of 28 × 28 pixels: 7, 7");
 * ```
 */
export function showExamples(data: DigitSource, count = 20): ImageGrid {
  checkDigits(ACTION, data);
  checkInteger(ACTION, "count", count, { max: data.testCount });
  const rows = Array.from({ length: count }, (_, index) => data.testRows[index]);
  return describedImageGrid(
    rows.map((row) => digitImage(ACTION, data, row)),
    { captions: rows.map((row) => String(digitLabel(ACTION, data, row))) },
    (count, addSize) => addSize(currentWords().figures.testDigits(count)),
  );
}
