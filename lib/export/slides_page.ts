/**
 * A lesson as slides.
 *
 * @module
 */
import { escapeHtml } from "@convbook/jupyter/escape_html";
import { type Html, markup } from "./html.ts";
import type { Lesson, LessonCell } from "./lesson.ts";
import type { Heading } from "./markdown.ts";

/** The slide types that begin a slide. Slides below slides come one after another here. */
const BEGINNINGS = ["slide", "subslide"];

/** So many letters of text leave no room for code. */
const LONG_TEXT = 900;

/** So many letters of text after code do not fit below it. */
const LONG_REMARK = 240;

/**
 * Sorts cells into slides. Where the notebook has a slideshow, its metadata decide, as in Jupyter.
 * Where it has none, a slide begins at each heading and at each text that leads to more code. So do a
 * long remark on code, code after the title or a long text, and more code with results.
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
 * deepEqual(slides.map((slide) => slide.length), [4]);
 * ```
 */
export function sortIntoSlides(cells: readonly LessonCell[]): LessonCell[][] {
  const begins = hasSlideshow(cells) ? beginsInSlideshow : beginsByItself;
  const slides: LessonCell[][] = [];
  const isVisible = ({ slideType }: LessonCell) => slideType !== "notes";
  const shown = cells.filter(({ slideType }) => slideType !== "skip");
  for (const [index, cell] of shown.entries()) {
    const slide = slides.at(-1);
    // Notes that come before all cells belong to the first slide.
    const isNew = slide === undefined || isVisible(cell) && slide.some(isVisible) &&
        begins(cell, slide.filter(isVisible), shown[index + 1]);
    if (isNew) slides.push([cell]);
    else slide.push(cell);
  }
  return slides;
}

/**
 * Makes the body of a lesson's slides.
 *
 * @param lesson The lesson.
 * @returns The body. Without JavaScript the slides stand one under another.
 */
export function makeSlidesBody({ title, headings, cells }: Lesson): Html {
  const slides = sortIntoSlides(cells);
  const hasTitle = slides.some((slide) => slide.some(showsTitle));
  const heading = !hasTitle && markup`<section class="slide"><h1>${title}</h1></section>
`;
  let section: string | undefined;
  const sections = slides.map((slide) => {
    // Slides that the author has laid out stay as they are.
    const label = !hasSlideshow(cells) && !slide.some(startsWithHeading) && section;
    section = findLastHeading(slide, headings) ?? section;
    return markup`<section class="slide">
${label && markup`<p class="section">${label}</p>\n`}${makeSteps(slide)}</section>
`;
  });
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

function hasSlideshow(cells: readonly LessonCell[]): boolean {
  return cells.some(({ slideType }) => [...BEGINNINGS, "fragment"].includes(slideType ?? ""));
}

function beginsInSlideshow({ slideType }: LessonCell): boolean {
  return BEGINNINGS.includes(slideType ?? "");
}

/** Tells whether a cell begins a slide after the cells of another one, and before one more. */
function beginsByItself(
  cell: LessonCell,
  slide: readonly LessonCell[],
  after: LessonCell | undefined,
): boolean {
  if (isFolded(cell)) return false; // a solution stays with its question
  if (showsHeading(cell)) return true;
  const text = slide.filter(({ type }) => type !== "code");
  const hasCode = text.length < slide.length;
  if (cell.type !== "code") {
    const leadsToCode = after?.type === "code" && (hasCode || slide.some(showsTitle));
    return leadsToCode || hasCode && countLetters([cell]) > LONG_REMARK;
  }
  if (!hasCode) return slide.some(showsTitle) || countLetters(text) > LONG_TEXT;
  return text.length > 0 && slide.some(showsOutput) && showsOutput(cell);
}

const countLetters = (cells: readonly LessonCell[]) =>
  cells.reduce((sum, { content }) => sum + content.text.replaceAll(/<[^>]*>/g, "").length, 0);
const isFolded = ({ content }: LessonCell) => content.text.startsWith("<details>");
const showsTitle = ({ type, content }: LessonCell) =>
  type === "markdown" && content.text.includes("<h1");
const showsHeading = ({ type, content }: LessonCell) =>
  type === "markdown" && /<h[1-3]\b/.test(content.text);
const startsWithHeading = ({ type, content }: LessonCell) =>
  type === "markdown" && /^\s*<h[1-3]\b/.test(content.text);
const showsOutput = ({ content }: LessonCell) => content.text.includes('<div class="output">');

function findLastHeading(
  slide: readonly LessonCell[],
  headings: readonly Heading[],
): string | undefined {
  const markdown = slide.filter(({ type }) => type === "markdown");
  return headings.findLast(({ level, id }) =>
    level <= 2 &&
    markdown.some(({ content }) => content.text.includes(`<h${level} id="${escapeHtml(id)}"`))
  )?.text;
}

/** A fragment goes on until the next one, as in Jupyter. The first cell is always shown. */
function makeSteps(slide: readonly LessonCell[]): Html {
  const first = slide.find(({ slideType }) => slideType !== "notes");
  const steps: Html[][] = [[]];
  const notes: Html[] = [];
  for (const cell of slide) {
    if (cell.slideType === "notes") {
      notes.push(markup`<aside class="notes" hidden>${cell.content}</aside>
`);
      continue;
    }
    if (cell.slideType === "fragment" && cell !== first) steps.push([]);
    steps.at(-1)!.push(markup`<div class="cell ${cell.type}">
${cell.content}
</div>
`);
  }
  const [start, ...fragments] = steps;
  return markup`${start}${
    fragments.map((fragment) =>
      markup`<div class="fragment">
${fragment}</div>
`
    )
  }${notes}`;
}
