/**
 * Colours that can be read: letters keep a contrast of 4.5 to 1 (WCAG 2.2, 1.4.3).
 *
 * @module
 */
import type { Colour } from "./terminal_style.ts";

/** The contrast that letters need. */
const CONTRAST = 4.5;

/** A little more than needed: a page's colours are rounded. */
const STEP = 0.05;

const BLACK: Colour = [0, 0, 0];
const WHITE: Colour = [255, 255, 255];

/**
 * Changes a colour as little as needed for letters on paper.
 *
 * @param letters The colour of the letters.
 * @param paper The colour of the paper.
 * @returns The colour; darker or brighter if it could not be read.
 *
 * @example
 * ```ts
 * import { makeReadable } from "./readable_colour.ts";
 * import { deepEqual } from "node:assert/strict";
 *
 * deepEqual(makeReadable([0, 0, 0], [255, 255, 255]), [0, 0, 0]);
 * deepEqual(makeReadable([255, 255, 255], [255, 255, 255]), [115, 115, 115]);
 * ```
 */
export function makeReadable(letters: Colour, paper: Colour): Colour {
  const end = contrast(BLACK, paper) > contrast(WHITE, paper) ? BLACK : WHITE;
  for (let share = 0; share < 1; share += STEP) {
    const mixed = letters.map((value, index) =>
      Math.round(value + (end[index] - value) * share)
    ) as unknown as Colour;
    if (contrast(mixed, paper) >= CONTRAST) return mixed;
  }
  return end;
}

/** The contrast of two colours, 1 to 21. */
function contrast(a: Colour, b: Colour): number {
  const [dark, bright] = [luminance(a), luminance(b)].toSorted((a, b) => a - b);
  return (bright + 0.05) / (dark + 0.05);
}

/** The relative luminance of a colour in sRGB, 0 to 1. */
function luminance(colour: Colour): number {
  const [red, green, blue] = colour.map((value) => {
    const part = value / 255;
    return part <= 0.04045 ? part / 12.92 : ((part + 0.055) / 1.055) ** 2.4;
  });
  return 0.2126 * red + 0.7152 * green + 0.0722 * blue;
}
