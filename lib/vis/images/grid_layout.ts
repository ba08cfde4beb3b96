/**
 * Where the images of a grid stand.
 *
 * @module
 */
import { bitmapTextWidth, GLYPH_HEIGHT } from "./bitmap_font.ts";
import type { Picture } from "./picture.ts";

/** Room between two images, and around all, in px. */
export const GAP = 8;
/** The size of a pixel of the captions' font in px, and the room between image and caption. */
export const FONT_SIZE = 2;
export const CAPTION_GAP = 4;

/** Where images stand, in px: in cells of one size, each with room for a caption below. */
export interface GridLayout {
  /** How many cells stand in a row. */
  columns: number;
  /** How wide and high a pixel of an image is drawn. */
  scale: number;
  /** The size of a cell, without the gap beside it. */
  cellWidth: number;
  cellHeight: number;
  /** The height of the room for an image. */
  pictureHeight: number;
  /** The size of the whole grid. */
  width: number;
  height: number;
}

/** The width that a grid fills at most by default: what a notebook's column has room for. */
const DEFAULT_WIDTH = 660;
const LARGEST_DEFAULT_SCALE = 16;
/** A grid of more px would fill the memory: each takes four bytes, and as many again to write it. */
const MOST_PX = 100_000_000;

const largest = (numbers: readonly number[]) => numbers.reduce((a, b) => Math.max(a, b), 0);

function defaultColumns(count: number, widest: number): number {
  const fitting = Math.floor((DEFAULT_WIDTH - GAP) / (widest + GAP));
  return Math.max(1, Math.min(10, count, fitting));
}

function defaultScale(widest: number, columns: number): number {
  const fitting = Math.floor(((DEFAULT_WIDTH - GAP) / columns - GAP) / widest);
  return Math.max(1, Math.min(LARGEST_DEFAULT_SCALE, fitting));
}

/**
 * Lays out a grid.
 *
 * @param action What is being made, as in `make an image grid`.
 * @param pictures The images, at least one.
 * @param captions A line for each, or none at all.
 * @param given How many columns, and at which scale; as many and as large as fit if left out.
 * @returns The layout.
 * @throws {RangeError} If the grid is too large to draw.
 */
export function gridLayout(
  action: string,
  pictures: readonly Picture[],
  captions: readonly string[],
  given: { columns?: number; scale?: number },
): GridLayout {
  const widest = largest(pictures.map((picture) => picture.width));
  const captionWidth = FONT_SIZE * largest(captions.map(bitmapTextWidth));
  const columns = given.columns ?? defaultColumns(pictures.length, Math.max(widest, captionWidth));
  const scale = given.scale ?? defaultScale(widest, columns);
  const pictureHeight = scale * largest(pictures.map((picture) => picture.height));
  const cellWidth = Math.max(scale * widest, captionWidth);
  const cellHeight = pictureHeight +
    (captions.length > 0 ? CAPTION_GAP + FONT_SIZE * GLYPH_HEIGHT : 0);
  const width = columns * (cellWidth + GAP) + GAP;
  const height = Math.ceil(pictures.length / columns) * (cellHeight + GAP) + GAP;
  if (width * height > MOST_PX) {
    throw new RangeError(
      `Cannot ${action}: expected at most ${MOST_PX} px in all but found ${width} × ${height}`,
    );
  }
  return { columns, scale, cellWidth, cellHeight, pictureHeight, width, height };
}
