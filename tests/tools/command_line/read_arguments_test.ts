import { deepEqual, equal, throws } from "node:assert/strict";
import { readArguments } from "../../../tools/command_line/read_arguments.ts";

const COMMAND = {
  name: "run",
  action: "run",
  purpose: "run notebooks",
  operands: "FILE…",
  options: {
    out: { value: "DIR", help: "the folder" },
    "time-limit": { value: "SECONDS", help: "the limit" },
    slides: { help: "slides" },
  },
} as const;
const read = (...args: string[]) => readArguments(COMMAND, args);

Deno.test("readArguments() reads options in both forms, flags, and the rest in order", () => {
  deepEqual(read("a", "--out", "x", "b", "--slides", "--time-limit=5", "--", "--c"), {
    options: { out: "x", "time-limit": "5", slides: true },
    operands: ["a", "b", "--c"],
  });
  deepEqual(read(), { options: {}, operands: [] });
  deepEqual(read("--", "--help"), { options: {}, operands: ["--help"] });
});

Deno.test("readArguments() collects an option that may be given several times", () => {
  const set = { value: "NAME=VALUE", isRepeated: true, help: "set" } as const;
  const command = { ...COMMAND, options: { ...COMMAND.options, set } };
  deepEqual(
    readArguments(command, ["--set", "a=1", "x", "--set=b=2=3", "--out", "c", "--out", "d"]),
    {
      options: { set: ["a=1", "b=2=3"], out: "d" },
      operands: ["x"],
    },
  );
  throws(() => readArguments(command, ["--set", "a=1", "--set"]), { name: "UsageError" });
});

Deno.test("readArguments() finds the wish for help wherever it stands", () => {
  for (const args of [["--help"], ["-h"], ["a", "--out", "x", "-h"], ["--help", "--ouch"]]) {
    equal(read(...args), "help");
  }
});

Deno.test("readArguments() names an option that it does not know, and the nearest that it does", () => {
  const cases: [string, string][] = [
    ["--ot", '--out, --help, --slides, --time-limit but found "--ot" (did you mean --out?)'],
    [
      "--slide",
      '--slides, --out, --help, --time-limit but found "--slide" (did you mean --slides?)',
    ],
    ["-o", '--out, --help, --slides, --time-limit but found "-o"'],
  ];
  for (const [option, found] of cases) {
    throws(() => read(option), {
      name: "UsageError",
      message: `Cannot run: expected an option of ${found}`,
    });
  }
});

Deno.test("readArguments() refuses a value that is missing or too many", () => {
  for (const args of [["--out"], ["--out="], ["a", "--out", ""]]) {
    throws(() => read(...args), {
      name: "UsageError",
      message: "Cannot run: expected a value after --out but found none",
    });
  }
  throws(() => read("--slides=2"), {
    message: 'Cannot run: expected no value after --slides but found "2"',
  });
});

Deno.test("readArguments() refuses operands where a program takes none", () => {
  throws(() => readArguments({ name: "start", action: "start", purpose: "start" }, ["01"]), {
    name: "UsageError",
    message: 'Cannot start: expected options alone but found "01"',
  });
});
