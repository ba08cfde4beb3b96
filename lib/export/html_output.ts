/**
 * Making HTML that a cell displays whole: what it shows and links to comes with it.
 *
 * @module
 */
import { defaultTreeAdapter, type DefaultTreeAdapterTypes, parseFragment, serialize } from "parse5";
import { SHOWN } from "@convbook/jupyter";
import { Html } from "./html.ts";
import { ELSEWHERE, type LessonFiles } from "./lesson_files.ts";

type Element = DefaultTreeAdapterTypes.Element;
type ParentNode = DefaultTreeAdapterTypes.ParentNode;

/** HTML without one of these need not be looked through. */
const MAY_NAME_FILES = /<(?:audio|image|img|input|source|video|a)\b/i;

/** Has a scheme, such as `https:`, or leads to the page itself: no file beside the notebook. */
const NO_FILE = /^(?:[a-z][a-z\d+.-]*:|#|\/\/|\?|$)/i;

/**
 * Puts the files into HTML that it names: pictures, sound, and what its links lead to. A picture from
 * the web becomes a link, as in text: pages show nothing that does not come with them.
 *
 * @param html Balanced HTML. Its scripts stay.
 * @param files The lesson's files.
 * @param linkTo The address of another notebook's page, by the notebook's name.
 * @returns The HTML with its files.
 *
 * @example
 * ```ts
 * import { embedFiles } from "./html_output.ts";
 * import { SHOWN } from "@convbook/jupyter";
import { Html } from "./html.ts";
 * import { LessonFiles } from "./lesson_files.ts";
 * import { EN } from "@convbook/words";
 * import { equal } from "node:assert/strict";
 *
 * const html = new Html('<img src="https://example.org/a.png" alt="a">');
 * const { text } = await embedFiles(html, new LessonFiles(".", EN), () => undefined);
 * equal(text, '<a href="https://example.org/a.png">a</a>');
 * ```
 */
export async function embedFiles(
  html: Html,
  files: LessonFiles,
  linkTo: (address: string) => string | undefined,
): Promise<Html> {
  if (!MAY_NAME_FILES.test(html.text)) return html;
  const fragment = parseFragment(html.text);
  for (const element of listElements(fragment)) await completeElement(element, files, linkTo);
  return new Html(serialize(fragment));
}

async function completeElement(
  element: Element,
  files: LessonFiles,
  linkTo: (address: string) => string | undefined,
): Promise<void> {
  const { tagName, attrs } = element;
  for (const attribute of attrs.filter(({ name }) => SHOWN[tagName]?.includes(name))) {
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
  const page = linkTo(link.value);
  if (page !== undefined) {
    link.value = page;
    return;
  }
  const file = await files.findFile(link.value.trim());
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
