import { deepEqual } from "node:assert/strict";
import { statistics } from "../../../lib/vis/statistics/statistics.ts";

Deno.test("statistics() counts zeros, NaN and infinities apart", () => {
  deepEqual(statistics([0, -0, 1, NaN, Infinity, -Infinity, -5]), {
    numVals: 7,
    min: -Infinity,
    max: Infinity,
    numZeros: 2,
    numNans: 1,
    numInfs: 2,
  });
  deepEqual(statistics([NaN]), {
    numVals: 1,
    min: NaN,
    max: NaN,
    numZeros: 0,
    numNans: 1,
    numInfs: 0,
  });
});
