/**
 * A language whose every word is English between marks: what stands outside of them does not come
 * from the words of a language.
 *
 * @module
 */
import { EN, type Words } from "../../lib/words/mod.ts";

/** The language. Its numbers are those of German, whose points and commas are the other way round. */
export const PSEUDO: Words = { ...markWords(EN), tag: "de" };

/** Puts marks around every word, and around what every function of words returns. */
function markWords<T>(words: T): T {
  if (typeof words === "string") return `⟦${words}⟧` as T;
  if (typeof words === "function") return ((...args: unknown[]) => `⟦${words(...args)}⟧`) as T;
  if (typeof words !== "object" || words === null || words instanceof RegExp) return words;
  return Object.fromEntries(
    Object.entries(words).map(([name, word]) => [name, markWords(word)]),
  ) as T;
}

/**
 * Lists the words in a text that stand outside of marks.
 *
 * @param text What a reader sees.
 * @returns The words of two letters and more, each once.
 */
export function listUnmarked(text: string): string[] {
  let outside = text;
  // The marked parts that hold no others go first.
  for (let before = ""; before !== outside;) {
    before = outside;
    outside = outside.replaceAll(/⟦[^⟦⟧]*⟧/g, " ");
  }
  return [...new Set(outside.match(/[\p{L}_]{2,}/gu))].sort();
}
