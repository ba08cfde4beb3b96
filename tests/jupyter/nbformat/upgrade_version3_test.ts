import { deepEqual, equal, throws } from "node:assert/strict";
import { parseNotebook } from "../../../lib/jupyter/nbformat/read_notebook.ts";
import { formatNotebook } from "../../../lib/jupyter/nbformat/write_notebook.ts";

/** Has everything that format 3 has. */
const VERSION_3 = {
  nbformat: 3,
  nbformat_minor: 0,
  orig_nbformat: 2,
  metadata: { name: "x", signature: "sha", title: "Kept" },
  worksheets: [{
    metadata: {},
    cells: [
      {
        cell_type: "heading",
        level: 2,
        metadata: { tags: ["a"] },
        source: ["Old\n", "title"],
      },
      { cell_type: "heading", metadata: {}, source: "One" },
      { cell_type: "html", metadata: {}, source: ["<b>x</b>"] },
      { cell_type: "markdown", source: ["text"] },
      { cell_type: "raw", metadata: {}, source: "raw" },
      {
        cell_type: "code",
        collapsed: false,
        input: ["1\n", "2"],
        language: "javascript",
        metadata: { k: 1 },
        prompt_number: 3,
        outputs: [
          { output_type: "stream", stream: "stderr", text: ["a\n", "b"] },
          { output_type: "stream", text: "c" },
          {
            output_type: "pyout",
            prompt_number: 3,
            metadata: { png: { width: 3 } },
            text: ["7"],
            html: ["<i>\n", "7</i>"],
          },
          {
            output_type: "display_data",
            png: "AAAA",
            jpeg: "BBBB",
            svg: ["<svg/>"],
            latex: "$x$",
            javascript: ["1"],
            json: ['{"a":\n', "[1]}"],
            metadata: {},
          },
          { output_type: "pyerr", ename: "E", evalue: "v", traceback: ["t"] },
        ],
      },
    ],
  }, { cells: [{ cell_type: "code", input: "", language: "javascript", outputs: [] }] }],
};

/** What nbformat 5.10.4 reads it as and writes, but for ids, which it takes at random. */
const CELLS = [
  { cell_type: "markdown", id: "cell-1", metadata: { tags: ["a"] }, source: "## Old title" },
  { cell_type: "markdown", id: "cell-2", metadata: {}, source: "# One" },
  { cell_type: "markdown", id: "cell-3", metadata: {}, source: "<b>x</b>" },
  { cell_type: "markdown", id: "cell-4", metadata: {}, source: "text" },
  { cell_type: "raw", id: "cell-5", metadata: {}, source: "raw" },
  {
    cell_type: "code",
    execution_count: 3,
    id: "cell-6",
    metadata: { collapsed: false, k: 1 },
    outputs: [
      { name: "stderr", output_type: "stream", text: "a\nb" },
      { name: "stdout", output_type: "stream", text: "c" },
      {
        data: { "text/html": "<i>\n7</i>", "text/plain": "7" },
        execution_count: 3,
        metadata: { "image/png": { width: 3 } },
        output_type: "execute_result",
      },
      {
        data: {
          "application/javascript": "1",
          "application/json": { a: [1] },
          "image/jpeg": "BBBB",
          "image/png": "AAAA",
          "image/svg+xml": "<svg/>",
          "text/latex": "$x$",
        },
        metadata: {},
        output_type: "display_data",
      },
      { ename: "E", evalue: "v", output_type: "error", traceback: ["t"] },
    ],
    source: "1\n2",
  },
  {
    cell_type: "code",
    execution_count: null,
    id: "cell-7",
    metadata: {},
    outputs: [],
    source: "",
  },
];

Deno.test("parseNotebook() upgrades format 3 as Jupyter does, and keeps the language", () => {
  const notebook = parseNotebook(JSON.stringify(VERSION_3), "old.ipynb");
  deepEqual(notebook, {
    nbformat: 4,
    nbformat_minor: 5,
    metadata: { title: "Kept", language_info: { name: "javascript" } },
    cells: CELLS,
  });
  deepEqual(parseNotebook(formatNotebook(notebook), "new.ipynb"), notebook);
});

Deno.test("parseNotebook() does not put the language of cells above that of the notebook", () => {
  const kernelspec = { name: "deno", display_name: "Deno", language: "typescript" };
  const old = { ...VERSION_3, metadata: { kernelspec } };
  deepEqual(parseNotebook(JSON.stringify(old), "old.ipynb").metadata, { kernelspec });
});

Deno.test("parseNotebook() says what is wrong with a notebook of format 3", () => {
  const json = { output_type: "display_data", json: "{" };
  const code = { cell_type: "code", input: "1", outputs: [] };
  const cases: [unknown, string][] = [
    [5, "expected cell 1 of the file to be an object but found 5"],
    [
      { ...code, outputs: undefined },
      "expected cell 1 of the file to have a list of outputs but found none",
    ],
    [
      { ...code, outputs: [json] },
      "expected JSON in an output of cell 1 of the file but found text that is none",
    ],
    [{ ...code, input: 5 }, "expected cell 1 of the file to have a source but found 5"],
    [{ cell_type: "video" }, "expected cell 1 of the file to have a source but found none"],
  ];
  for (const [cell, message] of cases) {
    const old = { nbformat: 3, metadata: {}, worksheets: [{ cells: [cell] }] };
    throws(() => parseNotebook(JSON.stringify(old), "old.ipynb"), {
      name: "TypeError",
      message: `Cannot read the notebook old.ipynb: ${message}`,
    });
  }
  equal(parseNotebook('{ "nbformat": 3, "metadata": {} }', "old.ipynb").cells.length, 0);
});
