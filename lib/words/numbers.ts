/**
 * Numbers as a language writes them.
 *
 * @module
 */
import type { Words } from "./languages.ts";

/** What stands between digits. */
export interface Separators {
  /** Before the fraction, as in `0.5`. */
  decimal: string;
  /** Between thousands, as in `5,994`. */
  thousands: string;
}

/** Making a format takes longer than using it often. */
const formats = new Map<string, Intl.NumberFormat>();

function formatOf({ tag }: Pick<Words, "tag">): Intl.NumberFormat {
  let format = formats.get(tag);
  if (format === undefined) formats.set(tag, format = new Intl.NumberFormat(tag));
  return format;
}

/**
 * Writes a whole number, with what stands between thousands.
 *
 * @param value The number; it is rounded.
 * @param words The language.
 * @returns The digits, as in `5,994`.
 *
 * @example
 * ```ts
 * import { EN, formatWhole } from "@convbook/words";
 * import { equal } from "node:assert/strict";
 *
 * equal(formatWhole(5994, EN), "5,994");
 * equal(formatWhole(5994, { tag: "de" }), "5.994");
 * ```
 */
export function formatWhole(value: number, words: Pick<Words, "tag">): string {
  return formatOf(words).format(Math.round(value));
}

/**
 * Writes a number's point as a language does.
 *
 * @param digits The number as JavaScript writes it, as in `0.5`.
 * @param words The language.
 * @returns The number, as in `0,5`.
 *
 * @example
 * ```ts
 * import { formatDecimal, EN } from "@convbook/words";
 * import { equal } from "node:assert/strict";
 *
 * equal(formatDecimal("2.5e-7", EN), "2.5e-7");
 * equal(formatDecimal("2.5e-7", { tag: "de" }), "2,5e-7");
 * ```
 */
export function formatDecimal(digits: string, words: Pick<Words, "tag">): string {
  return digits.replace(".", separators(words).decimal);
}

/**
 * Returns what stands between the digits of a number.
 *
 * @param words The language.
 * @returns The separators.
 *
 * @example
 * ```ts
 * import { separators } from "@convbook/words";
 * import { deepEqual } from "node:assert/strict";
 *
 * deepEqual(separators({ tag: "de" }), { decimal: ",", thousands: "." });
 * ```
 */
export function separators(words: Pick<Words, "tag">): Separators {
  const parts = formatOf(words).formatToParts(1234567.5);
  const find = (type: string) => parts.find((part) => part.type === type)?.value ?? "";
  return { decimal: find("decimal"), thousands: find("group") };
}
