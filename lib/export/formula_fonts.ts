/**
 * Which of KaTeX's fonts a page needs: it has twelve families, and most formulas use two.
 *
 * @module
 */

/** A rule of a style sheet: selectors and declarations. */
const RULE = /([^{}]+)\{([^{}]*)\}/g;

/**
 * Lists the font families that KaTeX's style sheet gives the formulas of a page.
 *
 * @param style KaTeX's style sheet.
 * @param classes The classes of the elements of the page's markdown.
 * @returns The families, as in `KaTeX_Main`. None if the page has no formula.
 *
 * @example
 * ```ts
 * import { listFormulaFonts } from "./formula_fonts.ts";
 * import { deepEqual } from "node:assert/strict";
 *
 * const style = ".katex{font:1em KaTeX_Main}.katex .mathbb{font-family:KaTeX_AMS}";
 * deepEqual(listFormulaFonts(style, new Set(["katex"])), new Set(["KaTeX_Main"]));
 * ```
 */
export function listFormulaFonts(style: string, classes: ReadonlySet<string>): Set<string> {
  const isUsed = (selector: string) =>
    [...selector.matchAll(/\.([\w-]+)/g)].every(([, name]) => classes.has(name));
  const families = new Set<string>();
  for (const [, selectors, declarations] of style.matchAll(RULE)) {
    if (selectors.startsWith("@") || !selectors.split(",").some(isUsed)) continue;
    for (const [family] of declarations.matchAll(/KaTeX_\w+/g)) families.add(family);
  }
  return families;
}
