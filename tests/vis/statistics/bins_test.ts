import { deepEqual, equal, ok } from "node:assert/strict";
import { bins } from "../../../lib/vis/statistics/bins.ts";

const counts = (values: number[], maxBins: number) =>
  bins(values, maxBins).map(({ from, to, count }) => [from, to, count]);

Deno.test("bins() sorts values into ranges with round ends", () => {
  deepEqual(counts([0, 1, 2, 3, 4, 5, 6, 7, 8, 9, 10], 5), [
    [0, 2, 2],
    [2, 4, 2],
    [4, 6, 2],
    [6, 8, 2],
    [8, 10, 3], // with its upper end
  ]);
  deepEqual(counts([-0.3, 0.1, 0.3], 3), [[-0.5, 0, 1], [0, 0.5, 2]]);
});

Deno.test("bins() never makes more bins than asked for, and loses no value", () => {
  for (const maxBins of [1, 2, 3, 5, 12, 30]) {
    for (const scale of [1e-7, 0.1, 1, 3, 1e6]) {
      for (const shift of [-2, 0, 0.7, 11]) {
        const values = Array.from(
          { length: 50 },
          (_, i) => Number((scale * (shift + Math.sin(i))).toPrecision(12)),
        );
        const found = bins(values, maxBins);
        ok(found.length <= maxBins, `${found.length} of ${maxBins}`);
        equal(found.reduce((sum, { count }) => sum + count, 0), 50);
        const oracle = found.map(({ from, to }, index) =>
          values.filter((value) =>
            value >= from && (value < to || (index === found.length - 1 && value <= to))
          ).length
        );
        deepEqual(found.map(({ count }) => count), oracle);
      }
    }
  }
});

Deno.test("bins() makes one bin of equal values and none of values that are not finite", () => {
  deepEqual(counts([3, 3, NaN], 12), [[3, 3, 2]]);
  deepEqual(counts([NaN, Infinity], 12), []);
});

Deno.test("bins() puts numbers whose bins doubles cannot tell apart into one", () => {
  const single = (from: number, to: number) =>
    deepEqual(bins([from, to], 12), [{ from, to, count: 2 }]);
  single(1e15, 1e15 + 1);
  single(1.7e12 + 0.1, 1.7e12 + 0.5);
  single(-1.7e308, 1.7e308);
  single(0, 5e-324);
});
