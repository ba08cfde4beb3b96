import { deepEqual, equal, match, ok } from "node:assert/strict";
import { makeLesson } from "../../lib/export/lesson.ts";
import type { Cell, Notebook } from "../../lib/jupyter/nbformat/nbformat.ts";
import { makeCell, makeNotebook } from "../tools/notebooks.ts";
import { pageLanguage } from "../../lib/export/page_language.ts";

const SURROUNDINGS = { folder: ".", linkTo: () => undefined, language: pageLanguage("en") };

function text(source: string, metadata: Cell["metadata"] = {}): Cell {
  return { cell_type: "markdown", metadata, source };
}

function notebook(...cells: Cell[]): Notebook {
  return { ...makeNotebook(), cells };
}

Deno.test("makeLesson() reads what a lesson says about itself", async () => {
  const opening =
    "# 3. <i>Define</i> & go\n\nYou *build* it.\n\n**You can**\n\n- add `1`;\n- sub.\n\n" +
    "It takes about 40 minutes.";
  const lesson = await makeLesson("03_x", notebook(text(opening), text("# Again")), SURROUNDINGS);
  equal(lesson.title, "3. Define & go");
  equal(lesson.summary, "You build it.");
  deepEqual(lesson.goals, ["add 1", "sub"]);
  equal(lesson.minutes, 40);
});

Deno.test("makeLesson() takes the file's name where there is no heading", async () => {
  const lesson = await makeLesson("x<y", notebook(makeCell("1")), SURROUNDINGS);
  deepEqual([lesson.title, lesson.hasHeading, lesson.summary, lesson.goals, lesson.minutes], [
    "x<y",
    false,
    "",
    [],
    undefined,
  ]);
});

/** Texts of a title cell, and the minutes and goals that they say. */
const OPENINGS: [text: string, minutes: number | undefined, goals: string][] = [
  ["The lesson takes about 20 minutes and runs in a few seconds.", 20, ""],
  ["This notebook needs 45 minutes.", 45, ""],
  ["It takes 5 minutes.", 5, ""],
  ["10 minutes", 10, ""],
  ["Time: about 15 min", 15, ""],
  ["**Duration:** 30 minutes", 30, ""],
  ["Training takes 90 minutes on a CPU.\n\n- Node 20 is needed\n- Deno 2 is needed", undefined, ""],
  ["Training is slow. It takes 90 minutes.", undefined, ""],
  ["The model was trained for 60 minutes.", undefined, ""],
  ["You need:\n\n- Node 20", undefined, ""],
  ["**You will be able to**\n\n- a;\n- b.", undefined, "a|b"],
  ["Learning objectives:\n\n1. a\n2. b", undefined, "a|b"],
  ["## Goals\n\n- a\n\n## Needs\n\n- b", undefined, "a"],
  ["- first\n\nIn this lesson you will learn:\n\n- a", undefined, "a"],
];

for (const [opening, minutes, goals] of OPENINGS) {
  Deno.test(`makeLesson() reads time and goals where they are said: ${opening}`, async () => {
    const lesson = await makeLesson("x", notebook(text(`# T\n\n${opening}`)), SURROUNDINGS);
    deepEqual([lesson.minutes, lesson.goals.join("|")], [minutes, goals]);
  });
}

const FRONT: Cell = { cell_type: "raw", metadata: {}, source: "---\ntitle: F\nauthor: A\n---" };

/** Cells, and the title with whether a heading stands for it. */
const TITLES: [
  cells: Cell[],
  metadata: Notebook["metadata"],
  title: string,
  hasHeading: boolean,
][] = [
  [[text("# A"), text("# B")], {}, "A", true],
  [[text("Some links."), makeCell("1"), text("# Tables")], {}, "x", false],
  [[text("Some links."), text("# Title")], {}, "Title", true],
  [[makeCell("import"), text("# Title")], {}, "Title", true],
  [[text("## A"), makeCell("1"), text("# B")], {}, "x", false],
  [[text("Text.")], { title: "M" }, "M", false],
  [[text("# A")], { title: "M" }, "A", true],
  [[FRONT, text("# A")], { title: "M" }, "F", false],
  [[FRONT, text("# F")], {}, "F", true],
  [[text("# R", { tags: ["remove-cell"] }), text("# A")], {}, "A", true],
];

for (const [cells, metadata, title, hasHeading] of TITLES) {
  Deno.test(`makeLesson() takes the title ${title} of ${JSON.stringify(cells.map(({ source }) => source))}`, async () => {
    const lesson = await makeLesson("x", { ...notebook(...cells), metadata }, SURROUNDINGS);
    deepEqual([lesson.title, lesson.hasHeading], [title, hasHeading]);
  });
}

Deno.test("makeLesson() takes no heading from an output", async () => {
  const output = { "text/markdown": "# Result\n\n## Part\n\nIt takes 5 minutes." };
  const cell: Cell = {
    ...makeCell("1"),
    outputs: [{ output_type: "display_data", metadata: {}, data: output }],
  };
  const lesson = await makeLesson("x", notebook(cell, text("# Title\n\n## Result")), SURROUNDINGS);
  equal(lesson.title, "Title");
  equal(lesson.minutes, undefined);
  deepEqual(lesson.headings, [
    { level: 1, id: "Title", text: "Title" },
    { level: 2, id: "Result-1", text: "Result" },
  ]);
  match(lesson.cells[0].content.text, /<h1 id="Result">Result<\/h1>/);
});

Deno.test("makeLesson() shows the beginning of long code and says so", async () => {
  const source = "a;\n".repeat(400_000);
  const raw: Cell = { cell_type: "raw", metadata: {}, source: "<".repeat(100_002) };
  const { cells } = await makeLesson("x", notebook(makeCell(source), raw), SURROUNDINGS);
  ok(cells[0].content.text.length < 3_000_000, `${cells[0].content.text.length}`);
  match(
    cells[0].content.text,
    /<p class="note">1,100,000 more characters are in the notebook\.<\/p><\/div>$/,
  );
  equal(
    cells[1].content.text,
    `<pre class="text">${"&lt;".repeat(100_000)}</pre>` +
      '<p class="note">2 more characters are in the notebook.</p>',
  );
});

Deno.test("makeLesson() folds solutions, but not twice", async () => {
  const tags = { tags: ["solution"] };
  const folded = "<details><summary>Answers</summary>\n\n42\n\n</details>";
  const { cells } = await makeLesson(
    "x",
    notebook(text("42", tags), text(folded, tags), { ...makeCell("42"), metadata: tags }),
    SURROUNDINGS,
  );
  equal(cells[0].content.text, "<details><summary>Solution</summary><p>42</p>\n</details>");
  equal(cells[1].content.text, "<details><summary>Answers</summary>\n<p>42</p>\n</details>");
  match(cells[2].content.text, /^<details><summary>Solution<\/summary><div class="source">/);
});

Deno.test("makeLesson() says of each cell what it is", async () => {
  const tags = { tags: ["solution"] };
  const output = { output_type: "stream", name: "stdout", text: "1" } as const;
  const { cells, headings } = await makeLesson(
    "x",
    notebook(
      text("# *A* $x$\n\ntwo"),
      text("before\n\n### B"),
      text("## C", tags),
      text("<details>\n\n#### D\n\n</details>"),
      text("<details></details>\n\nand more"),
      text('<div class="output"><h7>no</h7></div>'),
      { ...makeCell("# 12"), outputs: [output] },
      makeCell("<h1>"),
      { cell_type: "raw", metadata: {}, source: "# E" },
    ),
    SURROUNDINGS,
  );
  deepEqual(
    cells.map((cell) => [
      cell.headings.map(({ text }) => text).join(),
      cell.startsWithHeading,
      cell.isFolded,
      cell.hasOutput,
      cell.letterCount,
    ]),
    [
      ["A x", true, false, false, "A x two".length],
      ["B", false, false, false, "before B".length],
      ["C", false, true, false, 1],
      ["D", false, true, false, 1],
      ["", false, false, false, "and more".length],
      ["", false, false, false, 2],
      ["", false, false, true, 4],
      ["", false, false, false, 4],
      ["", false, false, false, 3],
    ],
  );
  deepEqual(headings, cells.flatMap(({ headings }) => headings));
});

Deno.test("makeLesson() takes metadata of any form", async () => {
  const odd = [{ tags: "optional" }, { tags: [1] }, { slideshow: null }, { slideshow: 3 }];
  const { cells } = await makeLesson(
    "x",
    { ...notebook(...odd.map((metadata) => text("a", metadata))), metadata: { kernelspec: null } },
    SURROUNDINGS,
  );
  deepEqual(cells.map(({ slideType, content }) => [slideType, content.text]), [
    [undefined, "<p>a</p>\n"],
    [undefined, "<p>a</p>\n"],
    [undefined, "<p>a</p>\n"],
    [undefined, "<p>a</p>\n"],
  ]);
});
