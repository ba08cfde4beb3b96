import { deepEqual, throws } from "node:assert/strict";
import { parseOptions } from "../../../tools/command_line/parse_options.ts";

const parse = (...args: string[]) => parseOptions("run", args, ["out", "time-limit"]);

Deno.test("parseOptions() reads options in both forms, and the rest in order", () => {
  deepEqual(parse("a", "--out", "x", "b", "--time-limit=5", "--", "--c"), {
    values: { out: "x", "time-limit": "5" },
    positionals: ["a", "b", "--c"],
  });
  deepEqual(parse(), { values: {}, positionals: [] });
});

Deno.test("parseOptions() names an option that it does not know", () => {
  for (const option of ["--ouch", "-o"]) {
    throws(() => parse(option), {
      name: "UsageError",
      message: `Cannot run: expected only the options --out, --time-limit but found "${option}"`,
    });
  }
  throws(() => parseOptions("run", ["--out=1"], []), {
    message: 'Cannot run: expected no options but found "--out"',
  });
});

Deno.test("parseOptions() names an option without a value", () => {
  for (const args of [["--out"], ["--out="], ["a", "--out", ""]]) {
    throws(() => parse(...args), {
      name: "UsageError",
      message: "Cannot run: expected a value after --out but found none",
    });
  }
});
