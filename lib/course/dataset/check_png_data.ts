/**
 * What is wrong with the compressed pixels of a PNG.
 *
 * @module
 */
import { describeError } from "@convbook/check";
import { PngFault, type PngParts } from "./check_png.ts";

/** PNG specification (third edition), 8.1: where each pass starts and how far its pixels are apart. */
const PASSES = [
  [0, 0, 8, 8],
  [4, 0, 8, 8],
  [0, 4, 4, 8],
  [2, 0, 4, 4],
  [0, 2, 2, 4],
  [1, 0, 2, 2],
  [0, 1, 1, 2],
];
const WHOLE = [[0, 0, 1, 1]];

/**
 * Finds out why the pixels of a PNG do not decode. This takes as long as decoding them.
 *
 * @param png The PNG, whose chunks are sound.
 * @returns The fault, or `undefined` if there is none.
 */
export async function findDataFault(png: PngParts): Promise<PngFault | undefined> {
  const parts = png.chunks.filter(({ type }) => type === "IDAT").map(({ data }) => data.slice());
  const sizes = rowSizes(png);
  const expected = sizes.reduce((sum, size) => sum + size, 0);
  let count = 0;
  let row = 0;
  let rowEnd = 0;
  try {
    for await (
      const piece of new Blob(parts).stream().pipeThrough(new DecompressionStream("deflate"))
    ) {
      // 9.2: each row starts with the number of its filter, 0 to 4.
      for (; rowEnd < count + piece.length && row < sizes.length; rowEnd += sizes[row++]) {
        const filter = piece[rowEnd - count];
        if (filter > 4) {
          return new PngFault("rows with a filter from 0 to 4", `${filter} in row ${row}`);
        }
      }
      count += piece.length;
      if (count > expected) break;
    }
  } catch (cause) {
    return new PngFault("pixels that decompress", describeError(cause));
  }
  if (count === expected) return undefined;
  return new PngFault(`${expected} bytes of pixels`, count > expected ? "more" : String(count));
}

/** The bytes of each row of each pass, with that of its filter. */
function rowSizes({ width, height, depth, colourType, isInterlaced }: PngParts): number[] {
  const channels = [1, 0, 3, 1, 2, 0, 4][colourType];
  return (isInterlaced ? PASSES : WHOLE).flatMap(([x, y, stepX, stepY]) => {
    const columns = Math.ceil((width - x) / stepX);
    const rows = columns > 0 ? Math.max(0, Math.ceil((height - y) / stepY)) : 0;
    return new Array<number>(rows).fill(1 + Math.ceil(columns * channels * depth / 8));
  });
}
