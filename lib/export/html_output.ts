/**
 * Making HTML that a cell displays whole: what it shows and links to comes with it.
 *
 * @module
 */
import { defaultTreeAdapter, type DefaultTreeAdapterTypes, parseFragment, serialize } from "parse5";
import { SHOWING_ATTRIBUTES } from "@convbook/jupyter";
import { type Formulas, WITHOUT_FORMULAS } from "./formulas/formulas.ts";
import { Html } from "./html.ts";
import { ELSEWHERE, type LessonFiles } from "./lesson_files.ts";

type Element = DefaultTreeAdapterTypes.Element;
type ParentNode = DefaultTreeAdapterTypes.ParentNode;

/** HTML without one of these need not be looked through. */
const MAY_NAME_FILES = /<(?:audio|image|img|input|source|video|a)\b/i;

/** Has a scheme, such as `https:`, or leads to the page itself: no file beside the notebook. */
const NO_FILE = /^(?:[a-z][a-z\d+.-]*:|#|\/\/|\?|$)/i;

/** What HTML in an output refers to. */
export interface HtmlSurroundings {
  /** The lesson's files. */
  files: LessonFiles;
  /** Finds the page that a link leads to. */
  findPage: (address: string) => string | undefined;
  /** Where the HTML stands, for messages. */
  place: string;
}

/**
 * Puts the files into HTML that it names: pictures, sound, and what its links lead to. A picture from
 * the web becomes a link, as in text: pages show nothing that does not come with them.
 *
 * @param html Balanced HTML. Its scripts stay.
 * @param surroundings What it refers to.
 * @returns The HTML with its files.
 *
 * @example
 * ```ts
 * import { embedFiles } from "./html_output.ts";
 * import { Html } from "./html.ts";
 * import { LessonFiles } from "./lesson_files.ts";
 * import { EN } from "@convbook/words";
 * import { equal } from "node:assert/strict";
 *
 * const html = new Html('<img src="https://example.org/a.png" alt="a">');
 * const files = new LessonFiles(".", EN);
 * const { text } = await embedFiles(html, { files, findPage: () => undefined, place: "" });
 * equal(text, '<a href="https://example.org/a.png">a</a>');
 * ```
 */
export async function embedFiles(
  html: Html,
  surroundings: HtmlSurroundings,
): Promise<Html> {
  if (!MAY_NAME_FILES.test(html.text)) return html;
  const fragment = parseFragment(html.text);
  for (const element of listElements(fragment)) await completeElement(element, surroundings);
  return new Html(serialize(fragment));
}

async function completeElement(
  element: Element,
  { files, findPage, place }: HtmlSurroundings,
): Promise<void> {
  const { tagName, attrs } = element;
  for (const attribute of attrs.filter(({ name }) => SHOWING_ATTRIBUTES[tagName]?.includes(name))) {
    const source = attribute.value.trim();
    const alt = attrs.find(({ name }) => name === "alt")?.value ?? "";
    if (ELSEWHERE.test(source)) {
      if (tagName === "img") becomeLink(element, source, alt || source);
      continue;
    }
    if (NO_FILE.test(source)) continue;
    const found = await files.findPicture(source, alt);
    if ("url" in found) attribute.value = found.url;
    else if (tagName === "img") becomeText(element, found.text);
  }
  const link = tagName === "a" ? attrs.find(({ name }) => name === "href") : undefined;
  if (link === undefined || NO_FILE.test(link.value.trim())) return;
  const page = findPage(link.value);
  if (page !== undefined) {
    link.value = page;
    return;
  }
  const file = await files.findFile(link.value.trim(), place);
  if (file === undefined) {
    element.attrs = attrs.filter((attribute) => attribute !== link);
    return;
  }
  link.value = file.url;
  if (!attrs.some(({ name }) => name === "download")) {
    attrs.push({ name: "download", value: file.name });
  }
}

/** Inside a link, a picture leaves its text: a link within a link would end the outer one. */
function becomeLink(image: Element, address: string, text: string): void {
  if (isInLink(image)) return becomeText(image, text);
  image.nodeName = image.tagName = "a";
  image.attrs = [{ name: "href", value: address }];
  defaultTreeAdapter.insertText(image, text);
}

function becomeText(image: Element, text: string): void {
  image.nodeName = image.tagName = "span";
  image.attrs = [];
  defaultTreeAdapter.insertText(image, text);
}

function isInLink(element: Element): boolean {
  for (let node: ParentNode | null = element.parentNode; node !== null;) {
    if (node.nodeName === "a") return true;
    node = "parentNode" in node ? node.parentNode : null;
  }
  return false;
}

/** All elements, also those of templates, without a function that calls itself. */
function listElements(fragment: ParentNode): Element[] {
  const elements: Element[] = [];
  const parents: ParentNode[] = [fragment];
  for (let parent = parents.pop(); parent !== undefined; parent = parents.pop()) {
    for (const child of parent.childNodes.filter(defaultTreeAdapter.isElementNode)) {
      elements.push(child);
      parents.push(
        "content" in child ? (child as DefaultTreeAdapterTypes.Template).content : child,
      );
    }
  }
  return elements;
}

/** What formulas in HTML begin with. */
const MAY_HOLD_FORMULAS = /[$\\]/;

/**
 * Typesets the formulas in HTML, as JupyterLab does in what a cell displays.
 *
 * @param html Balanced HTML. Its scripts stay.
 * @param formulas The notebook's formulas.
 * @param place Where the HTML stands, for messages.
 * @returns The HTML with its formulas, and their classes.
 *
 * @example
 * ```ts
 * import { Formulas } from "./formulas/formulas.ts";
 * import { typesetHtml } from "./html_output.ts";
 * import { Html } from "./html.ts";
 * import { match } from "node:assert/strict";
 *
 * const { html } = typesetHtml(new Html("<p>$x$</p>"), new Formulas(() => {}), "");
 * match(html.text, /^<p><span class="katex">/);
 * ```
 */
export function typesetHtml(
  html: Html,
  formulas: Formulas,
  place: string,
): { html: Html; classes: Set<string> } {
  const classes = new Set<string>();
  if (!MAY_HOLD_FORMULAS.test(html.text)) return { html, classes };
  const fragment = parseFragment(html.text);
  const parents: ParentNode[] = [fragment, ...listElements(fragment).filter(mayHoldFormulas)];
  for (const parent of parents) {
    parent.childNodes = parent.childNodes.flatMap((child) => {
      if (!defaultTreeAdapter.isTextNode(child)) return [child];
      const typeset = formulas.typeset(child.value, place);
      if (typeset === undefined) return [child];
      const nodes = parseFragment(typeset).childNodes;
      for (const node of nodes) node.parentNode = parent;
      for (const [, names] of typeset.matchAll(/ class="([^"]+)"/g)) {
        for (const name of names.split(" ")) classes.add(name);
      }
      return nodes;
    });
  }
  return { html: new Html(serialize(fragment)), classes };
}

function mayHoldFormulas(element: Element): boolean {
  for (let node: ParentNode | null = element; node !== null;) {
    if (WITHOUT_FORMULAS.includes(node.nodeName)) return false;
    const names = "attrs" in node ? node.attrs.find(({ name }) => name === "class")?.value : "";
    if (/(?:^|\s)tex2jax_ignore(?:\s|$)/.test(names ?? "")) return false;
    node = "parentNode" in node ? node.parentNode : null;
  }
  return true;
}
