/**
 * The kinds of boxes that authors put text into, as GitHub, MyST, Quarto and others call them.
 *
 * @module
 */
import type { Words } from "@convbook/words";

/** A kind of box, by the word for it. */
export type BoxKind = keyof Words["boxes"];

/** What else the kinds are called. */
const OTHER_NAMES: Record<string, BoxKind> = {
  abstract: "note",
  admonition: "note",
  attention: "warning",
  caution: "caution",
  error: "danger",
  exercise: "exercise",
  faq: "question",
  help: "question",
  information: "info",
  see: "seealso",
  success: "tip",
  summary: "note",
  tldr: "note",
  todo: "note",
};

/**
 * Finds the kind of a box.
 *
 * @param name What its author calls it, as in `NOTE` or `callout-tip`.
 * @param words The words of the page.
 * @returns The kind, or `undefined` if there is none of that name.
 *
 * @example
 * ```ts
 * import { findBoxKind } from "./box_kinds.ts";
 * import { EN } from "@convbook/words";
 * import { equal } from "node:assert/strict";
 *
 * equal(findBoxKind("callout-Tip", EN), "tip");
 * equal(findBoxKind("column", EN), undefined);
 * ```
 */
export function findBoxKind(name: string, { boxes }: Words): BoxKind | undefined {
  const word = name.toLowerCase().replace(/^callout-/, "");
  if (Object.hasOwn(boxes, word)) return word as BoxKind;
  return Object.hasOwn(OTHER_NAMES, word) ? OTHER_NAMES[word] : undefined;
}
