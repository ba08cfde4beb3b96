import { deepEqual, equal } from "node:assert/strict";
import { Html } from "../../../tools/export/html.ts";
import type { LessonCell } from "../../../tools/export/lesson.ts";
import { makeSlidesBody, sortIntoSlides } from "../../../tools/export/slides_page.ts";

function makeCells(...slideTypes: (string | undefined)[]): LessonCell[] {
  return slideTypes.map((slideType, index) => ({
    type: "code",
    slideType,
    content: new Html(String(index)),
  }));
}

Deno.test("sortIntoSlides() follows the notebook's slideshow", () => {
  const cells = makeCells(undefined, "slide", "-", "fragment", "skip", "subslide", "notes");
  const slides = sortIntoSlides(cells).map((slide) => slide.map(({ content }) => content.text));
  deepEqual(slides, [["0"], ["1", "2", "3"], ["5", "6"]]);
});

Deno.test("makeSlidesBody() marks fragments and hides notes", () => {
  const { text } = makeSlidesBody({
    name: "x",
    title: "<x>",
    hasHeading: false,
    summary: "",
    goals: [],
    minutes: undefined,
    headings: [],
    cells: makeCells("slide", "fragment", "notes"),
    notebook: { nbformat: 4, nbformat_minor: 5, metadata: {}, cells: [] },
  });
  equal(
    /<main id="main">\n(.*)<\/main>/s.exec(text)?.[1],
    `<section class="slide"><h1>&lt;x&gt;</h1></section>
<section class="slide">
<div class="cell code">
0
</div>
<div class="cell code fragment">
1
</div>
<aside class="notes" hidden>2</aside>
</section>
`,
  );
});
