import { deepEqual, equal, match } from "node:assert/strict";
import { Html } from "../../lib/export/html.ts";
import type { Lesson, LessonCell } from "../../lib/export/lesson.ts";
import { NO_NEEDS } from "../../lib/export/needs.ts";
import { makeSlidesBody, sortIntoSlides } from "../../lib/export/slides_page.ts";
import { pageLanguage } from "../../lib/export/page_language.ts";

/** A cell that says nothing but its content, unless more is known of it. */
function makeCell(
  type: LessonCell["type"],
  content: string,
  facts: Partial<LessonCell> = {},
): LessonCell {
  return {
    type,
    slideType: undefined,
    headings: [],
    startsWithHeading: false,
    isFolded: false,
    lineCount: 1,
    number: undefined,
    text: "",
    hasOutput: false,
    letterCount: content.length,
    needs: NO_NEEDS,
    content: new Html(content),
    ...facts,
  };
}

const makeCells = (...slideTypes: (string | undefined)[]) =>
  slideTypes.map((slideType, index) => makeCell("code", String(index), { slideType }));

/** A heading alone in its cell. */
const makeHeading = (level: number, text: string, facts: Partial<LessonCell> = {}) =>
  makeCell("markdown", text, {
    headings: [{ level, id: text, text }],
    startsWithHeading: true,
    ...facts,
  });

function makeLesson(cells: LessonCell[]): Lesson {
  return {
    name: "x",
    title: "<x>",
    language: pageLanguage("en"),
    hasHeading: cells.some(({ headings }) => headings.length > 0),
    summary: "",
    goals: [],
    minutes: undefined,
    authors: [],
    date: undefined,
    headings: cells.flatMap(({ headings }) => headings),
    cells,
    notebook: { nbformat: 4, nbformat_minor: 5, metadata: {}, cells: [] },
  };
}

const readSlides = (cells: LessonCell[]) =>
  sortIntoSlides(cells).map((slide) => slide.map(({ content }) => content.text));
const readMain = (lesson: Lesson) =>
  /<main id="main">\n(.*)<\/main>/s.exec(makeSlidesBody(lesson).text)?.[1];

Deno.test("sortIntoSlides() follows the notebook's slideshow", () => {
  const cells = makeCells(undefined, "slide", "-", "fragment", "skip", "subslide", "notes");
  deepEqual(readSlides(cells), [["0"], ["1", "2", "3"], ["5", "6"]]);
});

Deno.test("sortIntoSlides() begins with the first cell that is neither notes nor skipped", () => {
  deepEqual(readSlides(makeCells("notes", "skip", "fragment", "-", "slide")), [
    ["0", "2", "3"],
    ["4"],
  ]);
  deepEqual(readSlides(makeCells("skip", "skip")), []);
});

Deno.test("sortIntoSlides() makes a slide of each step where there is no slideshow", () => {
  const hasOutput = true;
  const cells = [
    makeHeading(1, "Title"),
    makeCell("code", "import", { hasOutput }),
    makeCell("code", "constants"),
    makeHeading(2, "A"),
    makeCell("code", "a", { hasOutput }),
    makeCell("markdown", "then"),
    makeCell("code", "b", { hasOutput }),
    makeCell("code", "dispose"),
    makeCell("code", "c", { hasOutput }),
    makeCell("markdown", "a remark"),
    makeHeading(2, "Questions"),
    makeHeading(3, "answers", { isFolded: true }),
  ];
  deepEqual(readSlides(cells), [
    ["Title"],
    ["import", "constants"],
    ["A", "a"],
    ["then", "b", "dispose"],
    ["c", "a remark"],
    ["Questions", "answers"],
  ]);
});

Deno.test("sortIntoSlides() gives long text a slide of its own", () => {
  const cells = [
    makeHeading(2, "A", { letterCount: 901 }),
    makeCell("code", "a"),
    makeCell("markdown", "long", { letterCount: 241 }),
    makeCell("markdown", "more"),
  ];
  deepEqual(readSlides(cells), [["A"], ["a"], ["long", "more"]]);
});

Deno.test("sortIntoSlides() goes by what cells are, not by what their HTML looks like", () => {
  const cells = [
    makeCell("markdown", '<h1>A</h1><div class="output"></div>', { letterCount: 1 }),
    makeCell("code", '<div class="output"></div>'),
    makeCell("markdown", "<details>more</details>"),
    makeCell("code", '<div class="output"></div>'),
  ];
  deepEqual(sortIntoSlides(cells).map(({ length }) => length), [2, 2]);
});

Deno.test("sortIntoSlides() leaves out what is skipped, also without a slideshow", () => {
  deepEqual(readSlides([makeHeading(2, "A", { slideType: "skip" }), makeHeading(2, "B")]), [["B"]]);
});

Deno.test("makeSlidesBody() marks fragments and hides notes", () => {
  equal(
    readMain(makeLesson(makeCells("slide", "fragment", "-", "notes"))),
    `<section class="slide"><h1>&lt;x&gt;</h1></section>
<section class="slide">
<div class="cell code">
0
</div>
<div class="fragment">
<div class="cell code">
1
</div>
<div class="cell code">
2
</div>
</div>
<aside class="notes" hidden>3</aside>
</section>
`,
  );
});

Deno.test("makeSlidesBody() shows the title where all cells are skipped", () => {
  equal(
    readMain(makeLesson([makeHeading(1, "x", { slideType: "skip" })])),
    '<section class="slide"><h1>&lt;x&gt;</h1></section>\n',
  );
});

Deno.test("makeSlidesBody() names the section on slides that go on with it", () => {
  const cells = [
    makeHeading(2, "R&D"),
    makeCell("code", "a"),
    makeCell("markdown", "then"),
    makeCell("code", "b"),
  ];
  match(readMain(makeLesson(cells))!, /<p class="section">R&amp;D<\/p>\n<div.*>\nthen/);
  equal(readMain(makeLesson(cells))!.match(/class="section"/g)?.length, 1);
  // An author's own slides stay as they are.
  const own = cells.map((cell) => ({ ...cell, slideType: "slide" }));
  equal(readMain(makeLesson(own))!.includes('class="section"'), false);
});
