import { deepEqual } from "node:assert/strict";
import { EDITIONS, makeClean, makeEdition } from "../../../tools/export/edition.ts";
import type { Notebook } from "../../../tools/notebook/nbformat.ts";
import { makeCell, makeNotebook } from "../notebooks.ts";

const NOTEBOOK: Notebook = {
  ...makeNotebook(),
  cells: [
    makeCell("1"),
    { ...makeCell("2"), metadata: { tags: ["other", "solution"] } },
    { cell_type: "markdown", source: "3", metadata: { tags: ["instructor"] } },
  ],
};

Deno.test("makeEdition() leaves solutions and notes out for students", () => {
  deepEqual(makeEdition(NOTEBOOK, "student").cells.map(({ source }) => source), ["1"]);
  deepEqual(makeEdition(NOTEBOOK, "teacher").cells.map(({ source }) => source), ["1", "2", "3"]);
});

Deno.test("makeEdition() gives a cell the same id in both editions", () => {
  const old = { ...NOTEBOOK, nbformat_minor: 4, cells: NOTEBOOK.cells.toReversed() };
  const [student, teacher] = EDITIONS.map((edition) => makeEdition(old, edition));
  deepEqual(teacher.cells.map(({ id }) => id), ["cell-1", "cell-2", "cell-3"]);
  deepEqual(student.cells.map(({ id }) => id), ["cell-3"]);
  deepEqual([student.nbformat_minor, teacher.nbformat_minor], [5, 5]);
});

Deno.test("makeClean() takes away what running has left", () => {
  const clean = makeNotebook("1");
  const executed = makeNotebook("1");
  Object.assign(executed.cells[0], {
    execution_count: 7,
    outputs: [{ output_type: "stream", name: "stdout", text: "1\n" }],
    metadata: { execution: { "iopub.status.busy": "2026-11-23T19:49:43.051000Z" } },
  });
  deepEqual(makeClean(executed), clean);
});
