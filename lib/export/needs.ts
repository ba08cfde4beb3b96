/**
 * What a part of a page needs of the page's style and scripts: known where the part is made, so that
 * nobody has to look for it in the HTML.
 *
 * @module
 */
import type { Html } from "./html.ts";

/** What a part of a page needs. */
export interface Needs {
  /** Whether it has figures that a script draws, with Plotly. */
  hasFigures: boolean;
  /** Whether it has frames that grow with their content. */
  hasFrames: boolean;
  /** The classes of the elements of its markdown, by which formulas get their fonts. */
  classes: ReadonlySet<string>;
}

/** A part of a page. */
export interface Shown {
  /** Its HTML. */
  content: Html;
  /** What it needs. */
  needs: Needs;
}

/** What text, tables and pictures need. */
export const NO_NEEDS: Needs = { hasFigures: false, hasFrames: false, classes: new Set() };

/**
 * Adds up what the parts of a page need.
 *
 * @param parts The parts.
 * @returns What the page needs.
 *
 * @example
 * ```ts
 * import { joinNeeds, NO_NEEDS } from "./needs.ts";
 * import { deepEqual } from "node:assert/strict";
 *
 * const formula = { ...NO_NEEDS, classes: new Set(["katex"]) };
 * const figure = { ...NO_NEEDS, hasFigures: true };
 * deepEqual(joinNeeds([formula, figure]), { ...formula, hasFigures: true });
 * ```
 */
export function joinNeeds(parts: readonly Needs[]): Needs {
  return {
    hasFigures: parts.some(({ hasFigures }) => hasFigures),
    hasFrames: parts.some(({ hasFrames }) => hasFrames),
    classes: new Set(parts.flatMap(({ classes }) => [...classes])),
  };
}
