import { deepEqual, equal, match } from "node:assert/strict";
import { Html } from "../../lib/export/html.ts";
import type { Lesson, LessonCell } from "../../lib/export/lesson.ts";
import { makeSlidesBody, sortIntoSlides } from "../../lib/export/slides_page.ts";

const OUTPUT = '<div class="output">1</div>';

function makeCells(...slideTypes: (string | undefined)[]): LessonCell[] {
  return slideTypes.map((slideType, index) => ({
    type: "code",
    slideType,
    content: new Html(String(index)),
  }));
}

function makeCell(type: LessonCell["type"], content: string, slideType?: string): LessonCell {
  return { type, slideType, content: new Html(content) };
}

function makeLesson(cells: LessonCell[], headings: Lesson["headings"] = []): Lesson {
  return {
    name: "x",
    title: "<x>",
    hasHeading: headings.length > 0,
    summary: "",
    goals: [],
    minutes: undefined,
    headings,
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
  const cells = [
    makeCell("markdown", "<h1>Title</h1>"),
    makeCell("code", `import${OUTPUT}`),
    makeCell("code", "constants"),
    makeCell("markdown", "<h2>A</h2>"),
    makeCell("code", `a${OUTPUT}`),
    makeCell("markdown", "then"),
    makeCell("code", `b${OUTPUT}`),
    makeCell("code", "dispose"),
    makeCell("code", `c${OUTPUT}`),
    makeCell("markdown", "a remark"),
    makeCell("markdown", "<h2>Questions</h2>"),
    makeCell("markdown", "<details>answers</details>"),
  ];
  deepEqual(readSlides(cells), [
    ["<h1>Title</h1>"],
    [`import${OUTPUT}`, "constants"],
    ["<h2>A</h2>", `a${OUTPUT}`],
    ["then", `b${OUTPUT}`, "dispose"],
    [`c${OUTPUT}`, "a remark"],
    ["<h2>Questions</h2>", "<details>answers</details>"],
  ]);
});

Deno.test("sortIntoSlides() gives long text a slide of its own", () => {
  const long = "word ".repeat(200);
  const cells = [
    makeCell("markdown", `<h2>A</h2>${long}`),
    makeCell("code", "a"),
    makeCell("markdown", long),
    makeCell("markdown", "more"),
  ];
  deepEqual(readSlides(cells), [[`<h2>A</h2>${long}`], ["a"], [long, "more"]]);
});

Deno.test("sortIntoSlides() leaves out what is skipped, also without a slideshow", () => {
  const cells = [makeCell("markdown", "<h2>A</h2>", "skip"), makeCell("markdown", "<h2>B</h2>")];
  deepEqual(readSlides(cells), [["<h2>B</h2>"]]);
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
  const skipped = makeCell("markdown", '<h1 id="x">x</h1>', "skip");
  equal(
    readMain(makeLesson([skipped], [{ level: 1, id: "x", text: "x" }])),
    '<section class="slide"><h1>&lt;x&gt;</h1></section>\n',
  );
});

Deno.test("makeSlidesBody() names the section on slides that go on with it", () => {
  const cells = [
    makeCell("markdown", '<h2 id="R&amp;D">R&amp;D</h2>'),
    makeCell("code", "a"),
    makeCell("markdown", "then"),
    makeCell("code", "b"),
  ];
  const headings = [{ level: 2, id: "R&D", text: "R&D" }];
  match(readMain(makeLesson(cells, headings))!, /<p class="section">R&amp;D<\/p>\n<div.*>\nthen/);
  equal(readMain(makeLesson(cells, headings))!.match(/class="section"/g)?.length, 1);
  // An author's own slides stay as they are.
  const own = cells.map((cell) => ({ ...cell, slideType: "slide" }));
  equal(readMain(makeLesson(own, headings))!.includes('class="section"'), false);
});
