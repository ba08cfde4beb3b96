/**
 * Rendering the markdown of a lesson: formulas, coloured code, headings that can be linked to, links
 * to other lessons, and pictures that travel inside the page.
 *
 * @module
 */
import type { MimeBundle } from "@convbook/jupyter";
import { formatWhole } from "@convbook/words";
import { Anchors } from "./anchors.ts";
import { parseHarmless, parseHtml, releaseElements, serialise } from "./dom.ts";
import { Formulas, WITHOUT_FORMULAS } from "./formulas/formulas.ts";
import { makeDataUrl } from "./data_url.ts";
import { showImage } from "./figure.ts";
import { drawMermaid } from "./mermaid.ts";
import { completeSvg } from "./svg.ts";
import { highlight } from "./highlight.ts";
import { type Html, markup } from "./html.ts";
import { embedFiles, typesetHtml } from "./html_output.ts";
import { type Needs, NO_NEEDS, type Shown } from "./needs.ts";
import { ELSEWHERE, LessonFiles, MAX_PICTURE_LENGTH } from "./lesson_files.ts";
import { LessonLinks } from "./lesson_links.ts";
import type { PageLanguage } from "./page_language.ts";
import { Reason } from "./reason.ts";
import { TextRenderer } from "./text/text_renderer.ts";
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
  /** Whether what draws charts of other makers may be fetched; not if left out. */
  mayFetch?: boolean;
  /** The language of the page. */
  language: PageLanguage;
}

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
 * const surroundings = { folder: ".", linkTo: () => undefined, language };
 * const markdown = new LessonMarkdown("01_load", surroundings);
 * const { headings } = await markdown.render("## The file");
 * deepEqual(headings, [{ level: 2, id: "The-file", text: "The file" }]);
 * ```
 */
export class LessonMarkdown {
  readonly #name: string;
  readonly #language: PageLanguage;
  readonly #mayFetch: boolean;
  readonly #files: LessonFiles;
  readonly #links: LessonLinks;
  readonly #formulas: Formulas;
  readonly #renderer: TextRenderer;
  #cell = 0;

  /** The names in the lesson so far. */
  readonly anchors: Anchors = new Anchors();

  /**
   * Begins a lesson.
   *
   * @param name The lesson's name.
   * @param surroundings What its markdown refers to.
   */
  constructor(name: string, { folder, linkTo, language, mayFetch = false }: Surroundings) {
    this.#name = name;
    this.#mayFetch = mayFetch;
    this.#language = language;
    this.#files = new LessonFiles(folder, language.words);
    this.#links = new LessonLinks(name, linkTo);
    this.#formulas = new Formulas(this.#files.warn);
    this.#renderer = new TextRenderer(language.words);
  }

  /**
   * Notes what later cells may refer to, before any of them is rendered.
   *
   * @param markdown The text of a cell.
   */
  noteLabels(markdown: string): void {
    this.#formulas.noteLabels(markdown);
  }

  /** Begins a cell, by whose number in the file messages name it. */
  beginCell(): void {
    this.#cell++;
  }

  /**
   * Reads what the formulas of a cell define that is not shown itself.
   *
   * @param markdown The text of the cell.
   */
  readDefinitions(markdown: string): void {
    if (markdown.includes("\\")) this.#formulas.typeset(markdown, this.#place);
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
      : parseHarmless(this.#renderer.render(markdown));
    if (fragment instanceof Reason) {
      const { words } = this.#language;
      const text = await showBeginning(markdown, showAsItIs, words);
      const note = markup`<p class="note">${words.notes.asWritten(fragment.in(words))}</p>`;
      return {
        fragment: parseHtml(markup`${text}${note}`.text),
        headings: [],
        needs: NO_NEEDS,
      };
    }
    this.#typeset(fragment);
    const headings = this.#nameElements(fragment);
    for (const link of fragment.querySelectorAll("a[href]")) await this.#completeLink(link);
    for (const image of fragment.querySelectorAll("img")) {
      await this.#embedPicture(image, attachments);
    }
    for (const element of fragment.querySelectorAll("*")) removeOutsideAddresses(element);
    for (const code of fragment.querySelectorAll("pre > code")) await this.#showCode(code);
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

  /**
   * Makes HTML whole that stands in an output: the files that it names come with it. Its scripts stay.
   *
   * @param html The HTML, balanced.
   * @returns The HTML, and what it needs of the page.
   */
  async completeHtml(html: Html): Promise<Shown> {
    const content = await embedFiles(html, {
      files: this.#files,
      findPage: (address) => this.#findPage(address),
      place: this.#place,
    });
    const { html: typeset, classes } = typesetHtml(content, this.#formulas, this.#place);
    for (const [, id] of content.text.matchAll(/\s(?:id|name)="([^"]+)"/g)) this.anchors.keep(id);
    return { content: typeset, needs: { ...NO_NEEDS, classes } };
  }

  /** Formulas stand in text alone; what they are made of is as harmless as the rest. */
  #typeset(fragment: DocumentFragment): void {
    const ignored = [...WITHOUT_FORMULAS, ".tex2jax_ignore"].join();
    const texts = fragment.ownerDocument.createTreeWalker(fragment, 4 /* text */);
    const found: Text[] = [];
    while (texts.nextNode()) found.push(texts.currentNode as Text);
    for (const text of found) {
      if (text.parentElement?.closest(ignored)) continue;
      const typeset = this.#formulas.typeset(text.data, this.#place);
      if (typeset === undefined) continue;
      const shown = parseHarmless(typeset);
      if (shown instanceof Reason) continue; // the formula stays as it is written
      text.replaceWith(shown);
    }
  }

  /**
   * Completes the links in a part of the lesson, when all of it is made.
   *
   * @param html The part.
   * @param anchorsOf The names in a lesson, by the lesson's name.
   * @returns The part with its links.
   */
  completeLinks(html: Html, anchorsOf: (lesson: string) => Anchors | undefined): Html {
    return this.#links.complete(html, anchorsOf, this.#files.warn);
  }

  /** Headings get the ids that JupyterLab gives them; an id that is taken gets a number. */
  #nameElements(fragment: DocumentFragment): Heading[] {
    const headings: Heading[] = [];
    for (const element of fragment.querySelectorAll("[id], h1, h2, h3, h4, h5, h6")) {
      const level = /^H([1-6])$/.exec(element.tagName)?.[1];
      const text = readText(element);
      element.id = this.anchors.add(level ? text : element.id);
      if (level) headings.push({ level: Number(level), id: element.id, text });
    }
    return headings;
  }

  /** Code has colours. A diagram that is written as code is drawn, or says why it is not. */
  async #showCode(code: Element): Promise<void> {
    const language = /(?:^| )lang(?:uage)?-(\S+)/.exec(code.className)?.[1] ?? "text";
    const source = (code.textContent ?? "").replace(/\n$/, "");
    const isDiagram = language.toLowerCase() === "mermaid";
    const diagram = isDiagram ? await drawMermaid(source, this.#mayFetch) : undefined;
    if (diagram !== undefined && !(diagram instanceof Reason)) {
      const url = makeDataUrl("image/svg+xml", completeSvg(diagram.svg));
      const image = showImage(url, source, { width: diagram.width });
      return code.parentElement!.replaceWith(
        parseHtml(markup`<p class="diagram">${image}</p>`.text),
      );
    }
    const { words } = this.#language;
    const shown = await highlight(source, language);
    const note = diagram instanceof Reason &&
      markup`<p class="note">${words.notes.asWritten(diagram.in(words))}</p>`;
    code.parentElement!.replaceWith(parseHtml(markup`${shown}${note}`.text));
  }

  #findPage(address: string): string | undefined {
    return this.#links.find(address, this.#place);
  }

  get #place(): string {
    return `in cell ${this.#cell} of ${this.#name}.ipynb`;
  }

  /**
   * A page reaches itself, the pages written with it, the web, and files that travel with it. What
   * leads to none of them becomes text.
   */
  async #completeLink(link: Element): Promise<void> {
    const address = link.getAttribute("href")!;
    if (/^(?:https?|mailto|tel|data):/i.test(address)) return;
    const page = this.#findPage(address);
    if (page !== undefined) return link.setAttribute("href", page);
    const file = await this.#files.findFile(address, this.#place);
    if (file === undefined) return link.replaceWith(...link.childNodes);
    link.setAttribute("href", file.url);
    link.setAttribute("download", file.name);
  }

  /** A picture from elsewhere becomes a link: pages show nothing that does not come with them. */
  async #embedPicture(image: Element, attachments: Record<string, MimeBundle>): Promise<void> {
    const source = image.getAttribute("src") ?? "";
    const alt = image.getAttribute("alt") ?? "";
    const document = image.ownerDocument;
    if (ELSEWHERE.test(source)) {
      // A link cannot stand in a link: a badge keeps the one that it stands in.
      const name = document.createElement(image.closest("a[href]") === null ? "a" : "span");
      if (name.tagName === "A") name.setAttribute("href", source);
      name.textContent = alt || source;
      return image.replaceWith(name);
    }
    const found = await this.#files.findPicture(source, alt, attachments);
    if ("url" in found) return image.setAttribute("src", found.url);
    if (!found.isNote) return image.replaceWith(document.createTextNode(found.text));
    const note = document.createElement("span");
    note.className = "note";
    note.textContent = found.text;
    image.replaceWith(note);
  }
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
