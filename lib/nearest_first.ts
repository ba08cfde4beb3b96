/**
 * Naming what there is where a name was mistyped.
 *
 * @module
 */
import { describeValue } from "./check.ts";

/** A list of names in an error is no longer than this. */
const MAX_LIST = 150;

/**
 * The number of letters to insert, remove or replace to get from one word to another.
 *
 * R. Wagner and M. Fischer, The string-to-string correction problem, J. ACM 21 (1974).
 */
function editDistance(from: string, to: string): number {
  let row = Array.from({ length: to.length + 1 }, (_, column) => column);
  for (let i = 1; i <= from.length; i++) {
    const above = row;
    row = [i];
    for (let j = 1; j <= to.length; j++) {
      const replaced = above[j - 1] + (from[i - 1] === to[j - 1] ? 0 : 1);
      row.push(Math.min(replaced, above[j] + 1, row[j - 1] + 1));
    }
  }
  return row[to.length];
}

/**
 * Says which names there are and which one was found instead, for an error's "expected … but found":
 * the names most like it come first, and one that is very much like it is suggested.
 *
 * @param what What the names name, as in `an option`.
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
 *   expectedOneOf("an option", ["seed", "epochs"], "epoch"),
 *   'expected an option of epochs, seed but found "epoch" (did you mean epochs?)',
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
  const [nearest] = ranked;
  const isSlip = nearest !== undefined && count > 0 && name !== "" &&
    nearest.distance <= Math.max(1, Math.floor(name.length / 3));
  return `expected ${what} of ${list} but found ${describeValue(found)}` +
    (isSlip ? ` (did you mean ${nearest.word}?)` : "");
}
