/**
 * The tags of languages, as in `en` or `pt-BR`.
 *
 * @module
 */

/**
 * Tells whether a value is the tag of a language, as HTML and browsers take it (BCP 47).
 *
 * @param value Any value.
 * @returns Whether it is.
 *
 * @example
 * ```ts
 * import { isLanguageTag } from "@convbook/words";
 * import { deepEqual } from "node:assert/strict";
 *
 * deepEqual(["ko", "pt-BR", "Korean language", 5].map(isLanguageTag), [true, true, false, false]);
 * ```
 */
export function isLanguageTag(value: unknown): value is string {
  try {
    return typeof value === "string" && Intl.getCanonicalLocales(value).length === 1;
  } catch {
    return false;
  }
}

/**
 * Tells in which direction a language is written.
 *
 * @param tag Its tag.
 * @returns `rtl` if from right to left.
 *
 * @example
 * ```ts
 * import { directionOf } from "@convbook/words";
 * import { deepEqual } from "node:assert/strict";
 *
 * deepEqual(["en", "ar", "he-IL"].map(directionOf), ["ltr", "rtl", "rtl"]);
 * ```
 */
export function directionOf(tag: string): "ltr" | "rtl" {
  return new Intl.Locale(tag).getTextInfo().direction ?? "ltr";
}
