import { deepEqual, rejects, throws } from "node:assert/strict";
import type { CodeCell } from "../../../lib/jupyter/nbformat/nbformat.ts";
import { parseNotebook, readNotebook } from "../../../lib/jupyter/nbformat/read_notebook.ts";
import { formatNotebook } from "../../../lib/jupyter/nbformat/write_notebook.ts";
import { makeFolder } from "../../tools/notebooks.ts";

const FILE = `{
 "cells": [
  {
   "attachments": {
    "a.txt": {
     "text/plain": [
      "one\\n",
      "two"
     ]
    }
   },
   "cell_type": "markdown",
   "id": "a",
   "metadata": {},
   "source": [
    "# Title\\n",
    "text"
   ]
  },
  {
   "cell_type": "code",
   "execution_count": 2,
   "id": "b",
   "metadata": {
    "tags": [
     "solution"
    ]
   },
   "outputs": [
    {
     "name": "stdout",
     "output_type": "stream",
     "text": [
      "1\\n",
      "2\\n"
     ]
    },
    {
     "data": {
      "application/vnd.plotly.v1+json": {
       "data": [
        "kept",
        "as it is"
       ]
      },
      "image/png": "AAAA\\n",
      "image/svg+xml": [
       "<svg>\\n",
       "</svg>"
      ],
      "text/plain": [
       "7"
      ]
     },
     "execution_count": 2,
     "metadata": {},
     "output_type": "execute_result"
    },
    {
     "data": {
      "text/html": [
       "<b>"
      ]
     },
     "metadata": {},
     "output_type": "display_data"
    },
    {
     "ename": "Error",
     "evalue": "no",
     "output_type": "error",
     "traceback": [
      "Error: no"
     ]
    }
   ],
   "source": [
    "1"
   ]
  },
  {
   "cell_type": "raw",
   "id": "c",
   "metadata": {},
   "source": []
  }
 ],
 "metadata": {
  "kernelspec": {
   "display_name": "Deno",
   "language": "typescript",
   "name": "deno"
  }
 },
 "nbformat": 4,
 "nbformat_minor": 5
}
`;

Deno.test("parseNotebook() joins the lines of texts and nothing else", () => {
  deepEqual(parseNotebook(FILE, "x.ipynb").cells, [
    {
      cell_type: "markdown",
      id: "a",
      metadata: {},
      source: "# Title\ntext",
      attachments: { "a.txt": { "text/plain": "one\ntwo" } },
    },
    {
      cell_type: "code",
      id: "b",
      metadata: { tags: ["solution"] },
      source: "1",
      execution_count: 2,
      outputs: [
        { output_type: "stream", name: "stdout", text: "1\n2\n" },
        {
          output_type: "execute_result",
          execution_count: 2,
          metadata: {},
          data: {
            "application/vnd.plotly.v1+json": { data: ["kept", "as it is"] },
            "image/png": "AAAA\n",
            "image/svg+xml": "<svg>\n</svg>",
            "text/plain": "7",
          },
        },
        { output_type: "display_data", metadata: {}, data: { "text/html": "<b>" } },
        { output_type: "error", ename: "Error", evalue: "no", traceback: ["Error: no"] },
      ],
    },
    { cell_type: "raw", id: "c", metadata: {}, source: "" },
  ]);
});

Deno.test("formatNotebook() writes what parseNotebook() read, byte for byte", () => {
  deepEqual(formatNotebook(parseNotebook(FILE, "x.ipynb")), FILE);
});

Deno.test("parseNotebook() takes texts that are not cut into lines", () => {
  const cell = { cell_type: "markdown", id: "a", metadata: {}, source: "# Title\ntext" };
  const text = JSON.stringify({ nbformat: 4, nbformat_minor: 5, metadata: {}, cells: [cell] });
  deepEqual(parseNotebook(text, "x.ipynb").cells, [cell]);
});

Deno.test("parseNotebook() takes a notebook without a minor version for one of format 4.0", () => {
  const text = `{ "nbformat": 4, "metadata": {}, "cells": [] }`;
  deepEqual(parseNotebook(text, "x.ipynb").nbformat_minor, 0);
});

Deno.test("parseNotebook() gives outputs what format 4.5 asks for and some programs leave out", () => {
  const outputs = [
    { output_type: "stream", text: "a" },
    { output_type: "display_data", data: {} },
    { output_type: "execute_result", data: {} },
    { output_type: "error", ename: "Error" },
  ];
  const cell = { cell_type: "code", metadata: {}, source: "", outputs };
  const text = JSON.stringify({ nbformat: 4, nbformat_minor: 5, metadata: {}, cells: [cell] });
  deepEqual((parseNotebook(text, "x.ipynb").cells[0] as CodeCell).outputs, [
    { output_type: "stream", name: "stdout", text: "a" },
    { output_type: "display_data", data: {}, metadata: {} },
    { output_type: "execute_result", data: {}, metadata: {}, execution_count: null },
    { output_type: "error", ename: "Error", evalue: "", traceback: [] },
  ]);
});

Deno.test("parseNotebook() says what is wrong with a file", () => {
  const start = { nbformat: 4, nbformat_minor: 5, metadata: {} };
  const code = { cell_type: "code", metadata: {}, source: "", outputs: [] };
  const cases: [unknown, string][] = [
    [[], "expected an object but found []"],
    [{}, "expected nbformat 4 or 3 but found none"],
    [{ ...start, nbformat: 5 }, "expected nbformat 4 or 3 but found 5"],
    [{ ...start, nbformat: 3, worksheets: {} }, "expected a list of worksheets but found {}"],
    [
      { ...start, nbformat: 3, worksheets: [{}] },
      "expected a worksheet to have a list of cells but found none",
    ],
    [
      { ...start, nbformat_minor: null, cells: [] },
      "expected nbformat_minor to be a whole number but found null",
    ],
    [
      { ...start, nbformat_minor: "5", cells: [] },
      'expected nbformat_minor to be a whole number but found "5"',
    ],
    [start, "expected a list of cells but found none"],
    [{ ...start, cells: {} }, "expected a list of cells but found {}"],
    [{ ...start, metadata: 1, cells: [] }, "expected metadata but found 1"],
    [{ ...start, cells: [1] }, "expected cell 1 of the file to be an object but found 1"],
    [
      { ...start, cells: [code, { ...code, cell_type: "heading" }] },
      'expected cell 2 of the file to be code, markdown or raw but found "heading"',
    ],
    [
      { ...start, cells: [{ ...code, source: [1] }] },
      "expected cell 1 of the file to have a source but found [1]",
    ],
    [
      { ...start, cells: [{ ...code, outputs: undefined }] },
      "expected cell 1 of the file to have a list of outputs but found none",
    ],
    [
      { ...start, cells: [{ ...code, outputs: [{ output_type: "pyout" }] }] },
      'expected an output type that cell 1 of the file can have but found "pyout"',
    ],
    [
      { ...start, cells: [{ ...code, outputs: [{ output_type: "display_data" }] }] },
      "expected an output of cell 1 of the file to have data but found none",
    ],
  ];
  for (const [json, message] of cases) {
    throws(() => parseNotebook(JSON.stringify(json), "x.ipynb"), {
      name: "TypeError",
      message: `Cannot read the notebook x.ipynb: ${message}`,
    });
  }
});

Deno.test("parseNotebook() rejects values that Jupyter cannot read for their depth", () => {
  const nest = (depth: number) =>
    `{ "nbformat": 4, "nbformat_minor": 5, "cells": [], "metadata": { "a": ` +
    "[".repeat(depth) + "]".repeat(depth) + " } }";
  const notebook = parseNotebook(nest(498), "x.ipynb");
  deepEqual(parseNotebook(formatNotebook(notebook), "x.ipynb"), notebook);
  for (const depth of [499, 20_000]) {
    throws(() => parseNotebook(nest(depth), "x.ipynb"), {
      name: "TypeError",
      message: "Cannot read the notebook x.ipynb: " +
        "expected values nested at most 500 deep but found deeper ones",
    });
  }
});

Deno.test("readNotebook() takes a byte order mark off, and rejects what is not UTF-8", async () => {
  await using folder = await makeFolder({ "bom.ipynb": `\ufeff${FILE}` });
  deepEqual(
    await readNotebook(`${folder.path}/bom.ipynb`),
    parseNotebook(FILE, "x.ipynb"),
  );
  const path = `${folder.path}/latin1.ipynb`;
  const latin1 = Uint8Array.from(FILE.replace("Title", "Caf\xe9"), (sign) => sign.charCodeAt(0));
  const utf16 = new Uint8Array(new Uint16Array([0xfeff, 0x7b, 0x7d]).buffer);
  for (const bytes of [latin1, utf16]) {
    await Deno.writeFile(path, bytes);
    await rejects(readNotebook(path), (error: Error) => {
      return error.name === "SyntaxError" && error.cause instanceof TypeError &&
        error.message === `Cannot read the notebook ${path}: expected UTF-8 but found other bytes`;
    });
  }
});

Deno.test("readNotebook() rejects a file that is not JSON, or that is not there", async () => {
  await using folder = await makeFolder({ "a.ipynb": "# text" });
  await rejects(readNotebook(`${folder.path}/a.ipynb`), (error: Error) => {
    return error.name === "SyntaxError" && error.cause instanceof SyntaxError &&
      error.message.startsWith(
        `Cannot read the notebook ${folder.path}/a.ipynb: ` +
          "expected JSON but found text that is none (",
      );
  });
  await rejects(readNotebook(`${folder.path}/b.ipynb`), {
    message: `Cannot read the notebook ${folder.path}/b.ipynb: expected a file but found none`,
  });
  await rejects(readNotebook(folder.path), {
    message: /: expected a file but found one that cannot be read \(/,
  });
});
