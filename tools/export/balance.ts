/**
 * Making HTML of unknown quality whole, without a DOM: that takes ten times as long.
 *
 * @module
 */
// The parser that jsdom uses too.
import { defaultTreeAdapter, type DefaultTreeAdapterTypes, parseFragment, serialize } from "parse5";
import { Html } from "./html.ts";

/** So deep Chromium nests elements; what is deeper it puts beside them. */
export const MAX_DEPTH = 512;

/** Twice a table of 60,000 rows and 3 columns. A short text can open any number of elements. */
const MAX_ELEMENTS = 500_000;

/** What is written is parsed again until it stays the same. One round is normal, three are rare. */
const MAX_ROUNDS = 8;

/** Says that a text holds too many elements. */
class TooManyElements extends Error {}

type ParentNode = DefaultTreeAdapterTypes.ParentNode;

/**
 * Closes whatever HTML leaves open and drops what it closes too much, so that it cannot change what
 * stands around it. Scripts stay, and run in the page.
 *
 * @param text HTML, in any state.
 * @returns HTML that a browser reads as it is written, or `undefined` where none can be made: it
 * never stays the same, or has too many elements, or nests them too deep.
 *
 * @example
 * ```ts
 * import { balance } from "./balance.ts";
 * import { equal } from "node:assert/strict";
 *
 * equal(balance("<b>a</div></main><p title='x")?.text, "<b>a</b>");
 * equal(balance("<script>f('</p>')")?.text, "<script>f('</p>')</script>");
 * equal(balance("<b>".repeat(1000)), undefined);
 * ```
 */
export function balance(text: string): Html | undefined {
  let before = text;
  for (let round = 0; round < MAX_ROUNDS; round++) {
    const fragment = parseBounded(before);
    if (fragment === undefined) return undefined;
    unwrapUnclosable(fragment);
    const after = serialize(fragment);
    if (after === before) return new Html(after);
    before = after;
  }
  return undefined;
}

/**
 * Tells whether HTML can be parsed into a DOM in reasonable time.
 *
 * @param text HTML, in any state.
 * @returns Whether it has at most 500,000 elements, nested at most 512 deep.
 *
 * @example
 * ```ts
 * import { isBounded } from "./balance.ts";
 * import { equal } from "node:assert/strict";
 *
 * equal(isBounded("<p>a</p>"), true);
 * equal(isBounded("<div>".repeat(1000)), false);
 * ```
 */
export function isBounded(text: string): boolean {
  return parseBounded(text) !== undefined;
}

function parseBounded(text: string): DefaultTreeAdapterTypes.DocumentFragment | undefined {
  let count = 0;
  const treeAdapter: typeof defaultTreeAdapter = {
    ...defaultTreeAdapter,
    createElement: (...details) => {
      if (++count > MAX_ELEMENTS) throw new TooManyElements();
      return defaultTreeAdapter.createElement(...details);
    },
  };
  try {
    const fragment = parseFragment(text, { treeAdapter });
    return isTooDeep(fragment) ? undefined : fragment;
  } catch (error) {
    if (error instanceof TooManyElements) return undefined;
    throw error;
  }
}

/** Level by level: a function that calls itself would fill the stack. */
function isTooDeep(fragment: ParentNode): boolean {
  let level = listElements(fragment);
  for (let depth = 1; level.length > 0; depth++) {
    if (depth > MAX_DEPTH) return true;
    level = level.flatMap(listElements);
  }
  return false;
}

/** Nothing can close `<plaintext>`, and browsers read `<noscript>` otherwise than programs do. */
function unwrapUnclosable(parent: ParentNode): void {
  for (const element of listElements(parent)) {
    unwrapUnclosable(element);
    if (element.nodeName !== "plaintext" && element.nodeName !== "noscript") continue;
    const container = element.parentNode!;
    container.childNodes.splice(container.childNodes.indexOf(element), 1, ...element.childNodes);
    for (const child of element.childNodes) child.parentNode = container;
  }
}

function listElements(node: ParentNode): DefaultTreeAdapterTypes.Element[] {
  const { childNodes } = "content" in node ? node.content : node;
  return childNodes.filter(defaultTreeAdapter.isElementNode);
}
