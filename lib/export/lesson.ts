/**
 * A lesson, made from a notebook and ready to be put into pages or slides.
 *
 * @module
 */
import {
  type Cell,
  type CodeCell,
  type Metadata,
  type Notebook,
  numberCodeCells,
  type Output,
} from "@convbook/jupyter";
import type { Words } from "@convbook/words";
import type { Anchors } from "./anchors.ts";
import { serialise } from "./dom.ts";
import { type CellView, listShownOutputs, readView } from "./cell_view.ts";
import { findMark } from "./edition_tags.ts";
import { readFrontMatter, removeFrontMatter } from "./front_matter.ts";
import { findLanguage, highlight } from "./highlight.ts";
import { type Html, markup } from "./html.ts";
import { type Heading, LessonMarkdown, readText, type Surroundings } from "./markdown.ts";
import { joinNeeds, type Needs, NO_NEEDS } from "./needs.ts";
import type { PageLanguage } from "./page_language.ts";
import { asText, showHtml, showOutputs } from "./outputs.ts";
import { findRawFormat } from "./raw_format.ts";
import { Reason } from "./reason.ts";
import { showAsItIs, showBeginning } from "./text_output.ts";

/** A cell, ready for a page. */
export interface LessonCell {
  /** What kind of cell it was. */
  type: Cell["cell_type"];
  /** What the notebook's slideshow makes of it: `slide`, `skip` and so on. */
  slideType: string | undefined;
  /** Its headings; only text in markdown has some. */
  headings: Heading[];
  /** Whether the reader sees a heading of the levels 1 to 3 first. */
  startsWithHeading: boolean;
  /** Whether all of it is folded, as a solution is. */
  isFolded: boolean;
  /** Whether something stands under its code. */
  hasOutput: boolean;
  /** How many letters its text has, or its code. */
  letterCount: number;
  /** How many lines it takes, about: code, what stands under it, or text. */
  lineCount: number;
  /** The number of a code cell, as errors and checks count them; blank ones have none. */
  number: number | undefined;
  /** What can be searched for in it. */
  text: string;
  /** What it needs of the page. */
  needs: Needs;
  /** Its HTML. */
  content: Html;
}

/** A lesson, ready for pages. */
export interface Lesson {
  /** The name of its file, without an extension. */
  name: string;
  /** The language of its text. */
  language: PageLanguage;
  /** Its title. */
  title: string;
  /** Whether a heading at the beginning of its text stands for the title. */
  hasHeading: boolean;
  /** What it is about: the first paragraph under its title. */
  summary: string;
  /** What one learns: a list in the cell with the title, where the text says so. */
  goals: string[];
  /** How long it takes, if the cell with the title says so (`20 minutes`). */
  minutes: number | undefined;
  /** Who has written it. */
  authors: string[];
  /** When, as its author writes it. */
  date: string | undefined;
  /** Its headings. */
  headings: Heading[];
  /** Its cells. */
  cells: LessonCell[];
  /** The notebook that it was made from. */
  notebook: Notebook;
}

/**
 * Makes a lesson from a notebook.
 *
 * @param name The name of its file, without an extension.
 * @param notebook The notebook, executed or not.
 * @param surroundings What its markdown refers to, and its language.
 * @returns The lesson.
 *
 * @example
 * ```ts
 * import { makeLesson } from "./lesson.ts";
 * import { pageLanguage } from "./page_language.ts";
 * import { equal } from "node:assert/strict";
 *
 * const cell = { cell_type: "markdown", metadata: {}, source: "# 1. Load\n\nIt takes 20 minutes." };
 * const notebook = { nbformat: 4, nbformat_minor: 5, metadata: {} } as const;
 * const lesson = await makeLesson(
 *   "01_load",
 *   { ...notebook, cells: [{ ...cell, cell_type: "markdown" }] },
 *   { folder: ".", linkTo: () => undefined, language: pageLanguage("en") },
 * );
 * equal(lesson.title, "1. Load");
 * equal(lesson.minutes, 20);
 * ```
 */
export async function makeLesson(
  name: string,
  notebook: Notebook,
  surroundings: Surroundings,
): Promise<Lesson> {
  return (await draftLesson(name, notebook, surroundings)).complete();
}

/** A lesson whose links to parts of lessons are not made. */
export interface LessonDraft {
  /** The name of its file, without an extension. */
  name: string;
  /** The names in it, to which links lead. */
  anchors: Anchors;

  /**
   * Makes its links.
   *
   * @param anchorsOf The names in a lesson, by the lesson's name. If left out, the lesson stands alone.
   * @returns The lesson.
   */
  complete(anchorsOf?: (lesson: string) => Anchors | undefined): Lesson;
}

/**
 * Makes a lesson, but for its links to parts of itself and of other lessons.
 *
 * @param name The name of its file, without an extension.
 * @param notebook The notebook, executed or not.
 * @param surroundings What its markdown refers to, and its language.
 * @returns The lesson without those links.
 */
export async function draftLesson(
  name: string,
  notebook: Notebook,
  surroundings: Surroundings,
): Promise<LessonDraft> {
  const markdown = new LessonMarkdown(name, surroundings);
  const { anchors } = markdown;
  const { language } = surroundings;
  const make = {
    markdown,
    metadata: notebook.metadata,
    folder: surroundings.folder,
    mayFetch: surroundings.mayFetch ?? false,
    words: language.words,
    codeLanguage: findCodeLanguage(notebook),
  };
  const cells: LessonCell[] = [];
  let opening: Opening = { summary: "", goals: [], minutes: undefined };
  const numbers = new Map<Cell, number>(
    numberCodeCells(notebook).map(({ cell, number }) => [cell, number]),
  );
  const front = readFrontMatter(notebook);
  const title = new TitleSearch();
  for (const cell of notebook.cells) {
    if (cell.cell_type === "markdown") markdown.noteLabels(cell.source);
  }
  for (const [index, whole] of notebook.cells.entries()) {
    markdown.beginCell();
    const cell = index === 0 ? { ...whole, source: removeFrontMatter(whole) } : whole;
    const view = readView(cell);
    const format = cell.cell_type === "raw" ? findRawFormat(cell) : undefined;
    const isForOthers = format !== undefined && !["html", "markdown"].includes(format);
    if (
      view.cell === "removed" || isForOthers ||
      cell.source !== whole.source && cell.source.trim() === ""
    ) {
      if (cell.cell_type === "markdown") markdown.readDefinitions(cell.source);
      continue;
    }
    const { fragment, ...facts } = await makeContent(cell, view, make);
    if (title.look(cell, facts.headings)) opening = readOpening(fragment!, language.words);
    cells.push({
      type: cell.cell_type,
      slideType: findSlideType(cell),
      number: numbers.get(whole),
      ...facts,
    });
  }
  const complete: LessonDraft["complete"] = (
    anchorsOf = (lesson) => lesson === name ? anchors : undefined,
  ) => ({
    name,
    language,
    // The metadata may hold a title that nobody sees in a notebook.
    title: (front.isWritten ? front.title : undefined) ??
      (title.found?.text || front.title || name),
    hasHeading: title.found !== undefined &&
      (!front.isWritten || front.title === title.found.text),
    authors: front.authors,
    date: front.date,
    ...opening,
    headings: cells.flatMap(({ headings }) => headings),
    cells: cells.map((cell) => ({
      ...cell,
      content: markdown.completeLinks(cell.content, anchorsOf),
    })),
    notebook,
  });
  return { name, anchors, complete };
}

/** What a lesson says about itself in the cell with its title. */
type Opening = Pick<Lesson, "summary" | "goals" | "minutes">;

function readOpening(fragment: DocumentFragment, { pages }: Words): Opening {
  const paragraph = fragment.querySelector("p");
  const list = [...fragment.querySelectorAll("ul, ol")].find((list) =>
    pages.goalsPattern.test(list.previousElementSibling?.textContent ?? "")
  );
  const minutes = [...fragment.querySelectorAll("p, li, blockquote")]
    .map((part) => readText(part))
    .flatMap((text) => pages.minutesPattern.exec(text)?.slice(1) ?? [])
    .find((minutes) => minutes !== undefined);
  return {
    summary: paragraph === null ? "" : readText(paragraph),
    goals: [...list?.children ?? []].map((item) => readText(item).replace(/[;.]$/, "")),
    minutes: minutes === undefined ? undefined : Number(minutes),
  };
}

/** A notebook's title stands where its text begins; a heading further down is one of many. */
class TitleSearch {
  /** The heading that is the title. */
  found: Heading | undefined;
  #isOver = false;
  #hasText = false;

  /** Looks for the title in the next cell, and tells whether it stands there. */
  look(cell: Cell, headings: readonly Heading[]): boolean {
    if (this.#isOver || cell.cell_type === "raw") return false;
    if (cell.cell_type === "code") {
      this.#isOver = this.#hasText;
      return false;
    }
    this.#hasText = true;
    this.found = headings.find(({ level }) => level === 1);
    this.#isOver = this.found !== undefined;
    return this.#isOver;
  }
}

/** A cell's content, and what is known of it. */
type Content = Omit<LessonCell, "type" | "slideType" | "number">;

/** What making a cell's content takes. */
interface Make {
  markdown: LessonMarkdown;
  /** The notebook's metadata. */
  metadata: Metadata;
  folder: string;
  mayFetch: boolean;
  words: Words;
  codeLanguage: string;
}

async function makeContent(
  cell: Cell,
  view: CellView,
  make: Make,
): Promise<Content & { fragment?: DocumentFragment }> {
  const content = await makeOpenContent(cell, view, make);
  const mark = findMark(cell) ?? (view.cell === "folded" ? "cell" : undefined);
  // A solution that the author has folded is not folded twice.
  if (mark === undefined || content.isFolded) return content;
  const label = make.words.pages[mark];
  return {
    ...content,
    isFolded: true,
    startsWithHeading: false,
    content: markup`<details><summary>${label}</summary>${content.content}</details>`,
  };
}

async function makeOpenContent(
  cell: Cell,
  view: CellView,
  make: Make,
): Promise<Content & { fragment?: DocumentFragment }> {
  const plain = {
    headings: [],
    startsWithHeading: false,
    isFolded: false,
    hasOutput: false,
    letterCount: cell.source.length,
    lineCount: countLines(cell.source),
    text: cell.source,
    needs: NO_NEEDS,
  };
  if (cell.cell_type === "code") {
    return { ...plain, ...await makeCode(cell, view, make) };
  }
  const format = cell.cell_type === "raw" ? findRawFormat(cell) : undefined;
  if (format === "html") {
    const shown = await showHtml(cell.source, make);
    if (!(shown instanceof Reason)) return { ...plain, ...shown };
  }
  if (cell.cell_type === "raw" && format !== "markdown") {
    return { ...plain, content: await showBeginning(cell.source, showAsItIs, make.words) };
  }
  const { fragment, headings, needs } = await make.markdown.render(cell.source, cell.attachments);
  return {
    headings,
    startsWithHeading: startsWithHeading(fragment),
    isFolded: isFolded(fragment),
    hasOutput: false,
    letterCount: readText(fragment).length,
    lineCount: countTextLines(fragment),
    text: readText(fragment),
    needs,
    content: serialise(fragment),
    fragment,
  };
}

async function makeCode(
  cell: CodeCell,
  view: CellView,
  { markdown, metadata, folder, mayFetch, words, codeLanguage }: Make,
): Promise<Pick<Content, "content" | "hasOutput" | "lineCount" | "text" | "needs">> {
  const { pages } = words;
  const source = view.input !== "removed" && view.source.trim() !== "" &&
    markup`<div class="source">${await showBeginning(
      view.source,
      (code) => highlight(code, codeLanguage),
      words,
    )}</div>`;
  const visible = listShownOutputs(cell, view);
  const outputs = await showOutputs(visible, {
    markdown,
    metadata,
    folder,
    mayFetch,
    words,
  });
  const shown = outputs.map(({ content }) => markup`<div class="output">${content}</div>`);
  return {
    content: markup`${source && view.input === "folded" ? fold(pages.code, source) : source}${
      shown.length > 0 && view.output === "folded" ? fold(pages.output, markup`${shown}`) : shown
    }`,
    hasOutput: outputs.length > 0,
    lineCount: (view.input === "shown" ? countLines(view.source) : 0) +
      visible.reduce((sum, output) => sum + countOutputLines(output), 0),
    text: view.input === "removed" ? "" : view.source,
    needs: joinNeeds(outputs.map(({ needs }) => needs)),
  };
}

/** A picture takes as much room as about so many lines. */
const PICTURE_LINES = 14;

/** What is longer than this is scrolled in its place. */
const MAX_OUTPUT_LINES = 22;

/** A line of text has about so many letters. */
const LETTERS_PER_LINE = 90;

function countLines(text: string): number {
  return text.trimEnd().split("\n").length;
}

/** A heading, a row or an item takes a line at least, and text as many as it fills. */
function countTextLines(fragment: DocumentFragment): number {
  const blocks = [...fragment.querySelectorAll("p, li, h1, h2, h3, h4, h5, h6, tr, .line, dt, dd")];
  const lines = blocks.map((block) =>
    Math.max(1, Math.ceil((block.textContent ?? "").length / LETTERS_PER_LINE))
  );
  const pictures = fragment.querySelectorAll("img").length * PICTURE_LINES;
  return lines.reduce((sum, count) => sum + count, 0) * 1.4 + pictures;
}

function countOutputLines(output: Output): number {
  switch (output.output_type) {
    case "stream":
      return Math.min(countLines(asText(output.text)), MAX_OUTPUT_LINES) + 1;
    case "error":
      return Math.min(output.traceback?.length ?? 1, MAX_OUTPUT_LINES) + 2;
    default: {
      const { data } = output;
      const isText = Object.keys(data).every((mime) => mime === "text/plain");
      return isText
        ? Math.min(countLines(asText(data["text/plain"] ?? "")), MAX_OUTPUT_LINES) + 1
        : PICTURE_LINES;
    }
  }
}

function fold(label: string, content: Html): Html {
  return markup`<details class="folded"><summary>${label}</summary>${content}</details>`;
}

function isFolded({ children }: DocumentFragment): boolean {
  return children.length === 1 && children[0].tagName === "DETAILS";
}

function startsWithHeading({ childNodes }: DocumentFragment): boolean {
  const first = [...childNodes].find(({ nodeName, textContent }) =>
    nodeName !== "#text" || textContent?.trim()
  );
  return first !== undefined && /^H[1-3]$/.test(first.nodeName);
}

/** The language of a notebook's code, for colours and fences. */
export function findCodeLanguage({ metadata }: Notebook): string {
  const { kernelspec, language_info } = metadata as Record<string, Record<string, unknown>>;
  const language = language_info?.name ?? kernelspec?.language;
  return typeof language === "string" ? findLanguage(language) : "typescript";
}

function findSlideType({ metadata }: Cell): string | undefined {
  const slideshow = metadata.slideshow as Record<string, unknown> | undefined;
  const type = slideshow?.slide_type;
  return typeof type === "string" ? type : undefined;
}
