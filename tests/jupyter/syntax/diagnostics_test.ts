import { deepEqual } from "node:assert/strict";
import { readDiagnostics } from "../../../lib/jupyter/syntax/diagnostics.ts";

Deno.test("readDiagnostics() reads message, explanation and place, not the source", () => {
  const printed = `TS2322 [ERROR]: Type 'string' is not assignable to type 'number'.
    const indented: number = "q";
          ~~~~~~~~
    at file:///a.ts:3:11

TS2322 [ERROR]: Type '(x: string) => number' is not assignable to type '(x: number) => string'.
  Types of parameters 'x' and 'x' are incompatible.
    Type 'number' is not assignable to type 'string'.
let v: { f(x: number): string } = { f(x: string) { return 1; } };
                                    ^
    at file:///b.ts:4:37

    The expected type comes from property 'f' which is declared here on type 'F'
    let v: { f(x: number): string } = { f(x: string) { return 1; } };
             ~~~~~~~~~~~~~~~~~~~~
        at file:///b.ts:1:10

Found 2 errors.

error: Type checking failed.

Stack backtrace:
   0: <unknown>
`;
  deepEqual(readDiagnostics(printed), [
    {
      message: "Type 'string' is not assignable to type 'number'. (TS2322)",
      url: "file:///a.ts",
      line: 3,
      column: 11,
    },
    {
      message: "Type '(x: string) => number' is not assignable to type '(x: number) => string'.\n" +
        "  Types of parameters 'x' and 'x' are incompatible.\n" +
        "    Type 'number' is not assignable to type 'string'. (TS2322)",
      url: "file:///b.ts",
      line: 4,
      column: 37,
    },
  ]);
});

Deno.test("readDiagnostics() reads faults without source, and syntax errors", () => {
  const printed = `TS2307 [ERROR]: Import "x" not a dependency
  hint: If you want to use the npm package, try running \`deno add npm:x\`
    at file:///a.ts:1:44

error: SyntaxError: Expression expected
  |
1 | const bad = (;
  |              ~
    at file:///c.ts:1:14
`;
  deepEqual(readDiagnostics(printed), [
    {
      message: 'Import "x" not a dependency\n' +
        "  hint: If you want to use the npm package, try running `deno add npm:x` (TS2307)",
      url: "file:///a.ts",
      line: 1,
      column: 44,
    },
    { message: "SyntaxError: Expression expected", url: "file:///c.ts", line: 1, column: 14 },
  ]);
});

Deno.test("readDiagnostics() finds nothing in another failure", () => {
  deepEqual(readDiagnostics("error: Failed resolving config\n\nCaused by:\n    no file\n"), []);
});
