/**
 * Taking HTML of unknown quality apart and putting it together whole.
 *
 * @module
 */
import createDOMPurify from "dompurify";
// @ts-types="@types/jsdom"
import { JSDOM } from "jsdom";
import { isBounded, MAX_DEPTH } from "./balance.ts";
import { Html } from "./html.ts";

const { window } = new JSDOM("");
const purify = createDOMPurify(window);

/** Paths, fragments, and what leads elsewhere or to a picture of the cell; never a script. */
const HARMLESS_URL = /^(?:(?:https?|mailto|tel|attachment):|[^a-z]|[a-z+.-]+(?:[^a-z+.:-]|$))/i;

/**
 * Parses HTML of which only harmless parts are wanted: no scripts, no styles for the page, no
 * handlers. Formulas (MathML with its TeX source) stay.
 *
 * @param text HTML, in any state.
 * @returns Its elements, or a note where they are nested too deep to be looked through.
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
  // A parser with a DOM would take minutes and end with a stack that is full.
  if (!isBounded(text)) {
    return JSDOM.fragment(
      '<p class="note">This text is only in the notebook: its HTML is nested more than ' +
        `${MAX_DEPTH} deep.</p>`,
    );
  }
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
