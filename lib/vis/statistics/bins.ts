/**
 * Sorting numbers into bins.
 *
 * @module
 */

/** A range of numbers and how many fall into it. */
export interface Bin {
  /** The smallest number that falls into the bin. */
  from: number;
  /** The bin's end: numbers below it fall into the bin, in the last bin also those equal to it. */
  to: number;
  /** How many numbers there are. */
  count: number;
}

/** Returns the smallest of 1, 2, 5, 10, 20, 50, … (and of a tenth, a hundredth, …) from `size` on. */
function roundStep(size: number): number {
  const power = 10 ** Math.floor(Math.log10(size));
  return [1, 2, 5, 10].map((factor) => factor * power).find((step) => step >= size * (1 - 1e-9)) ??
    NaN; // beyond what doubles hold
}

/**
 * Sorts numbers into bins of one width, with round ends. Numbers are compared to twelve digits, so
 * that a rounding error moves none of them across an end.
 *
 * @param values The numbers. Those that are not finite fall into no bin.
 * @param maxBins How many bins there are at most, from 1.
 * @returns The bins, from the lowest; none where no number is finite, one where all are
 * equal or too close to each other for round ends.
 *
 * @example
 * ```ts
 * import { bins } from "./bins.ts";
 * import { deepEqual } from "node:assert/strict";
 *
 * deepEqual(bins([0, 1, 1, 3.5], 2), [{ from: 0, to: 2, count: 3 }, { from: 2, to: 4, count: 1 }]);
 * ```
 */
export function bins(values: ArrayLike<number>, maxBins: number): Bin[] {
  const finite = Array.from(values).filter(Number.isFinite);
  if (finite.length === 0) return [];
  const min = finite.reduce((a, b) => Math.min(a, b));
  const max = finite.reduce((a, b) => Math.max(a, b));
  const single = [{ from: min, to: max, count: finite.length }];
  if (min === max || maxBins === 1) return single;
  let step = roundStep((max - min) / maxBins);
  // In steps from 0; 0.3 / 0.1 is 3 after rounding.
  const position = (value: number) => Number((value / step).toPrecision(12));
  const first = () => Math.floor(position(min));
  const last = () => Math.ceil(position(max));
  // Doubles cannot tell the ends of bins apart: numbers too close to each other, or far too large.
  if (!Number.isFinite(step) || step <= 0 || first() === last()) return single;
  // Round ends reach beyond the numbers, so there may be a bin too many.
  while (last() - first() > maxBins) step = roundStep(1.5 * step);
  const edge = (index: number) => Number((index * step).toPrecision(12));
  const result = Array.from({ length: last() - first() }, (_, index): Bin => ({
    from: edge(first() + index),
    to: edge(first() + index + 1),
    count: 0,
  }));
  for (const value of finite) {
    const index = Math.floor(position(value)) - first();
    result[Math.min(index, result.length - 1)].count++;
  }
  return result;
}
