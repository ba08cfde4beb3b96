/**
 * Where chance comes from: every shuffle and initialiser of the library draws from a seed, so that a
 * notebook that is run twice gives the same numbers twice. `Math.random` is left alone.
 *
 * @module
 */
// @ts-types="seedrandom-types"
import seedrandom from "seedrandom";
import { checkInteger } from "@convbook/check";

/** The largest seed: seeds made from it for single layers stay whole numbers. */
const LARGEST_SEED = 2 ** 31 - 1;

/** The seed in force until {@linkcode setSeed} sets another. */
export const DEFAULT_SEED = 42;

let currentSeed = DEFAULT_SEED;

/**
 * Sets the seed that functions use where none is given to them.
 *
 * @param seed A whole number from 0 to 2³¹ − 1.
 * @throws {RangeError} If `seed` is not such a number; the seed in force stays.
 *
 * @example
 * ```ts
 * import { DEFAULT_SEED, getSeed, setSeed } from "./seed.ts";
 * import { equal } from "node:assert/strict";
 *
 * setSeed(7);
 * equal(getSeed(), 7);
 * setSeed(DEFAULT_SEED);
 * ```
 */
export function setSeed(seed: number): void {
  checkSeed("set the seed", seed);
  currentSeed = seed;
}

/**
 * Returns the seed that functions use where none is given to them.
 *
 * @returns A whole number from 0 to 2³¹ − 1.
 *
 * @example
 * ```ts
 * import { getSeed } from "./seed.ts";
 * import { equal } from "node:assert/strict";
 *
 * equal(getSeed(), 42);
 * ```
 */
export function getSeed(): number {
  return currentSeed;
}

/**
 * Throws unless `seed` is a whole number from 0 to 2³¹ − 1.
 *
 * @param action What the caller is about to do, as in `make the model`.
 * @param seed The seed to check.
 * @throws {RangeError} If it is not.
 */
export function checkSeed(action: string, seed: number): void {
  checkInteger(action, "the seed", seed, { min: 0, max: LARGEST_SEED });
}

/**
 * Returns `count` row numbers, from `first` on, in a random order that `seed` and `purpose` decide.
 *
 * Fisher and Yates's shuffle, as in D. Knuth, The Art of Computer Programming, vol. 2, 3.4.2,
 * algorithm P.
 *
 * @param first The smallest row number.
 * @param count How many rows there are.
 * @param seed The seed.
 * @param purpose What the order is for. Two purposes get unrelated orders from one seed.
 * @returns `count` distinct row numbers.
 *
 * @example
 * ```ts
 * import { shuffledRows } from "./seed.ts";
 * import { deepEqual } from "node:assert/strict";
 *
 * const rows = shuffledRows(10, 4, 42, "example");
 * deepEqual(rows, shuffledRows(10, 4, 42, "example"));
 * deepEqual(rows.toSorted(), Int32Array.of(10, 11, 12, 13));
 * ```
 */
export function shuffledRows(
  first: number,
  count: number,
  seed: number,
  purpose: string,
): Int32Array {
  const rows = Int32Array.from({ length: count }, (_, i) => first + i);
  const random = seedrandom(`${purpose} ${seed}`);
  for (let i = count - 1; i > 0; i--) {
    const j = Math.floor(random() * (i + 1));
    [rows[i], rows[j]] = [rows[j], rows[i]];
  }
  return rows;
}
