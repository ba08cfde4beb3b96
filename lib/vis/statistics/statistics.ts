/**
 * Counting what is in a list of numbers.
 *
 * @module
 */

/** What is in a list of numbers. The members are named as in tfjs-vis. */
export interface HistogramStats {
  /** How many numbers there are. */
  numVals?: number;
  /** The smallest that is not `NaN`; `NaN` where there is none. */
  min?: number;
  /** The largest that is not `NaN`; `NaN` where there is none. */
  max?: number;
  /** How many are zero. */
  numZeros?: number;
  /** How many are `NaN`. */
  numNans?: number;
  /** How many are `Infinity` or `-Infinity`. */
  numInfs?: number;
}

/**
 * Counts what is in a list of numbers.
 *
 * @param values The numbers.
 * @returns Their number, range, zeros, `NaN`s and infinities.
 *
 * @example
 * ```ts
 * import { statistics } from "./statistics.ts";
 * import { deepEqual } from "node:assert/strict";
 *
 * const expected = { numVals: 4, min: 0, max: Infinity, numZeros: 1, numNans: 1, numInfs: 1 };
 * deepEqual(statistics([0, 2, NaN, Infinity]), expected);
 * ```
 */
export function statistics(values: ArrayLike<number>): Required<HistogramStats> {
  let [min, max, numZeros, numNans, numInfs] = [Infinity, -Infinity, 0, 0, 0];
  for (let index = 0; index < values.length; index++) {
    const value = values[index];
    if (Number.isNaN(value)) {
      numNans++;
      continue;
    }
    if (!Number.isFinite(value)) numInfs++;
    if (value === 0) numZeros++;
    if (value < min) min = value;
    if (value > max) max = value;
  }
  const hasNumber = numNans < values.length;
  return {
    numVals: values.length,
    min: hasNumber ? min : NaN,
    max: hasNumber ? max : NaN,
    numZeros,
    numNans,
    numInfs,
  };
}
