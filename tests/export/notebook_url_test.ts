import { deepEqual, equal, ok } from "node:assert/strict";
import { makeNotebookUrl } from "../../lib/export/notebook_url.ts";
import { parseNotebook } from "../../lib/jupyter/nbformat/read_notebook.ts";
import { makeNotebook } from "../tools/notebooks.ts";

Deno.test("makeNotebookUrl() holds the notebook", async () => {
  const notebook = makeNotebook('console.log("é < %41 & 𝛼");\n', "a?b#c");
  const url = makeNotebookUrl(notebook)!;
  const text = await (await fetch(url)).text();
  deepEqual(parseNotebook(text, "x.ipynb"), notebook);
  ok(!text.includes("\n "), "indented");
});

Deno.test("makeNotebookUrl() leaves out a notebook that would make the page too large", () => {
  const length = makeNotebookUrl(makeNotebook("x"))!.length;
  equal(makeNotebookUrl(makeNotebook("x".repeat(1_000_001 - length)))!.length, 1_000_000);
  equal(makeNotebookUrl(makeNotebook("x".repeat(1_000_002 - length))), undefined);
});
