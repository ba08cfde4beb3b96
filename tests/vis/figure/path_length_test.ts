import { deepEqual, equal } from "node:assert/strict";
import { pathLength, pointAtLength } from "../../../lib/vis/figure/path_length.ts";

/** Lengths worked out by hand. */
const LENGTHS: [path: string, length: number][] = [
  ["", 0],
  ["M1,1", 0],
  ["M0 0 3 4", 5],
  ["m1,1l3,4", 5],
  ["M0,0H3V4Z", 12],
  ["M0,0h3v4z", 12],
  ["M0,0L3,0M9,9L9,10", 4],
  ["M0,0L3-4", 5],
  ["M0,0L.5.5.5-.5", Math.SQRT1_2 + 1],
  ["M0,0C1,0 2,0 3,0", 3],
  ["M0,0Q1.5,0 3,0T6,0", 6],
  ["M10,0A10,10 0 0 1 -10,0", 10 * Math.PI],
  ["M10,0A10,10 0 01-10,0", 10 * Math.PI],
  ["M10,0A10,10 0 1 0 0,10", 15 * Math.PI],
  ["M10,0a10,10 0 0 1 -10,10", 5 * Math.PI],
  ["M0,0A1,1 0 0 1 20,0", 10 * Math.PI],
  ["M0,0A0,5 0 0 1 3,4", 5],
];

for (const [path, length] of LENGTHS) {
  Deno.test(`pathLength() measures ${path || "an empty path"}`, () => {
    const found = pathLength(path);
    equal(Math.abs(found - length) <= length / 500, true, `${found} for ${length}`);
  });
}

Deno.test("pathLength() mirrors the control points of smooth curves", () => {
  const round = (path: string) => pathLength(path).toFixed(9);
  equal(round("M0,0C0,5 5,5 5,0S10,-5 10,0"), round("M0,0C0,5 5,5 5,0M0,0C0,5 5,5 5,0"));
  equal(round("M0,0Q5,5 10,0T20,0"), round("M0,0Q5,5 10,0M0,0Q5,5 10,0"));
});

Deno.test("pointAtLength() finds points, and the ends outside the path", () => {
  const path = "M0,0H3V4M9,9H10";
  const lengths = [-1, 0, 1.5, 3, 5, 7, 7.5, 8, 99];
  deepEqual(lengths.map((length) => Object.values(pointAtLength(path, length)).join()), [
    "0,0",
    "0,0",
    "1.5,0",
    "3,0",
    "3,2",
    "3,4",
    "9.5,9",
    "10,9",
    "10,9",
  ]);
  deepEqual(pointAtLength("", 3), { x: 0, y: 0 });
});
