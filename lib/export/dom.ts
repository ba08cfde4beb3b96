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
