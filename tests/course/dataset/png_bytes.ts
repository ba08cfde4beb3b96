import { crc32, deflateSync } from "node:zlib";

/** What a PNG is made of; what is left out is as in a sound grey PNG of 8 bits. */
export interface PngRecipe {
  width: number;
  height: number;
  depth?: number;
  colourType?: number;
  compression?: number;
  filter?: number;
  interlace?: number;
  /** Bytes of all rows, each with its filter. */
  rows: number[];
  /** Chunks between header and pixels. */
  chunks?: [type: string, data: number[]][];
}

/** Makes a PNG, byte by byte, without any encoder: also such as no encoder would make. */
export function makePng(recipe: PngRecipe): Uint8Array {
  const { width, height, depth = 8, colourType = 0, compression = 0, filter = 0, interlace = 0 } =
    recipe;
  return joinChunks([
    ["IHDR", [...u32(width), ...u32(height), depth, colourType, compression, filter, interlace]],
    ...recipe.chunks ?? [],
    ["IDAT", [...deflateSync(Uint8Array.from(recipe.rows))]],
    ["IEND", []],
  ]);
}

/** The signature and chunks, with right checksums. */
export function joinChunks(chunks: [type: string, data: number[]][]): Uint8Array {
  const parts = chunks.flatMap(([type, data]) => {
    const body = [...new TextEncoder().encode(type), ...data];
    return [...u32(data.length), ...body, ...u32(crc32(Uint8Array.from(body)))];
  });
  return Uint8Array.of(0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a, ...parts);
}

/** A row of 784 pixels that begins with given bytes and goes on with zeros. */
export function row(bits: number, ...start: number[]): number[] {
  const bytes = new Array<number>(1 + 784 * bits / 8).fill(0);
  start.forEach((byte, i) => bytes[1 + i] = byte);
  return bytes;
}

export function u32(n: number): number[] {
  return [n >>> 24 & 255, n >>> 16 & 255, n >>> 8 & 255, n & 255];
}
