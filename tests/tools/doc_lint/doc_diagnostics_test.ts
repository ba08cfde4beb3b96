import { deepEqual } from "node:assert/strict";
import {
  dropNpmReferences,
  dropSelfEvident,
  readDocDiagnostics,
} from "../../../tools/doc_lint/doc_diagnostics.ts";

const PRINTED = `error[private-type-ref]: public type 'f' references private type 'Tensor'
   --> /a.ts:2:1
    | 
  2 | export function f(a: tf.Tensor) { return a; }
    | ^
    = hint: make the referenced type public or remove the reference
    | 
115 | export declare namespace Tensor { }
    | - this is the referenced type
    | 

  info: to ensure documentation is complete all types that are exposed in the public API must be public


error[missing-jsdoc]: exported symbol is missing JSDoc documentation
 --> /a.ts:2:17
  | 
2 | export function f(a: tf.Tensor) { return a; }
  |                 ^


error: Found 2 documentation lint errors.

Stack backtrace:
   0: <unknown>
`;

Deno.test("readDocDiagnostics() reads kind and declaration", () => {
  deepEqual(
    readDocDiagnostics(PRINTED).map(({ code, declaration }) => ({ code, declaration })),
    [
      {
        code: "private-type-ref",
        declaration: { number: 115, text: "export declare namespace Tensor { }" },
      },
      { code: "missing-jsdoc", declaration: undefined },
    ],
  );
});

Deno.test("dropNpmReferences() drops only references to types declared elsewhere", () => {
  const [reference, missing] = readDocDiagnostics(PRINTED);
  const line = "export declare namespace Tensor { }";
  deepEqual(dropNpmReferences([reference, missing], ["", "one\ntwo"]), [missing]);
  deepEqual(dropNpmReferences([reference], [`${"\n".repeat(114)}${line}`]), [reference]);
  // The same text on another line is another declaration.
  deepEqual(dropNpmReferences([reference], [`${"\n".repeat(113)}${line}`]), []);
  deepEqual(
    dropNpmReferences([{ code: "private-type-ref", text: "unreadable" }], []),
    [{ code: "private-type-ref", text: "unreadable" }],
  );
});

Deno.test("dropSelfEvident() drops discriminators and names of errors, and nothing else", () => {
  const missing = (line: string) => ({
    code: "missing-jsdoc",
    text: `error[missing-jsdoc]: exported symbol\n --> /a.ts:2:3\n  | \n2 |   ${line}\n  |   ^`,
  });
  const kept = [missing("source: string;"), missing("name: string;"), missing("type: 'a';")];
  const reference = { code: "private-type-ref", text: '2 |   output_type: "stream";' };
  deepEqual(
    dropSelfEvident([
      ...kept,
      missing('output_type: "stream";'),
      missing('cell_type: "markdown" | "raw";'),
      missing('override readonly name = "CellFailure";'),
      reference,
    ]),
    [...kept, reference],
  );
});
