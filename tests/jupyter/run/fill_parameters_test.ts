import { deepEqual, equal, rejects } from "node:assert/strict";
import { fillParameters } from "../../../lib/jupyter/run/fill_parameters.ts";
import { makeNotebook } from "../../tools/notebooks.ts";

/** A notebook whose cells all have the tag. */
function makeTagged(...sources: string[]) {
  const notebook = makeNotebook(...sources);
  for (const cell of notebook.cells) cell.metadata = { tags: ["parameters"] };
  return notebook;
}

const CASES: [what: string, source: string, value: string, filled: string][] = [
  ["a number", "const a = 1;", "2.50", "const a = 2.50;"],
  ["a number for a type", "let a: number | undefined;", "3", "let a: number | undefined = 3;"],
  ["true and null", "var a = false, b = 1", "true", "var a = true, b = 1"],
  ["an object", "const a = { b: 1 };", '{"b": [2, "c"]}', 'const a = {"b": [2, "c"]};'],
  ["text that is no JSON", "const a = none();", "fast way", 'const a = "fast way";'],
  ["text for text, also if it is JSON", "const a = 'x';", "1.0", 'const a = "1.0";'],
  ["text for a template", "const a = `${1}`;", "null", 'const a = "null";'],
  ["text with quotes", "const a = '';", `"it's"\n`, String.raw`const a = "\"it's\"\n";`],
  ["no text", "const a = 'x';", "", 'const a = "";'],
  ["a value in several lines", "const a = [\n  1,\n]; // c", "[]", "const a = []; // c"],
  ["what is exported", "export const a = 1;", "2", "export const a = 2;"],
  [
    "after letters of two code units",
    "const s = '😀'; let a = 1;",
    "2",
    "const s = '😀'; let a = 2;",
  ],
  [
    "no member or local of the name",
    "const o = { a: 1 }; { const a = 2; }\nlet a = 3",
    "4",
    "const o = { a: 1 }; { const a = 2; }\nlet a = 4",
  ],
];

Deno.test("fillParameters() writes a value where the old one stands", async () => {
  for (const [what, source, value, filled] of CASES) {
    const notebook = makeTagged(source);
    const copy = structuredClone(notebook);
    equal((await fillParameters(notebook, { a: value }, "x")).cells[0].source, filled, what);
    deepEqual(notebook, copy);
  }
});

Deno.test("fillParameters() fills the first of several cells, and no cell without the tag", async () => {
  const notebook = makeTagged("const a = 1;", "const b = 2;", "const a = 3;");
  notebook.cells.unshift(makeNotebook("const a = 0;").cells[0]);
  const { cells } = await fillParameters(notebook, { a: "5", b: "6" }, "x");
  deepEqual(cells.map(({ source }) => source), [
    "const a = 0;",
    "const a = 5;",
    "const b = 6;",
    "const a = 3;",
  ]);
  equal(await fillParameters(notebook, {}, "x"), notebook);
});

Deno.test("fillParameters() sets no function and no part of a pattern", async () => {
  const notebook = makeTagged(
    "function f() {}\nconst [g] = [1];\nimport { h } from 'h';\nlet size = 1;",
  );
  for (const name of ["f", "g", "h", "toString"]) {
    await rejects(fillParameters(notebook, { [name]: "1" }, "x"), {
      name: "RangeError",
      message: `Cannot set parameters of x: expected a parameter of size but found "${name}"`,
    });
  }
});
