import { deepEqual, equal, ok } from "node:assert/strict";
import { KernelDiedError, TimeLimitError, UncaughtError } from "../../../lib/jupyter/kernel/mod.ts";
import { CellFailure } from "../../../lib/jupyter/run/cell_failure.ts";

const describe = (reason: CellFailure["cell"]["reason"], source = "go()") =>
  new CellFailure({ notebook: "04_train", number: 7, source, reason }).message;

Deno.test("CellFailure shows source, error and the frames that lead to the fault", () => {
  const traceback = [
    "RangeError: too far",
    "    at step (file:///lib/train.ts:12:5)",
    "    at go (<anonymous>:2:9)",
    "    at async Promise.all (index 0)",
    "    at Object.op (ext:core/mod.js:1:2)",
    "    at node:events:1:2",
    "    at async <anonymous>:7:1",
  ];
  equal(
    describe(
      { output_type: "error" as const, ename: "RangeError", evalue: "too far", traceback },
      "const a = 1;\n\ngo(a)",
    ),
    `Cannot run 04_train: expected cell 7 to succeed but found RangeError: too far

  1 | const a = 1;
  2 |
  3 | go(a)

    at step (file:///lib/train.ts:12:5)
    at go (a cell)
    at async Promise.all (index 0)`,
  );
});

Deno.test("CellFailure shows causes and what an AggregateError stands for, each with its frames", () => {
  const at = (name: string) => `    at ${name} (file:///a.ts:1:1)`;
  const traceback = [
    "AggregateError: many",
    ...Array.from({ length: 12 }, (_, index) => at(`f${index}`)),
    "Error 1 of 2: Error: a",
    at("first"),
    "Caused by RangeError: deep",
    "    at <anonymous>:4:12",
    "Error 2 of 2: { code: 5 }",
  ];
  deepEqual(
    describe({ output_type: "error", ename: "AggregateError", evalue: "many", traceback })
      .split("\n").slice(4),
    [
      ...Array.from({ length: 10 }, (_, index) => at(`f${index}`)),
      "Error 1 of 2: Error: a",
      at("first"),
      "Caused by RangeError: deep",
      "Error 2 of 2: { code: 5 }",
    ],
  );
});

Deno.test("CellFailure lines up the numbers of ten lines and more", () => {
  const lines = describe(
    { output_type: "error" as const, ename: "E", evalue: "", traceback: [] },
    "x\n".repeat(9) + "x",
  ).split(
    "\n",
  );
  equal(lines[2], "   1 | x");
  equal(lines[11], "  10 | x");
});

Deno.test("CellFailure tells a dead kernel and a time limit from an error", () => {
  equal(
    describe(new KernelDiedError({ code: 3, signal: null, printed: "bye\n" })),
    "Cannot run 04_train: expected the kernel to finish cell 7 but found that it " +
      "ended with exit code 3 and printed: bye\n\n  1 | go()",
  );
  equal(
    describe(new TimeLimitError(5)),
    "Cannot run 04_train: expected cell 7 to take at most 5 s but found it still running\n\n" +
      "  1 | go()",
  );
});

Deno.test("CellFailure names an error that nothing caught, and its frames", () => {
  const traceback = ["Error: late", "    at tick (file:///lib/train.ts:12:5)"];
  const thrown = { output_type: "error" as const, ename: "Error", evalue: "late", traceback };
  equal(
    describe(new UncaughtError(thrown, "error")),
    "Cannot run 04_train: expected cell 7 to succeed but found Error: late, which nothing catches" +
      "\n\n  1 | go()\n\n    at tick (file:///lib/train.ts:12:5)",
  );
  equal(
    describe(new UncaughtError({ ...thrown, traceback: [] }, "rejection")),
    "Cannot run 04_train: expected cell 7 to succeed but found Error: late, which nothing catches " +
      "(is an await missing?)\n\n  1 | go()",
  );
});

Deno.test("CellFailure is short whatever the cell throws and however long it is", () => {
  const long = "x".repeat(1e7);
  const frames = Array.from({ length: 10_000 }, (_, n) => `    at f${n} (file:///a.ts:${n}:1)`);
  const thrown = {
    output_type: "error" as const,
    ename: "Error",
    evalue: long,
    traceback: [long, ...frames, `    at ${long}`],
  };
  const [summary, , first, ...rest] = describe(thrown, `${long}\n`.repeat(3) + "\n".repeat(996))
    .split("\n");
  ok(summary.length <= 500, `${summary.length}`);
  equal(first, `   1 | ${"x".repeat(159)}…`);
  // 19 lines more, how many more there are, a blank line, ten frames.
  equal(rest.length, 19 + 1 + 1 + 10);
  equal(rest[19], "     | … 980 more");
  const printed = `${long}\n<--- Last few GCs --->\n#\n# Fatal: out of memory\n${long}`;
  for (const reason of [new KernelDiedError({ code: 1, signal: null, printed }), new Error(long)]) {
    ok(describe(reason).length <= 500);
    ok(reason.message === long || reason.message.length <= 500);
  }
});

Deno.test("CellFailure shows nothing that a terminal would obey", () => {
  const reason = { output_type: "error" as const, ename: "E", evalue: "\x1b[2Jred", traceback: [] };
  equal(
    describe(reason, "// \x1b[31m\r"),
    "Cannot run 04_train: expected cell 7 to succeed but found E: [2Jred\n\n" +
      "  1 | // \ufffd[31m\ufffd",
  );
});
