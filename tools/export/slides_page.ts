/**
 * A lesson as slides.
 *
 * @module
 */
import { type Html, markup } from "./html.ts";
import type { Lesson, LessonCell } from "./lesson.ts";

/** The slide types that begin a slide. Slides below slides come one after another here. */
const BEGINNINGS = ["slide", "subslide"];

/**
 * Sorts cells into slides, by the notebook's slideshow metadata. Where it has none, each cell with
 * text begins a slide, and the code after it stands on that slide.
 *
 * @param cells The cells of a lesson.
 * @returns The cells of each slide. Skipped ones are left out.
 *
 * @example
 * ```ts
 * import { Html } from "./html.ts";
 * import { sortIntoSlides } from "./slides_page.ts";
 * import { deepEqual } from "node:assert/strict";
 *
 * const make = (type: "markdown" | "code") => ({ type, slideType: undefined, content: new Html("") });
 * const slides = sortIntoSlides([make("markdown"), make("code"), make("code"), make("markdown")]);
 * deepEqual(slides.map((slide) => slide.length), [3, 1]);
 * ```
 */
export function sortIntoSlides(cells: readonly LessonCell[]): LessonCell[][] {
  const hasTypes = cells.some(({ slideType }) => BEGINNINGS.includes(slideType ?? ""));
  const begins = ({ type, slideType }: LessonCell) =>
    hasTypes ? BEGINNINGS.includes(slideType ?? "") : type === "markdown";
  const slides: LessonCell[][] = [];
  for (const cell of cells) {
    if (cell.slideType === "skip") continue;
    if (begins(cell) || slides.length === 0) slides.push([cell]);
    else slides.at(-1)!.push(cell);
  }
  return slides;
}

/**
 * Makes the body of a lesson's slides.
 *
 * @param lesson The lesson.
 * @returns The body. Without JavaScript the slides stand one under another.
 */
export function makeSlidesBody({ title, hasHeading, cells }: Lesson): Html {
  const slides = sortIntoSlides(cells);
  const heading = !hasHeading && markup`<section class="slide"><h1>${title}</h1></section>
`;
  const sections = slides.map((slide) =>
    markup`<section class="slide">
${slide.map(makeCell)}</section>
`
  );
  return markup`<body class="slides">
<main id="main">
${heading}${sections}</main>
<nav class="controls" aria-label="Slides" hidden>
<button type="button" class="back" aria-label="Slide before">←</button>
<output aria-label="Slide"></output>
<button type="button" class="on" aria-label="Next slide">→</button>
</nav>
</body>`;
}

function makeCell({ type, slideType, content }: LessonCell): Html {
  if (slideType === "notes") {
    return markup`<aside class="notes" hidden>${content}</aside>
`;
  }
  return markup`<div class="cell ${type}${slideType === "fragment" && " fragment"}">
${content}
</div>
`;
}
