/**
 * A lesson as slides.
 *
 * @module
 */
import { type Html, markup } from "./html.ts";
import type { Lesson, LessonCell } from "./lesson.ts";

/** The slide types that begin a slide. Slides below slides come one after another here. */
const BEGINNINGS = ["slide", "subslide"];

/** Text of this many letters leaves no room for code. */
const LONG_TEXT = 900;

/** More lines do not fit on a slide, even as small as they may become. */
const MAX_LINES = 27;

/** A heading with a sentence does not stand alone, even if what follows has to be scrolled. */
const FEW_LINES = 5;

/** Text of this many letters after code does not fit below it. */
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
 * import { makeLesson } from "./lesson.ts";
 * import { pageLanguage } from "./page_language.ts";
 * import { sortIntoSlides } from "./slides_page.ts";
 * import type { Notebook } from "@convbook/jupyter";
 * import { deepEqual } from "node:assert/strict";
 *
 * const text = (source: string) => ({ cell_type: "markdown", metadata: {}, source }) as const;
 * const notebook: Notebook = {
 *   nbformat: 4,
 *   nbformat_minor: 5,
 *   metadata: {},
 *   cells: [text("# Title"), text("Why."), text("## How")],
 * };
 * const language = pageLanguage("en");
 * const surroundings = { folder: ".", linkTo: () => undefined, language };
 * const { cells } = await makeLesson("a", notebook, surroundings);
 * deepEqual(sortIntoSlides(cells).map((slide) => slide.length), [2, 1]);
 * ```
 */
export function sortIntoSlides(cells: readonly LessonCell[]): LessonCell[][] {
  const begins = hasSlideshow(cells) ? beginsInSlideshow : beginsByItself;
  const slides: LessonCell[][] = [];
  const isVisible = ({ slideType }: LessonCell) => slideType !== "notes";
  const shown = listShownCells(cells);
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
 * Lists the cells that slides show, notes included.
 *
 * @param cells The cells of a lesson.
 * @returns Those that are not skipped.
 *
 * @example
 * ```ts
 * import { listShownCells } from "./slides_page.ts";
 * import { deepEqual } from "node:assert/strict";
 *
 * deepEqual(listShownCells([]), []);
 * ```
 */
export function listShownCells(cells: readonly LessonCell[]): LessonCell[] {
  return cells.filter(({ slideType }) => slideType !== "skip");
}

/**
 * Makes the body of a lesson's slides.
 *
 * @param lesson The lesson.
 * @returns The body. Without JavaScript the slides stand one under another.
 */
export function makeSlidesBody({ title, cells, language }: Lesson): Html {
  const { pages } = language.words;
  const slides = sortIntoSlides(cells);
  const hasTitle = slides.some((slide) => slide.some(showsTitle));
  const heading = !hasTitle && markup`<section class="slide"><h1>${title}</h1></section>
`;
  let section: string | undefined;
  const sections = slides.map((slide) => {
    // Slides that the author has laid out stay as they are.
    const label = !hasSlideshow(cells) && !slide.some((cell) => cell.startsWithHeading) && section;
    section = findLastHeading(slide) ?? section;
    return markup`<section class="slide">
${label && markup`<p class="section">${label}</p>\n`}${makeSteps(slide)}</section>
`;
  });
  return markup`<body class="slides">
<main id="main">
${heading}${sections}</main>
<nav class="controls" aria-label="${pages.slides}" hidden>
<button type="button" class="back" aria-label="${pages.slideBefore}">←</button>
<output aria-label="${pages.slide}"></output>
<button type="button" class="on" aria-label="${pages.nextSlide}">→</button>
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
  if (cell.isFolded) return false; // a solution stays with its question
  if (showsHeading(cell)) return true;
  const text = slide.filter(({ type }) => type !== "code");
  const hasCode = text.length < slide.length;
  const isFull = countLines([...slide, cell]) > MAX_LINES;
  if (isFull && countLines(slide) > FEW_LINES) return true;
  if (cell.type !== "code") {
    const leadsToCode = after?.type === "code" && (hasCode || slide.some(showsTitle));
    return leadsToCode || hasCode && countLetters([cell]) > LONG_REMARK;
  }
  if (!hasCode) return slide.some(showsTitle) || countLetters(text) > LONG_TEXT;
  return text.length > 0 && slide.some(({ hasOutput }) => hasOutput) && cell.hasOutput;
}

const countLetters = (cells: readonly LessonCell[]) =>
  cells.reduce((sum, { letterCount }) => sum + letterCount, 0);
const countLines = (cells: readonly LessonCell[]) =>
  cells.reduce((sum, { lineCount }) => sum + lineCount + 1, 0);
const showsTitle = ({ headings }: LessonCell) => headings.some(({ level }) => level === 1);
const showsHeading = ({ headings }: LessonCell) => headings.some(({ level }) => level <= 3);

function findLastHeading(slide: readonly LessonCell[]): string | undefined {
  return slide.flatMap(({ headings }) => headings).findLast(({ level }) => level <= 2)?.text;
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
