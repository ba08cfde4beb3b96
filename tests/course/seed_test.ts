import { deepEqual, equal, notDeepEqual, ok, throws } from "node:assert/strict";
import { DEFAULT_SEED, getSeed, setSeed, shuffledRows } from "../../lib/course/seed.ts";

Deno.test("shuffledRows() returns every row once", () => {
  const rows = shuffledRows(100, 50, 42, "test");
  deepEqual(rows.toSorted(), Int32Array.from({ length: 50 }, (_, i) => 100 + i));
});

Deno.test("shuffledRows() returns the same order for one seed and purpose, else another", () => {
  const rows = shuffledRows(0, 50, 42, "test");
  deepEqual(rows, shuffledRows(0, 50, 42, "test"));
  notDeepEqual(rows, shuffledRows(0, 50, 43, "test"));
  notDeepEqual(rows, shuffledRows(0, 50, 42, "another test"));
});

Deno.test("shuffledRows() gives each of the six orders of three rows a sixth of the seeds", () => {
  const counts = new Map<string, number>();
  for (let seed = 0; seed < 6000; seed++) {
    const order = shuffledRows(0, 3, seed, "test").join("");
    counts.set(order, (counts.get(order) ?? 0) + 1);
  }
  equal(counts.size, 6);
  // 1,000 of each are expected, with a standard deviation of 29.
  for (const [order, count] of counts) {
    ok(Math.abs(count - 1000) < 120, `${order} ${count}`);
  }
});

Deno.test("shuffledRows() leaves Math.random alone", () => {
  const { random } = Math;
  const forbidden = () => {
    throw new Error("Math.random was called");
  };
  Math.random = forbidden;
  try {
    shuffledRows(0, 10, 42, "test");
    equal(Math.random, forbidden);
  } finally {
    Math.random = random;
  }
});

Deno.test("setSeed() rejects a seed that is negative or a fraction and keeps the old one", () => {
  for (
    const [seed, found] of [
      [-1, "-1"],
      [0.5, "0.5"],
      [NaN, "NaN"],
      [null as never, "null"],
      ["7" as never, '"7"'],
      [{ seed: 7 } as never, "{ seed: 7 }"],
    ] as const
  ) {
    throws(() => setSeed(seed), {
      name: "RangeError",
      message:
        `Cannot set the seed: expected the seed to be a whole number from 0 to 2147483647 but found ${found}`,
    });
  }
  equal(getSeed(), DEFAULT_SEED);
});
