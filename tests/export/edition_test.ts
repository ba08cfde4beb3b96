import { deepEqual, equal, match, ok } from "node:assert/strict";
import { EDITIONS, makeClean, makeEdition, reportEdition } from "../../lib/export/edition.ts";
import { findMark } from "../../lib/export/edition_tags.ts";
import type { Notebook } from "../../lib/jupyter/nbformat/nbformat.ts";
import { makeCell, makeNotebook } from "../tools/notebooks.ts";

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

const FOR_STUDENTS = [
  { tags: ["solved", "resolved-later", "constructor", "evaluation", "student", "hide-input"] },
  { tags: [] },
  { tags: [1, null, {}] },
  { tags: { solution: false } },
  { tags: "optional" },
  { nbgrader: { solution: false, grade: true, grade_id: "solution_1" } },
  { solution: "hidden", solution_first: true }, // the question that the solution belongs to
  { nbgrader: null, solution: false },
  {},
];

const NOT_FOR_STUDENTS: [metadata: Record<string, unknown>, word: string][] = [
  [{ tags: ["Solution"] }, "solution"],
  [{ tags: ["SOLUTION"] }, "solution"],
  [{ tags: ["solutions"] }, "solution"],
  [{ tags: [" solution "] }, "solution"],
  [{ tags: ["\tsolution\n"] }, "solution"],
  [{ tags: ["ｓｏｌｕｔｉｏｎ"] }, "solution"],
  [{ tags: ["#solution"] }, "solution"],
  [{ tags: "solution" }, "solution"],
  [{ tags: "hard,solution" }, "solution"],
  [{ tags: "hard solution" }, "solution"],
  [{ tags: '["solution"]' }, "solution"],
  [{ tags: ["hard, Solutions"] }, "solution"],
  [{ tags: [["solution"]] }, "solution"],
  [{ tag: "solution" }, "solution"],
  [{ Tags: ["solution"] }, "solution"],
  [{ tags: ["hide-solution"] }, "solution"],
  [{ tags: ["remove_solution"] }, "solution"],
  [{ tags: ["Instructor"] }, "forTeachers"],
  [{ tags: ["instructors"] }, "forTeachers"],
  [{ tags: ["instructor-only"] }, "forTeachers"],
  [{ tags: ["Instructors Only"] }, "forTeachers"],
  [{ tags: ["teacher"] }, "forTeachers"],
  [{ nbgrader: { solution: true, grade: false, locked: false } }, "solution"],
  [{ nbgrader: { solution: "true" } }, "solution"],
  [{ solution: true }, "solution"],
  [{ solution2: "hidden" }, "solution"],
];

/** A cell, and its number in the file. */
const mark = (metadata: Record<string, unknown>) => ({ ...makeCell("42"), metadata });

for (const [metadata, word] of NOT_FOR_STUDENTS) {
  Deno.test(`makeEdition() leaves out a cell with ${JSON.stringify(metadata)}`, () => {
    const notebook = { ...makeNotebook(), cells: [mark(metadata)] };
    deepEqual(makeEdition(notebook, "student").cells, []);
    equal(makeEdition(notebook, "teacher").cells.length, 1);
    equal(findMark(mark(metadata)), word);
    deepEqual(reportEdition("a", notebook), ["a: 1 of 1 cells is not in the students' edition"]);
  });
}

Deno.test("makeEdition() keeps what is marked otherwise, in any form", () => {
  const cells = FOR_STUDENTS.map(mark);
  equal(makeEdition({ ...makeNotebook(), cells }, "student").cells.length, cells.length);
});

const LOOK_ALIKES = [
  "soluton",
  "sloution",
  "solutn",
  "my-solution",
  "mySolution",
  "solution-1",
  "no_solution",
  "instuctor",
  "instructor-notes-2",
  "teachr",
  "answers",
];

for (const tag of LOOK_ALIKES) {
  Deno.test(`reportEdition() names a cell with the tag ${tag}`, () => {
    const cells = [makeCell("1"), mark({ tags: ["hard", tag] })];
    deepEqual(reportEdition("a", { ...makeNotebook(), cells }), [
      `a: cell 2 of the file is in the students' edition, though "${tag}" looks like a mark that ` +
      "it is not for them (solution, instructor)",
    ]);
  });
}

Deno.test("reportEdition() names a cell whose text has another program's mark", () => {
  for (const text of ["### BEGIN SOLUTION", "```{solution} ex", "::: {.solution}"]) {
    const [line, ...more] = reportEdition("a", makeNotebook(`a\n${text}\nb`));
    match(line, /^a: cell 1 of the file is in the students' edition, though ".*" in its text /);
    deepEqual(more, []);
  }
});

Deno.test("reportEdition() says nothing where nothing is marked", () => {
  const cells = ["solved", "evaluation", "student", "hide-input", "convolution", "test"]
    .map((tag) => mark({ tags: [tag] }));
  deepEqual(reportEdition("a", { ...makeNotebook("a solution, answered"), cells }), []);
});

Deno.test("reportEdition() keeps its lines short, whatever the tags", () => {
  const tags = ["solution".repeat(100_000), `x${"-".repeat(100_000)}soluton`];
  for (const tag of tags) {
    const lines = reportEdition("a", { ...makeNotebook(), cells: [mark({ tags: [tag] })] });
    for (const line of lines) ok(line.length < 500, line);
  }
});
