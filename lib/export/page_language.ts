/**
 * The language of a page.
 *
 * @module
 */
import { describeValue } from "@convbook/check";
import type { Notebook } from "@convbook/jupyter";
import { type Html, markup } from "./html.ts";
import { directionOf, EN, findWords, isLanguageTag, type Words } from "@convbook/words";

/** The direction in which text is written. */
export type Direction = "ltr" | "rtl";

/** The language of a page. */
export interface PageLanguage {
  /** Its tag, as in `en`. */
  tag: string;
  /** The direction in which it is written. */
  direction: Direction;
  /** What the page itself says, such as "Contents". */
  words: Words;
}

/**
 * Describes a language for pages.
 *
 * @param tag Its tag.
 * @param direction The direction of its text: that of the language if left out.
 * @returns The language. Where there are no words in it, those of the page are English.
 *
 * @example
 * ```ts
 * import { pageLanguage } from "./page_language.ts";
 * import { deepEqual } from "node:assert/strict";
 *
 * const { direction, words } = pageLanguage("ar");
 * deepEqual([direction, words.pages.contents], ["rtl", "Contents"]);
 * ```
 */
export function pageLanguage(tag: string, direction: Direction = directionOf(tag)): PageLanguage {
  return { tag, direction, words: findWords(tag) ?? EN };
}

/**
 * Reads the language of a notebook's text from its metadata: `lang`, as in `"ar"`, and `dir`, which
 * need not be said where the language is written as usual.
 *
 * @param name What warnings call the notebook.
 * @param notebook The notebook.
 * @param course The language that holds if it names none.
 * @returns The language. A warning says what in the metadata cannot be read.
 *
 * @example
 * ```ts
 * import { pageLanguage, readPageLanguage } from "./page_language.ts";
 * import { equal } from "node:assert/strict";
 *
 * const notebook = { nbformat: 4, nbformat_minor: 5, metadata: { lang: "he" }, cells: [] } as const;
 * const { tag, direction } = readPageLanguage("a", { ...notebook, cells: [] }, pageLanguage("en"));
 * equal(`${tag} ${direction}`, "he rtl");
 * ```
 */
export function readPageLanguage(
  name: string,
  { metadata }: Notebook,
  course: PageLanguage,
): PageLanguage {
  const { lang, dir } = metadata;
  const warn = (what: string, expected: string, found: unknown) =>
    console.warn(
      `Cannot take the ${what} of ${name}.ipynb from its metadata: expected ${expected} but found ` +
        describeValue(found),
    );
  if (lang !== undefined && !isLanguageTag(lang)) {
    warn("language", 'lang to be a tag as in "en" or "pt-BR"', lang);
  }
  const isDirection = dir === "ltr" || dir === "rtl";
  if (dir !== undefined && !isDirection) warn("direction", 'dir to be "ltr" or "rtl"', dir);
  const language = isLanguageTag(lang) ? pageLanguage(lang) : course;
  return isDirection ? { ...language, direction: dir } : language;
}

/**
 * Writes the attributes that tell a browser the language.
 *
 * @param language The language.
 * @returns `lang`, and `dir` where text runs from right to left.
 *
 * @example
 * ```ts
 * import { languageAttributes, pageLanguage } from "./page_language.ts";
 * import { equal } from "node:assert/strict";
 *
 * equal(languageAttributes(pageLanguage("ar")).text, ' lang="ar" dir="rtl"');
 * ```
 */
export function languageAttributes({ tag, direction }: PageLanguage): Html {
  return markup` lang="${tag}"${direction === "rtl" && markup` dir="rtl"`}`;
}
