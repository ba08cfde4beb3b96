/**
 * The languages that there are words in, and the one in use.
 *
 * @module
 */
import { EN } from "./en.ts";

/** The words of a language. Where a word needs numbers or names, it is a function of them. */
export type Words = typeof EN;

/** All languages. A new one is a file beside this one and an item here. */
const LANGUAGES: readonly Words[] = [EN];

let current = EN;

/**
 * Lists the languages.
 *
 * @returns Their tags, as in `["en"]`.
 *
 * @example
 * ```ts
 * import { languageTags } from "@convbook/words";
 * import { ok } from "node:assert/strict";
 *
 * ok(languageTags().includes("en"));
 * ```
 */
export function languageTags(): string[] {
  return LANGUAGES.map(({ tag }) => tag);
}

/**
 * Finds the words of a language.
 *
 * @param tag The language's tag, as in `en`; a region or a script after it makes no difference.
 * @returns The words, or `undefined` if there are none in this language.
 *
 * @example
 * ```ts
 * import { findWords } from "@convbook/words";
 * import { equal } from "node:assert/strict";
 *
 * equal(findWords("en-GB")?.tag, "en");
 * equal(findWords("tlh"), undefined);
 * ```
 */
export function findWords(tag: string): Words | undefined {
  const [language] = tag.toLowerCase().split("-");
  return [current, ...LANGUAGES].find((words) => words.tag === language);
}

/**
 * Returns the words that figures, tables and notes of this program are in: English until
 * {@linkcode useWords} is called.
 *
 * @returns The words.
 *
 * @example
 * ```ts
 * import { currentWords } from "@convbook/words";
 * import { equal } from "node:assert/strict";
 *
 * equal(currentWords().figures.notDrawn("NaN at 3"), "not drawn: NaN at 3");
 * ```
 */
export function currentWords(): Words {
  return current;
}

/**
 * Chooses the words for everything that this program shows from now on. They may be of a language
 * that Convbook has none in: it is then found by its tag, too.
 *
 * @param words The words.
 *
 * @example
 * ```ts
 * import { currentWords, EN, useWords } from "@convbook/words";
 * import { equal } from "node:assert/strict";
 *
 * useWords({ ...EN, training: { ...EN.training, epoch: "Epoche" } });
 * equal(currentWords().training.epoch, "Epoche");
 * useWords(EN);
 * ```
 */
export function useWords(words: Words): void {
  current = words;
}
