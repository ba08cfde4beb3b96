/**
 * How wide a text is when drawn, without a browser to ask.
 *
 * @module
 */

/**
 * Advance widths of the characters U+0020 to U+007E in thousandths of the font size, for Arial and
 * the fonts made to its measure (Helvetica, Liberation Sans): what front ends draw figures with.
 */
const REGULAR_WIDTHS = [
  [278, 278, 355, 556, 556, 889, 667, 191, 333, 333, 389, 584, 278, 333, 278, 278], // space to /
  [556, 556, 556, 556, 556, 556, 556, 556, 556, 556, 278, 278, 584, 584, 584, 556], // 0 to ?
  [1015, 667, 667, 722, 722, 667, 611, 778, 722, 278, 500, 667, 556, 833, 722, 778], // @ to O
  [667, 778, 722, 667, 611, 722, 667, 944, 667, 667, 611, 278, 278, 278, 469, 556], // P to _
  [333, 556, 556, 500, 556, 556, 278, 556, 556, 222, 222, 500, 222, 833, 556, 556], // ` to o
  [556, 556, 333, 500, 278, 556, 500, 722, 500, 500, 500, 334, 260, 334, 584], // p to ~
].flat();

/** The same for the bold fonts. */
const BOLD_WIDTHS = [
  [278, 333, 474, 556, 556, 889, 722, 238, 333, 333, 389, 584, 278, 333, 278, 278], // space to /
  [556, 556, 556, 556, 556, 556, 556, 556, 556, 556, 333, 333, 584, 584, 584, 611], // 0 to ?
  [975, 722, 722, 722, 722, 667, 611, 778, 722, 278, 556, 722, 611, 833, 722, 778], // @ to O
  [667, 778, 722, 667, 611, 722, 667, 944, 667, 667, 611, 333, 278, 333, 584, 556], // P to _
  [333, 556, 611, 556, 611, 556, 333, 611, 611, 278, 278, 556, 278, 889, 611, 611], // ` to o
  [611, 611, 389, 556, 333, 611, 556, 778, 556, 556, 500, 389, 280, 389, 584], // p to ~
].flat();

/** Characters outside ASCII that axes, titles and captions use often. */
const OTHER_WIDTHS: Record<string, number> = { "·": 278, "−": 584, "×": 584, "–": 556, "°": 400 };

/** The width taken for any other character: that of →, … and —, wider than most letters. */
const UNKNOWN_WIDTH = 1000;

/**
 * Returns the width of a line of text in Arial or a font made to its measure.
 *
 * @param text One line of text.
 * @param fontSize The font size in px.
 * @param bold Whether the text is set in bold.
 * @returns The width in px. Characters that the table lacks count as 1 em.
 *
 * @example
 * ```ts
 * import { textWidth } from "./text_width.ts";
 * import { equal } from "node:assert/strict";
 *
 * equal(textWidth("10", 10, false), 11.12);
 * ```
 */
export function textWidth(text: string, fontSize: number, bold: boolean): number {
  const widths = bold ? BOLD_WIDTHS : REGULAR_WIDTHS;
  let thousandths = 0;
  for (const character of text) {
    const index = character.charCodeAt(0) - 0x20;
    thousandths += widths[index] ?? OTHER_WIDTHS[character] ?? UNKNOWN_WIDTH;
  }
  return thousandths * fontSize / 1000;
}
