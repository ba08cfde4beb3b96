/**
 * Naming what there is where a name was mistyped.
 *
 * @module
 */
import { describeValue } from "./check.ts";
import { didYouMean, editDistance } from "./nearest_name.ts";

/** A list of names in an error is no longer than this. */
const MAX_LIST = 150;

/**
 * Says which names there are and which one was found instead, for an error's "expected … but found":
 * the names most like it come first, and one that is very much like it is suggested.
 *
 * @param what What the names name, as in `options`.
 * @param known The names there are.
 * @param found What was given in place of one of them.
 * @returns A part of a sentence of at most 450 characters.
 *
 * @example
 * ```ts
 * import { expectedOneOf } from "./nearest_first.ts";
 * import { equal } from "node:assert/strict";
 *
 * equal(
 *   expectedOneOf("options", ["seed", "epochs"], "epoch"),
 *   'expected options of epochs, seed but found "epoch" (did you mean epochs?)',
 * );
 * ```
 */
export function expectedOneOf(what: string, known: readonly string[], found: unknown): string {
  const name = typeof found === "string" ? found.slice(0, MAX_LIST).toLowerCase() : "";
  const ranked = known
    .map((word) => ({ word, distance: editDistance(name, word.toLowerCase().slice(0, MAX_LIST)) }))
    .sort((a, b) => name === "" ? 0 : a.distance - b.distance);
  const words = ranked.map(({ word }) => word);
  let count = words.length;
  while (count > 0 && words.slice(0, count).join(", ").length > MAX_LIST) count--;
  const list = words.slice(0, count).join(", ") +
    (count < words.length ? ` … (${words.length} in all)` : "");
  const question = typeof found === "string" && count > 0 ? didYouMean(found, known) : "";
  return `expected ${what} of ${list} but found ${describeValue(found)}${question}`;
}
