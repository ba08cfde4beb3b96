/**
 * The words that readers see, a file for each language, and numbers as each language writes them.
 *
 * @module
 */
export { directionOf, isLanguageTag } from "./language_tag.ts";
export { EN } from "./en.ts";
export { currentWords, findWords, languageTags, useWords, type Words } from "./languages.ts";
export { formatDecimal, formatWhole, type Separators, separators } from "./numbers.ts";
