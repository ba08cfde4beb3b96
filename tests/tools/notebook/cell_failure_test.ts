import { equal } from "node:assert/strict";
import { KernelDiedError, TimeLimitError } from "../../../tools/kernel/mod.ts";
import { CellFailure } from "../../../tools/notebook/cell_failure.ts";

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
    describe({ name: "RangeError", message: "too far", traceback }, "const a = 1;\n\ngo(a)"),
    `Cannot run 04_train: expected cell 7 to succeed but found RangeError: too far

  1 | const a = 1;
  2 |
  3 | go(a)

    at step (file:///lib/train.ts:12:5)
    at go (a cell)
    at async Promise.all (index 0)`,
  );
});

Deno.test("CellFailure lines up the numbers of ten lines and more", () => {
  const lines = describe({ name: "E", message: "", traceback: [] }, "x\n".repeat(9) + "x").split(
    "\n",
  );
  equal(lines[2], "   1 | x");
  equal(lines[11], "  10 | x");
});

Deno.test("CellFailure tells a dead kernel and a time limit from an error", () => {
  equal(
    describe(new KernelDiedError({ code: 3, signal: null, printed: "bye\n" })),
    "Cannot run 04_train: expected the kernel to finish cell 7 but found that it " +
      "ended with exit code 3; the last it printed was:\nbye\n\n  1 | go()",
  );
  equal(
    describe(new TimeLimitError(5)),
    "Cannot run 04_train: expected cell 7 to take at most 5 s but found it still running\n\n" +
      "  1 | go()",
  );
});
