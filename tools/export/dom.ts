/**
 * Taking HTML of unknown quality apart and putting it together whole.
 *
 * @module
 */
import createDOMPurify from "dompurify";
// @ts-types="@types/jsdom"
import { JSDOM } from "jsdom";
import { Html } from "./html.ts";

const { window } = new JSDOM("");
const purify = createDOMPurify(window);

/** Paths, fragments, and what leads elsewhere or to a picture of the cell; never a script. */
const HARMLESS_URL = /^(?:(?:https?|mailto|tel|attachment):|[^a-z]|[a-z+.-]+(?:[^a-z+.:-]|$))/i;

/** What is written is parsed again until it stays the same. One round is normal, three are rare. */
const MAX_ROUNDS = 8;

/**
 * Parses HTML of which only harmless parts are wanted: no scripts, no styles for the page, no
 * handlers. Formulas (MathML with its TeX source) stay.
 *
 * @param text HTML, in any state.
 * @returns Its elements.
 *
 * @example
 * ```ts
 * import { parseHarmless, serialise } from "./dom.ts";
 * import { equal } from "node:assert/strict";
 *
 * equal(serialise(parseHarmless("<b onclick='f()'>a<script>f()</script>")).text, "<b>a</b>");
 * ```
 */
export function parseHarmless(text: string): DocumentFragment {
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
 * Closes whatever HTML leaves open and drops what it closes too much, so that it cannot change what
 * stands around it. Scripts stay, and run in the page.
 *
 * @param text HTML, in any state.
 * @returns HTML that a browser reads as it is written, or `undefined` where none can be made.
 *
 * @example
 * ```ts
 * import { balance } from "./dom.ts";
 * import { equal } from "node:assert/strict";
 *
 * equal(balance("<b>a</div></main><p title='x")?.text, "<b>a</b>");
 * equal(balance("<script>f('</p>')")?.text, "<script>f('</p>')</script>");
 * ```
 */
export function balance(text: string): Html | undefined {
  let before = text;
  for (let round = 0; round < MAX_ROUNDS; round++) {
    const fragment = JSDOM.fragment(before);
    // Nothing can close <plaintext>, and browsers read <noscript> otherwise than programs do.
    for (const element of fragment.querySelectorAll("plaintext, noscript")) {
      element.replaceWith(...element.childNodes);
    }
    const after = serialise(fragment);
    if (after.text === before) return after;
    before = after.text;
  }
  return undefined;
}
