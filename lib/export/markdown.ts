/**
 * Rendering the markdown of a lesson: formulas, coloured code, headings that can be linked to, links
 * to other lessons, and pictures that travel inside the page.
 *
 * @module
 */
import { decodeSource, type MimeBundle, renderMarkdown } from "@convbook/jupyter";
import { formatWhole } from "@convbook/words";
import { parseHarmless, parseHtml, releaseElements, serialise } from "./dom.ts";
import { highlight } from "./highlight.ts";
import { markup } from "./html.ts";
import { type Needs, NO_NEEDS, type Shown } from "./needs.ts";
import { readPicture } from "./picture.ts";
import type { PageLanguage } from "./page_language.ts";
import { Reason } from "./reason.ts";
import { MAX_LENGTH, showAsItIs, showBeginning } from "./text_output.ts";

/** A heading in a lesson. */
export interface Heading {
  /** 1 to 6. */
  level: number;
  /** What links point to. */
  id: string;
  /** Its text, without markup. */
  text: string;
}

/** Markdown, rendered. */
export interface RenderedMarkdown {
  /** Its elements; `serialise()` makes HTML of them. */
  fragment: DocumentFragment;
  /** Its headings. */
  headings: Heading[];
  /** What it needs of the page. */
  needs: Needs;
}

/** What the markdown of a lesson refers to. */
export interface Surroundings {
  /** The folder where the notebook's pictures lie. */
  folder: string;
  /** Where the page of another notebook lies, or `undefined` if none is written. */
  linkTo: (name: string) => string | undefined;
  /** The language of the page. */
  language: PageLanguage;
}

/** Ids that the page itself uses. */
const PAGE_IDS = ["main", "contents"];

/** A picture with more characters is left out of the page, as an output is. */
const MAX_PICTURE_LENGTH = 3_000_000;

/** Where there is no alternative text, the address of a picture stands for it. */
const MAX_ALT_LENGTH = 250;

/** What all pictures in the text of a lesson may have; one that is shown twice counts twice. */
const MAX_PICTURES_LENGTH = 30_000_000;

/** Pictures that stand in the text: their length is no measure of what is to be laid out. */
const DATA_URL = /data:image\/[\w.+-]+;base64,[\w+/=]+/g;

/**
 * Renders the markdown cells of one lesson, in order, and names their headings.
 *
 * @example
 * ```ts
 * import { LessonMarkdown } from "./markdown.ts";
 * import { pageLanguage } from "./page_language.ts";
 * import { deepEqual } from "node:assert/strict";
 *
 * const language = pageLanguage("en");
 * const markdown = new LessonMarkdown({ folder: ".", linkTo: () => undefined, language });
 * const { headings } = await markdown.render("## The file");
 * deepEqual(headings, [{ level: 2, id: "The-file", text: "The file" }]);
 * ```
 */
export class LessonMarkdown {
  readonly #surroundings: Surroundings;
  readonly #ids = new Set(PAGE_IDS);
  readonly #warnings = new Set<string>();
  #picturesLength = 0;

  /**
   * Begins a lesson.
   *
   * @param surroundings What its markdown refers to.
   */
  constructor(surroundings: Surroundings) {
    this.#surroundings = surroundings;
  }

  /**
   * Renders the text of a cell. Markup that is not harmless is left out, as in Jupyter. What is too
   * large to be laid out is shown as text.
   *
   * @param markdown The text.
   * @param attachments Pictures that belong to the cell, by name.
   * @returns The elements, their headings, and what they need of the page.
   */
  async render(
    markdown: string,
    attachments: Record<string, MimeBundle> = {},
  ): Promise<RenderedMarkdown> {
    await releaseElements();
    const fragment = isTooLong(markdown)
      ? new Reason((words) => words.reasons.tooLong(formatWhole(MAX_LENGTH, words)))
      : parseHarmless(renderMarkdown(markdown));
    if (fragment instanceof Reason) {
      const { words } = this.#surroundings.language;
      const text = await showBeginning(markdown, showAsItIs, words);
      const note = markup`<p class="note">${words.notes.asWritten(fragment.in(words))}</p>`;
      return {
        fragment: parseHtml(markup`${text}${note}`.text),
        headings: [],
        needs: NO_NEEDS,
      };
    }
    const headings = this.#nameElements(fragment);
    for (const link of fragment.querySelectorAll("a[href]")) this.#pointToPage(link);
    for (const image of fragment.querySelectorAll("img")) {
      await this.#embedPicture(image, attachments);
    }
    for (const element of fragment.querySelectorAll("*")) removeOutsideAddresses(element);
    for (const code of fragment.querySelectorAll("pre > code")) await colourCode(code);
    for (const table of fragment.querySelectorAll("table")) wrapTable(table);
    return { fragment, headings, needs: { ...NO_NEEDS, classes: listClasses(fragment) } };
  }

  /**
   * Renders markdown that stands in an output. Its headings are not the lesson's.
   *
   * @param markdown The text.
   * @returns The HTML, and what it needs of the page.
   */
  async renderOutput(markdown: string): Promise<Shown> {
    const { fragment, needs } = await this.render(markdown);
    return { content: markup`<div class="markdown">${serialise(fragment)}</div>`, needs };
  }

  /** Headings get the ids that JupyterLab gives them; an id that is taken gets a number. */
  #nameElements(fragment: DocumentFragment): Heading[] {
    const headings: Heading[] = [];
    for (const element of fragment.querySelectorAll("[id], h1, h2, h3, h4, h5, h6")) {
      const level = /^H([1-6])$/.exec(element.tagName)?.[1];
      const text = readText(element);
      const wanted = (level ? text : element.id).replaceAll(/\s+/g, "-") || "section";
      let id = wanted;
      for (let count = 1; this.#ids.has(id); count++) id = `${wanted}-${count}`;
      this.#ids.add(id);
      element.id = id;
      if (level) headings.push({ level: Number(level), id, text });
    }
    return headings;
  }

  /** A page reaches itself, the pages written with it, and the web: other links become text. */
  #pointToPage(link: Element): void {
    const address = link.getAttribute("href")!;
    if (/^(?:#|(?:https?|mailto|tel):)/i.test(address)) return;
    const found = /^(?:\.\/)?([^/?#:]+)\.ipynb(#.*)?$/.exec(address);
    const page = found === null ? undefined : this.#surroundings.linkTo(decodeSource(found[1]));
    if (page === undefined) link.replaceWith(...link.childNodes);
    else link.setAttribute("href", page + (found![2] ?? ""));
  }

  /** A picture from elsewhere becomes a link: pages show nothing that does not come with them. */
  async #embedPicture(image: Element, attachments: Record<string, MimeBundle>): Promise<void> {
    const source = image.getAttribute("src") ?? "";
    const alt = image.getAttribute("alt") || source;
    const document = image.ownerDocument;
    if (/^(https?:)?\/\//.test(source)) {
      const link = document.createElement("a");
      link.href = source;
      link.textContent = alt;
      image.replaceWith(link);
      return;
    }
    const { folder } = this.#surroundings;
    const data = source.startsWith("data:")
      ? source
      : await readPicture(decodeSource(source), folder, attachments, this.#warn);
    if (data === undefined) return image.replaceWith(document.createTextNode(`[${alt}]`));
    const { length } = data;
    if (length <= MAX_PICTURE_LENGTH && this.#picturesLength + length <= MAX_PICTURES_LENGTH) {
      this.#picturesLength += length;
      return image.setAttribute("src", data);
    }
    const note = document.createElement("span");
    note.className = "note";
    const { words } = this.#surroundings.language;
    note.textContent = words.notes.pictureNotInPage(
      alt.slice(0, MAX_ALT_LENGTH),
      formatWhole(length, words),
    );
    image.replaceWith(note);
  }

  /** A picture that is missing may be shown ten times: that it is missing is said once. */
  readonly #warn = (message: string): void => {
    if (!this.#warnings.has(message)) console.warn(message);
    this.#warnings.add(message);
  };
}

/**
 * Reads the text of elements; of a formula only once.
 *
 * @param element An element, or a fragment of several.
 * @returns The text.
 *
 * @example
 * ```ts
 * import { parseHtml } from "./dom.ts";
 * import { readText } from "./markdown.ts";
 * import { equal } from "node:assert/strict";
 *
 * equal(readText(parseHtml("<p>one\n<b>two</b></p>").children[0]), "one two");
 * ```
 */
export function readText(element: Element | DocumentFragment): string {
  const copy = element.cloneNode(true) as typeof element;
  for (const part of copy.querySelectorAll(".katex-html, annotation")) part.remove();
  return (copy.textContent ?? "").replaceAll(/\s+/g, " ").trim();
}

/** Takes away what would load something from outside the page, or more than it has room for. */
function removeOutsideAddresses(element: Element): void {
  for (const { name, value } of [...element.attributes]) {
    const loads = ["src", "srcset", "poster", "background", "xlink:href"].includes(name) ||
      (name === "href" && element.tagName !== "A");
    const isInside = /^(data:|#)/.test(value) && value.length <= MAX_PICTURE_LENGTH;
    if (loads && !isInside) element.removeAttribute(name);
    if (name === "style" && /url|image|@|\\/i.test(value)) element.removeAttribute(name);
    // In SVG, `fill`, `mask`, `filter` and others are CSS: `url(#…)` stays inside the page.
    const isText = ["href", "src", "alt", "title"].includes(name);
    if (!isText && /\\|url\(\s*["']?(?!#)/i.test(value)) element.removeAttribute(name);
  }
}

async function colourCode(code: Element): Promise<void> {
  const language = /(?:^| )language-(\S+)/.exec(code.className)?.[1] ?? "text";
  const source = (code.textContent ?? "").replace(/\n$/, "");
  const { text } = await highlight(source, language);
  code.parentElement!.replaceWith(parseHtml(text));
}

function wrapTable(table: Element): void {
  const wrapper = table.ownerDocument.createElement("div");
  wrapper.className = "table";
  table.replaceWith(wrapper);
  wrapper.append(table);
}

function listClasses(fragment: DocumentFragment): Set<string> {
  return new Set(
    [...fragment.querySelectorAll("[class]")].flatMap(({ classList }) => [...classList]),
  );
}

function isTooLong(markdown: string): boolean {
  return markdown.length > MAX_LENGTH && markdown.replaceAll(DATA_URL, "").length > MAX_LENGTH;
}
