/**
 * A font of pixels for captions inside PNGs: imagescript draws text only from a font file, and there
 * is none to rely on.
 *
 * @module
 */
import type { Image } from "imagescript";

/** A glyph's height in pixels of the font, with the row below the baseline that `g` and `y` use. */
export const GLYPH_HEIGHT = 8;
const GLYPH_WIDTH = 5;
const SPACE_WIDTH = 3;

/**
 * Five columns for each character, two hexadecimal digits a column; bit 0 is the top row. The shapes
 * are those of the usual 5 × 7 dot-matrix displays.
 */
// deno-fmt-ignore
const GLYPHS: Record<string, string> = {
  "!": "00005f0000", '"': "0007000700", "#": "147f147f14", "$": "242a7f2a12",
  "%": "2313086462", "&": "3649562050", "'": "0000070000", "(": "001c224100", ")": "0041221c00",
  "*": "2a1c7f1c2a", "+": "08083e0808", ",": "0080703000", "-": "0808080808", ".": "0000606000",
  "/": "2010080402", "0": "3e5149453e", "1": "00427f4000", "2": "7249494946", "3": "2141494d33",
  "4": "1814127f10", "5": "2745454539", "6": "3c4a494931", "7": "4121110907", "8": "3649494936",
  "9": "464949291e", ":": "0000360000", ";": "0040360000", "<": "0008142241", "=": "1414141414",
  ">": "4122140800", "?": "0201590906", "@": "3e415d594e", "A": "7c1211127c", "B": "7f49494936",
  "C": "3e41414122", "D": "7f4141413e", "E": "7f49494941", "F": "7f09090901", "G": "3e41415173",
  "H": "7f0808087f", "I": "00417f4100", "J": "2040413f01", "K": "7f08142241", "L": "7f40404040",
  "M": "7f021c027f", "N": "7f0408107f", "O": "3e4141413e", "P": "7f09090906", "Q": "3e4151215e",
  "R": "7f09192946", "S": "2649494932", "T": "03017f0103", "U": "3f4040403f", "V": "1f2040201f",
  "W": "3f4038403f", "X": "6314081463", "Y": "0304780403", "Z": "6159494d43", "[": "007f414141",
  "\\": "0204081020", "]": "004141417f", "^": "0402010204", "_": "4040404040", "`": "0003070800",
  "a": "2054547840", "b": "7f28444438", "c": "3844444428", "d": "384444287f", "e": "3854545418",
  "f": "00087e0902", "g": "18a4a49c78", "h": "7f08040478", "i": "00447d4000", "j": "2040403d00",
  "k": "7f10284400", "l": "00417f4000", "m": "7c04780478", "n": "7c08040478", "o": "3844444438",
  "p": "fc18242418", "q": "18242418fc", "r": "7c08040408", "s": "4854545424", "t": "04043f4424",
  "u": "3c4040207c", "v": "1c2040201c", "w": "3c4030403c", "x": "4428102844", "y": "4c9090907c",
  "z": "4464544c44", "{": "0008364100", "|": "0000770000", "}": "0041360800", "~": "0201020402",
  "→": "08082a1c08", "·": "0000181800", "×": "2214081422", "–": "0808080808", "°": "0006090906",
};

/** An empty box, for characters that the font lacks. */
const MISSING_GLYPH = "7f4141417f";

/** A character's columns, from its first to its last that is not empty. */
function glyphColumns(character: string): number[] {
  if (character === " ") return Array(SPACE_WIDTH).fill(0);
  const glyph = GLYPHS[character] ?? MISSING_GLYPH;
  const columns = Array.from(
    { length: GLYPH_WIDTH },
    (_, column) => Number.parseInt(glyph.slice(2 * column, 2 * column + 2), 16),
  );
  const filled = (bits: number) => bits !== 0;
  return columns.slice(columns.findIndex(filled), columns.findLastIndex(filled) + 1);
}

/**
 * Returns the width of a line of text in pixels of the font.
 *
 * @param text One line of text.
 * @returns The width: a glyph takes up to five pixels, with one between two glyphs.
 */
export function bitmapTextWidth(text: string): number {
  const widths = [...text].map((character) => glyphColumns(character).length + 1);
  return Math.max(0, widths.reduce((sum, width) => sum + width, 0) - 1);
}

/**
 * Draws a line of text into an image.
 *
 * Characters that the font lacks (it has ASCII, →, ·, ×, – and °) are drawn as an empty box.
 *
 * @param image The image, which is changed.
 * @param text One line of text.
 * @param left Where the text begins, in px from the image's left edge.
 * @param top Where the glyphs begin, in px from the image's upper edge.
 * @param options The size of a pixel of the font in px, and the colour as 0xRRGGBBAA.
 */
export function drawBitmapText(
  image: Image,
  text: string,
  left: number,
  top: number,
  { size, colour }: { size: number; colour: number },
): void {
  let x = left;
  for (const character of text) {
    for (const bits of glyphColumns(character)) {
      for (let row = 0; row < GLYPH_HEIGHT; row++) {
        if ((bits & (1 << row)) === 0) continue;
        image.drawBox(x + 1, top + row * size + 1, size, size, colour); // imagescript counts from 1
      }
      x += size;
    }
    x += size; // the gap between two glyphs
  }
}
