import { throws } from "node:assert/strict";
import { assertClose, TOLERANCE } from "./run_on.ts";

Deno.test("assertClose() measures the largest difference by the largest value", () => {
  const expected = Float32Array.of(1, -100);
  assertClose(Float32Array.of(1 + 50 * TOLERANCE, -100), expected, "y");
  throws(() => assertClose(Float32Array.of(1.5, -100), expected, "y"), {
    message: "y differs by 0.005 of its largest value",
  });
});

Deno.test("assertClose() wants the same values where one is not finite", () => {
  const expected = Float32Array.of(NaN, Infinity, 1);
  assertClose(Float32Array.of(NaN, Infinity, 1), expected, "y");
  throws(() => assertClose(Float32Array.of(NaN, 1e6, 1), expected, "y"), {
    message: "y at 1: 1000000, not Infinity",
  });
  throws(() => assertClose(Float32Array.of(NaN, Infinity, NaN), expected, "y"), {
    message: "y at 2: NaN, not 1",
  });
});

Deno.test("assertClose() wants whole numbers of the same type to be the same", () => {
  const expected = Int32Array.of(1_000_000, 2);
  assertClose(Int32Array.of(1_000_000, 2), expected, "y");
  throws(() => assertClose(Int32Array.of(1_000_001, 2), expected, "y"), {
    message: "y at 0: 1000001, not 1000000",
  });
  throws(() => assertClose(Float32Array.of(1_000_000, 2), expected, "y"), {
    message: /^type of y/,
  });
});
