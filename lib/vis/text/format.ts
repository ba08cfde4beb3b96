/**
 * Numbers as readers want them: short, and the same in figures, tables and text.
 *
 * @module
 */
import { currentWords, formatDecimal, formatWhole } from "@convbook/words";

/**
 * Writes a number with about four digits, with a point or what the language in use has there.
 *
 * @param value Any number.
 * @returns Whole numbers in full; others rounded to four significant digits, none after the point from
 * 1,000 on, and with an exponent below 0.0001; `NaN` and `Infinity` by name.
 *
 * @example
 * ```ts
 * import { formatNumber } from "./format.ts";
 * import { deepEqual } from "node:assert/strict";
 *
 * deepEqual([0.123456, 5994, 2000.25, NaN].map(formatNumber), ["0.1235", "5994", "2000", "NaN"]);
 * ```
 */
export function formatNumber(value: number): string {
  if (!Number.isFinite(value) || Number.isInteger(value)) return String(value);
  const size = Math.abs(value);
  if (size >= 1000) return value.toFixed(0);
  return inWords(size < 1e-4 ? value.toExponential(2) : String(Number(value.toPrecision(4))));
}

/**
 * Writes a number as short as a label on a figure has to be.
 *
 * @param value Any number.
 * @returns Whole numbers in full, with a comma between thousands; others rounded to three significant
 * digits, or to one where they are smaller than a thousandth; `NaN` and `Infinity` by name.
 *
 * @example
 * ```ts
 * import { formatLabel } from "./format.ts";
 * import { deepEqual } from "node:assert/strict";
 *
 * deepEqual([85163, 0.91239, 0.00000885, 1 / 0].map(formatLabel), ["85,163", "0.912", "9e-6", "Infinity"]);
 * ```
 */
export function formatLabel(value: number): string {
  if (!Number.isFinite(value)) return String(value);
  if (Number.isInteger(value)) return formatCount(value);
  return inWords(
    Math.abs(value) < 1e-3 ? value.toExponential(0) : String(Number(value.toPrecision(3))),
  );
}

/**
 * Writes a whole number, with a comma between thousands, or what the language in use has there.
 *
 * @param value The number; it is rounded.
 * @returns The digits, as in `5,994`.
 */
export function formatCount(value: number): string {
  return formatWhole(value, currentWords());
}

/**
 * Writes a share as a percentage.
 *
 * @param share A share of 1; `NaN` where there is nothing to take a share of.
 * @param digits How many digits stand after the point.
 * @returns The percentage, as in `98 %`.
 */
export function formatPercent(share: number, digits = 0): string {
  if (!Number.isFinite(share)) return String(share);
  return currentWords().numbers.percent(inWords((100 * share).toFixed(digits)));
}

/**
 * Writes a time span.
 *
 * @param seconds The time in seconds.
 * @returns The time, as in `7 s` or `2 min 05 s`.
 */
export function formatSeconds(seconds: number): string {
  const whole = Math.round(seconds);
  const { numbers } = currentWords();
  if (whole < 60) return numbers.seconds(String(whole));
  return numbers.minutes(Math.floor(whole / 60), whole % 60);
}

/** Writes the point as the language in use does. */
function inWords(digits: string): string {
  return formatDecimal(digits, currentWords());
}

/** How many values a note names before it only counts them. */
const MOST_NAMED = 3;

/**
 * Lists values that are not finite.
 *
 * @param values What is named, as in `NaN at 3`.
 * @param counted How many they are, as in `7 points`.
 * @returns The first few, and how many there are if there are more.
 */
export function listSome(
  values: readonly string[],
  counted: (count: number) => string,
): string {
  const listed = values.slice(0, MOST_NAMED).join(", ");
  return values.length > MOST_NAMED ? `${listed}, … (${counted(values.length)})` : listed;
}
