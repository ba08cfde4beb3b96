/**
 * Making HTML of unknown quality whole, without a DOM: that takes ten times as long.
 *
 * @module
 */
// The parser that jsdom uses too.
import { defaultTreeAdapter, type DefaultTreeAdapterTypes, parseFragment, serialize } from "parse5";
import { formatWhole } from "@convbook/words";
import { Html } from "./html.ts";
import { Reason } from "./reason.ts";

/** The deepest that Chromium nests elements; it puts deeper ones beside them. */
const MAX_DEPTH = 512;

/** Twice a table of 60,000 rows and 3 columns. A short text can open any number of elements. */
const MAX_ELEMENTS = 500_000;

/** How many elements the parser itself makes around a fragment. */
const FRAME_ELEMENTS = 3;

/** What is written is parsed again until it stays the same. One round is normal, three are rare. */
const MAX_ROUNDS = 8;

/** Nothing can close `<plaintext>`, and browsers read `<noscript>` otherwise than programs do. */
const UNWRAPPED = ["plaintext", "noscript"];

/** Parsers drop a line feed at the beginning of these, and the serializer does not write it. */
const WITHOUT_LINE_FEED = ["pre", "textarea", "listing"];

/** Wherever they stand, these speak for the whole page, and can lead it or its links elsewhere. */
const DROPPED = ["base", "link", "meta"];

/** Says that a text holds too many elements. */
class TooManyElements extends Error {}

type ParentNode = DefaultTreeAdapterTypes.ParentNode;

/**
 * Closes whatever HTML leaves open and drops what it closes too much, so that it cannot change what
 * stands around it. What speaks for the whole page (`<base>`, `<link>`, `<meta>`) is dropped too.
 * Scripts stay, and run in the page.
 *
 * @param text HTML, in any state.
 * @returns HTML that a browser reads as it is written, or why there is none.
 *
 * @example
 * ```ts
 * import { balance } from "./balance.ts";
 * import { Html } from "./html.ts";
 * import { Reason } from "./reason.ts";
 * import { EN } from "@convbook/words";
 * import { deepEqual, equal } from "node:assert/strict";
 *
 * deepEqual(balance("<b>a</div></main><p title='x"), new Html("<b>a</b>"));
 * deepEqual(balance("<script>f('</p>')"), new Html("<script>f('</p>')</script>"));
 * const reason = balance("<b>".repeat(1000));
 * equal(reason instanceof Reason && reason.in(EN), "it nests elements more than 512 deep");
 * ```
 */
export function balance(text: string): Html | Reason {
  let before = text;
  for (let round = 0; round < MAX_ROUNDS; round++) {
    const fragment = parseBounded(before, MAX_ELEMENTS);
    if (fragment instanceof Reason) return fragment;
    keepInside(fragment);
    const after = serialize(fragment);
    if (after === before) return new Html(after);
    before = after;
  }
  return new Reason(({ reasons }) => reasons.readOtherwise);
}

/**
 * Tells why HTML cannot be parsed into a DOM in reasonable time.
 *
 * @param text HTML, in any state.
 * @param maxElements The most elements that it may have.
 * @returns What it has too much of, or `undefined` if it can be parsed.
 *
 * @example
 * ```ts
 * import { findExcess } from "./balance.ts";
 * import { EN } from "@convbook/words";
 * import { equal } from "node:assert/strict";
 *
 * equal(findExcess("<p>a</p>", 2), undefined);
 * equal(findExcess("<p>a</p>".repeat(3), 2)?.in(EN), "it has more than 2 elements");
 * equal(findExcess("<div>".repeat(1000), 1000)?.in(EN), "it nests elements more than 512 deep");
 * ```
 */
export function findExcess(text: string, maxElements: number): Reason | undefined {
  const fragment = parseBounded(text, maxElements);
  return fragment instanceof Reason ? fragment : undefined;
}

/** Parses HTML, or tells why that would take too long. */
function parseBounded(
  text: string,
  maxElements: number,
): DefaultTreeAdapterTypes.DocumentFragment | Reason {
  let count = -FRAME_ELEMENTS;
  const treeAdapter: typeof defaultTreeAdapter = {
    ...defaultTreeAdapter,
    createElement: (...details) => {
      if (++count > maxElements) throw new TooManyElements();
      return defaultTreeAdapter.createElement(...details);
    },
  };
  try {
    const fragment = parseFragment(text, { treeAdapter });
    if (!isTooDeep(fragment)) return fragment;
    return new Reason(({ reasons }) => reasons.tooDeep(MAX_DEPTH));
  } catch (error) {
    if (!(error instanceof TooManyElements)) throw error;
    return new Reason((words) => words.reasons.tooManyElements(formatWhole(maxElements, words)));
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

/** Takes out what would reach beyond the HTML's place in the page. */
function keepInside(parent: ParentNode): void {
  const container = contentOf(parent);
  container.childNodes = container.childNodes.flatMap((child) => {
    if (!defaultTreeAdapter.isElementNode(child)) return [child];
    if (DROPPED.includes(child.nodeName)) return [];
    keepInside(child);
    if (WITHOUT_LINE_FEED.includes(child.nodeName)) keepLineFeed(child);
    if (!UNWRAPPED.includes(child.nodeName)) return [child];
    for (const grandchild of child.childNodes) grandchild.parentNode = container;
    return child.childNodes;
  });
}

function keepLineFeed({ childNodes: [first] }: DefaultTreeAdapterTypes.Element): void {
  if (first === undefined || !defaultTreeAdapter.isTextNode(first)) return;
  if (first.value.startsWith("\n")) first.value = `\n${first.value}`;
}

function listElements(parent: ParentNode): DefaultTreeAdapterTypes.Element[] {
  return contentOf(parent).childNodes.filter(defaultTreeAdapter.isElementNode);
}

/** The children of a `<template>` lie in a fragment of its own. */
function contentOf(parent: ParentNode): ParentNode {
  return "content" in parent ? parent.content : parent;
}
