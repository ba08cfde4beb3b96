/**
 * Taking HTML of unknown quality apart and putting it together whole.
 *
 * @module
 */
import { setImmediate } from "node:timers/promises";
import createDOMPurify from "dompurify";
// @ts-types="@types/jsdom"
import { JSDOM } from "jsdom";
import { findExcess } from "./balance.ts";
import { Html } from "./html.ts";
import type { Reason } from "./reason.ts";

/** A DOM takes 0.2 ms for each element of a text: 4 s. A lesson's cells have fewer than 200. */
const MAX_ELEMENTS = 20_000;

const { window } = new JSDOM("");
const purify = createDOMPurify(window);
// Names are taken away; those of places in the text become ids, which mean the same.
purify.addHook("beforeSanitizeAttributes", (element) => {
  if (element.nodeName !== "A") return;
  const name = element.getAttribute("name");
  if (name && !element.hasAttribute("id")) element.setAttribute("id", name);
});

/** Paths, fragments, and what leads elsewhere or to a picture of the cell; never a script. */
const HARMLESS_URL = /^(?:(?:https?|mailto|tel|attachment):|[^a-z]|[a-z+.-]+(?:[^a-z+.:-]|$))/i;

/**
 * Parses HTML of which only harmless parts are wanted: no scripts, no styles for the page, no
 * handlers. Formulas (MathML with its TeX source) stay.
 *
 * @param text HTML, in any state.
 * @returns Its elements, or why they are not looked through: too many, or nested too deep.
 *
 * @example
 * ```ts
 * import { parseHarmless, serialise } from "./dom.ts";
 * import { Reason } from "./reason.ts";
 * import { EN } from "@convbook/words";
 * import { equal } from "node:assert/strict";
 *
 * const fragment = parseHarmless("<b onclick='f()'>a<script>f()</script>");
 * equal(!(fragment instanceof Reason) && serialise(fragment).text, "<b>a</b>");
 * const reason = parseHarmless("<div>".repeat(1000));
 * equal(reason instanceof Reason && reason.in(EN), "it nests elements more than 512 deep");
 * ```
 */
export function parseHarmless(text: string): DocumentFragment | Reason {
  // A parser with a DOM would take minutes and end with a stack that is full.
  const excess = findExcess(text, MAX_ELEMENTS);
  if (excess !== undefined) return excess;
  return purify.sanitize(text, {
    ADD_TAGS: ["semantics", "annotation"],
    ALLOWED_URI_REGEXP: HARMLESS_URL,
    FORBID_TAGS: ["style", "form"],
    // `<img name="querySelectorAll">` would stand in for the document's own function.
    FORBID_ATTR: ["name"],
    // Names are checked where they are given, and Plotly is not looked up as `document.Plotly`.
    SANITIZE_DOM: false,
    RETURN_DOM_FRAGMENT: true,
  });
}

/**
 * Parses HTML that this program has made.
 *
 * @param text The HTML.
 * @returns Its elements.
 *
 * @example
 * ```ts
 * import { parseHtml } from "./dom.ts";
 * import { equal } from "node:assert/strict";
 *
 * equal(parseHtml("<pre>a</pre>").children[0].tagName, "PRE");
 * ```
 */
export function parseHtml(text: string): DocumentFragment {
  return JSDOM.fragment(text);
}

/**
 * Tells whether a text is XML whose outermost element is as wanted.
 *
 * @param text A text.
 * @param tag What the element is called.
 * @param namespace Its namespace.
 * @returns Whether programs that read XML find that element.
 *
 * @example
 * ```ts
 * import { isXml } from "./dom.ts";
 * import { equal } from "node:assert/strict";
 *
 * equal(isXml("<a xmlns='urn:a' b='1'/>", "a", "urn:a"), true);
 * equal(isXml("<a xmlns='urn:a' b=1>", "a", "urn:a"), false);
 * ```
 */
export function isXml(text: string, tag: string, namespace: string): boolean {
  const document = new window.DOMParser().parseFromString(text, "application/xml");
  if (document.getElementsByTagName("parsererror").length > 0) return false;
  const { localName, namespaceURI } = document.documentElement;
  return localName === tag && namespaceURI === namespace;
}

/**
 * Reads HTML of unknown quality and writes the first element of a kind as XML.
 *
 * @param text HTML, of which {@linkcode findExcess} finds nothing.
 * @param tag What the element is called.
 * @returns The element as XML, or `undefined` if there is none.
 *
 * @example
 * ```ts
 * import { readAsXml } from "./dom.ts";
 * import { equal } from "node:assert/strict";
 *
 * equal(
 *   readAsXml("<p><svg><rect x=1></svg>", "svg"),
 *   '<svg xmlns="http://www.w3.org/2000/svg"><rect x="1"/></svg>',
 * );
 * ```
 */
export function readAsXml(text: string, tag: string): string | undefined {
  const element = parseHtml(text).querySelector(tag);
  if (element === null) return undefined;
  for (const part of [element, ...element.querySelectorAll("*")]) {
    for (const { name, prefix } of [...part.attributes]) {
      // In HTML a colon is a letter like others; in XML it needs a namespace.
      const isName = prefix !== null || /^[a-z_][\w.-]*$/i.test(name);
      // Elements have their namespaces already.
      if (!isName || name === "xmlns") part.removeAttribute(name);
    }
    if (part.tagName.includes(":")) part.remove();
  }
  return new window.XMLSerializer().serializeToString(element);
}

/**
 * Writes elements as HTML.
 *
 * @param fragment The elements.
 * @returns The HTML.
 *
 * @example
 * ```ts
 * import { parseHtml, serialise } from "./dom.ts";
 * import { equal } from "node:assert/strict";
 *
 * equal(serialise(parseHtml("<p>a &amp; b")).text, "<p>a &amp; b</p>");
 * ```
 */
export function serialise(fragment: DocumentFragment): Html {
  const container = window.document.createElement("div");
  container.append(fragment.cloneNode(true));
  return new Html(container.innerHTML);
}

/**
 * Lets the memory go of elements that are no longer used. jsdom refers to them weakly, and what has
 * been looked up in that way is kept until the event loop turns: 0.6 MB for each cell.
 *
 * @returns When the event loop has turned.
 *
 * @example
 * ```ts
 * import { parseHtml, releaseElements } from "./dom.ts";
 *
 * parseHtml("<p>a</p>");
 * await releaseElements();
 * ```
 */
export async function releaseElements(): Promise<void> {
  await setImmediate();
}
