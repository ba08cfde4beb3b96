/**
 * The language that a notebook shows its figures in.
 *
 * @module
 */
import { basename, dirname } from "node:path";
import { expectedOneOf } from "@convbook/check";
import { EN, findWords, languageTags, type Words } from "@convbook/words";

/** The environment variable that names the language where a notebook does not. */
export const LANGUAGE_VARIABLE = "CONVBOOK_LANGUAGE";

/**
 * Finds the words for a notebook: those of the language that was asked for; else of CONVBOOK_LANGUAGE;
 * else of the folder, as front ends start the kernel in the notebook's own, such as `notebooks/en`;
 * else English.
 *
 * @param action What is being done, as in `set up the notebook`.
 * @param given The language that was asked for.
 * @param surroundings The value of CONVBOOK_LANGUAGE, and the folder.
 * @returns The words.
 * @throws {RangeError} If there are no words in the language that was asked for.
 *
 * @example
 * ```ts
 * import { findLanguage } from "./find_language.ts";
 * import { equal } from "node:assert/strict";
 *
 * const words = findLanguage("set up", undefined, { variable: undefined, folder: "/notebooks/en" });
 * equal(words.tag, "en");
 * ```
 */
export function findLanguage(
  action: string,
  given: string | undefined,
  { variable, folder }: { variable: string | undefined; folder: string },
): Words {
  const asked = given ?? variable;
  if (asked !== undefined) {
    const words = findWords(asked);
    if (words !== undefined) return words;
    const what = given === undefined ? LANGUAGE_VARIABLE : "a language";
    throw new RangeError(`Cannot ${action}: ${expectedOneOf(what, languageTags(), asked)}`);
  }
  const isEdition = basename(dirname(folder)) === "notebooks";
  return isEdition && findWords(basename(folder)) || EN;
}
