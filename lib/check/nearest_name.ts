/**
 * Finding the name that was meant where one was mistyped.
 *
 * @module
 */

/** A longer name is not a slip of the hand. */
const LONGEST = 40;

/**
 * Counts how many letters must be put in, left out or replaced to make one word of another.
 *
 * R. Wagner and M. Fischer, The string-to-string correction problem, J. ACM 21 (1974).
 *
 * @param a A word.
 * @param b Another.
 * @returns The number; capitals count as other letters.
 */
export function editDistance(a: string, b: string): number {
  let row = Array.from({ length: b.length + 1 }, (_, index) => index);
  for (let i = 0; i < a.length; i++) {
    const next = [i + 1];
    for (let j = 0; j < b.length; j++) {
      next.push(Math.min(row[j + 1] + 1, next[j] + 1, row[j] + Number(a[i] !== b[j])));
    }
    row = next;
  }
  return row[b.length];
}

/**
 * Asks after the name that was meant.
 *
 * @param name The name that was found.
 * @param known The names that there are.
 * @returns A question as in ` (did you mean maxBins?)`; an empty text if none is near.
 *
 * @example
 * ```ts
 * import { didYouMean } from "./nearest_name.ts";
 * import { deepEqual } from "node:assert/strict";
 *
 * const known = ["title", "maxBins"];
 * deepEqual(["bins", "maxbin", "Title"].map((name) => didYouMean(name, known)), [
 *   " (did you mean maxBins?)",
 *   " (did you mean maxBins?)",
 *   " (did you mean title?)",
 * ]);
 * deepEqual(didYouMean("colour", known), "");
 * ```
 */
export function didYouMean(name: string, known: readonly string[]): string {
  if (name.length > LONGEST) return "";
  const found = name.toLowerCase();
  const near = known
    .filter((candidate) => candidate.length <= LONGEST)
    .map((candidate) => ({ candidate, steps: editDistance(found, candidate.toLowerCase()) }))
    .filter(({ candidate, steps }) => steps < Math.max(candidate.length, found.length) / 2)
    .sort((a, b) => a.steps - b.steps);
  return near.length === 0 ? "" : ` (did you mean ${near[0].candidate}?)`;
}
