import { equal, throws } from "node:assert/strict";
import { readRounds } from "../../bench/rounds_option.ts";

Deno.test("readRounds() reads a whole number, or takes the benchmark's own", () => {
  equal(readRounds("time it", "2", 7), 2);
  equal(readRounds("time it", undefined, 7), 7);
});

Deno.test("readRounds() refuses what is no whole number of at least 1", () => {
  for (const text of ["0", "-1", "1.5", "1e3", "0x10", "many", " "]) {
    throws(() => readRounds("time it", text, 7), {
      name: "UsageError",
      message: "Cannot time it: expected --rounds to be a whole number of at least 1 but found " +
        JSON.stringify(text),
    });
  }
});
