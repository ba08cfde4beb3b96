/**
 * Palettes with a colour for each value that a pixel can have.
 *
 * @module
 */
import { crc32 } from "node:zlib";
import { type PngChunk, type PngParts, SIGNATURE } from "./check_png.ts";

/**
 * Fills up the palette of a PNG with transparent colours: imagescript 1.3.1 takes a colour that the
 * palette does not have for black, and so cannot be told from a pixel that is black.
 *
 * @param png The bytes.
 * @param parts The parts of the same PNG.
 * @returns The same bytes if there is nothing to fill up, or others for the decoder.
 */
export function completePalette(png: Uint8Array, parts: PngParts): Uint8Array {
  const { chunks, colourType, depth } = parts;
  const palette = chunks.find(({ type }) => type === "PLTE")?.data;
  const count = 2 ** depth;
  if (colourType !== 3 || palette === undefined || palette.length === 3 * count) return png;
  const colours = new Uint8Array(3 * count);
  colours.set(palette);
  const opacities = new Uint8Array(count); // PNG specification (third edition), 11.3.1
  opacities.fill(255, 0, palette.length / 3);
  opacities.set(opacitiesOf(parts).subarray(0, palette.length / 3));
  return join(chunks.flatMap((chunk) => {
    if (chunk.type === "tRNS") return [];
    if (chunk.type !== "PLTE") return [chunk];
    return [{ type: "PLTE", data: colours }, { type: "tRNS", data: opacities }];
  }));
}

/** Whether a colour of the palette itself is transparent. */
export function hasTransparency(parts: PngParts): boolean {
  return opacitiesOf(parts).some((opacity) => opacity < 255);
}

function opacitiesOf({ chunks }: PngParts): Uint8Array {
  return chunks.find(({ type }) => type === "tRNS")?.data ?? new Uint8Array();
}

function join(chunks: PngChunk[]): Uint8Array {
  const size = chunks.reduce((sum, { data }) => sum + 12 + data.length, SIGNATURE.length);
  const png = new Uint8Array(size);
  const view = new DataView(png.buffer);
  png.set(SIGNATURE);
  let offset = SIGNATURE.length;
  for (const { type, data } of chunks) {
    const end = offset + 8 + data.length;
    view.setUint32(offset, data.length);
    png.set(new TextEncoder().encode(type), offset + 4);
    png.set(data, offset + 8);
    view.setUint32(end, crc32(png.subarray(offset + 4, end)));
    offset = end + 4;
  }
  return png;
}
