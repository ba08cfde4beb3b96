/**
 * What is wrong with a PNG, before or after a decoder has failed on it.
 *
 * @module
 */
import { crc32 } from "node:zlib";
import { describeValue } from "@convbook/check";

/** What a PNG's header says, and the chunks that say more about its pixels. */
export interface PngParts {
  width: number;
  height: number;
  /** Bits of a value: 1, 2, 4, 8 or 16. */
  depth: number;
  /** 0 grey, 2 colours, 3 a palette, 4 grey with opacity, 6 colours with opacity. */
  colourType: number;
  /** Whether the rows come in seven passes. */
  isInterlaced: boolean;
  /** All chunks, in order. */
  chunks: PngChunk[];
}

/** A chunk of a PNG. */
export interface PngChunk {
  type: string;
  data: Uint8Array;
}

/** PNG specification (third edition), 5.2: the signature that every file starts with. */
export const SIGNATURE = [0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a];
/** 11.1: the chunks without which a picture cannot be shown. */
const CRITICAL = ["IHDR", "PLTE", "IDAT", "IEND"];
/** 11.2.1, table 12: the bit depths of each colour type. */
const DEPTHS = new Map([[0, [1, 2, 4, 8, 16]], [2, [8, 16]], [3, [1, 2, 4, 8]], [4, [8, 16]], [6, [
  8,
  16,
]]]);

/** A PNG that is broken, and how. */
export class PngFault extends Error {
  /**
   * @param expected What a sound PNG has.
   * @param found What this one has.
   */
  constructor(readonly expected: string, readonly found: string) {
    super(`expected ${expected} but found ${found}`);
  }
}

/**
 * Takes a PNG apart and checks all but its pixels: that it is complete, its checksums, its header, and
 * that the chunks which it needs are there.
 *
 * @param png The bytes.
 * @returns The header and the chunks, as views of the bytes.
 * @throws {PngFault} If one of these is not right.
 */
export function parsePng(png: Uint8Array): PngParts {
  if (png.length === 0) throw new PngFault("a PNG", "no bytes");
  if (!SIGNATURE.every((byte, i) => png[i] === byte)) {
    const start = Array.from(png.subarray(0, 8), (byte) => byte.toString(16).padStart(2, "0"));
    throw new PngFault("a PNG", `bytes that start with ${start.join(" ")}`);
  }
  const chunks = splitChunks(png);
  const header = parseHeader(chunks);
  checkChunks(chunks, header);
  return { ...header, chunks };
}

/** 5.3: a chunk is its length, type and data, and a checksum of the last two; 5.6: IEND is the last. */
function splitChunks(png: Uint8Array): PngChunk[] {
  const view = new DataView(png.buffer, png.byteOffset, png.byteLength);
  const chunks: PngChunk[] = [];
  for (let offset = SIGNATURE.length; offset + 12 <= png.length;) {
    const end = offset + 12 + view.getUint32(offset);
    if (end > png.length) break;
    const type = String.fromCharCode(...png.subarray(offset + 4, offset + 8));
    if (crc32(png.subarray(offset + 4, end - 4)) !== view.getUint32(end - 4)) {
      throw new PngFault("a sound PNG", `a wrong checksum in its chunk ${describeValue(type)}`);
    }
    chunks.push({ type, data: png.subarray(offset + 8, end - 4) });
    if (type === "IEND") return chunks;
    offset = end;
  }
  throw new PngFault("a complete PNG", `one cut off after ${png.length} bytes`);
}

function parseHeader([first]: PngChunk[]): Omit<PngParts, "chunks"> {
  if (first.type !== "IHDR" || first.data.length !== 13) {
    throw new PngFault(
      "a PNG that starts with its header",
      `the chunk ${describeValue(first.type)}`,
    );
  }
  const view = new DataView(first.data.buffer, first.data.byteOffset);
  const [depth, colourType, compression, filter, interlace] = first.data.subarray(8);
  if (!DEPTHS.get(colourType)?.includes(depth)) {
    throw new PngFault(
      "a PNG of a colour type and depth that PNG knows",
      `type ${colourType} with ${depth} bits`,
    );
  }
  if (compression !== 0 || filter !== 0 || interlace > 1) {
    throw new PngFault(
      "a PNG of the methods that PNG knows",
      `compression ${compression}, filter ${filter}, interlace ${interlace}`,
    );
  }
  return {
    width: view.getUint32(0),
    height: view.getUint32(4),
    depth,
    colourType,
    isInterlaced: interlace === 1,
  };
}

function checkChunks(chunks: PngChunk[], { colourType, depth }: Omit<PngParts, "chunks">): void {
  // 5.4: a capital letter at the start says that a chunk is critical.
  const unknown = chunks.find(({ type }) => /^[A-Z]/.test(type) && !CRITICAL.includes(type));
  if (unknown !== undefined) {
    throw new PngFault(
      "a PNG of known chunks",
      `the critical chunk ${describeValue(unknown.type)}`,
    );
  }
  const data = chunks.findIndex(({ type }) => type === "IDAT");
  if (data === -1) throw new PngFault("a PNG with pixels", "no chunk IDAT");
  const palette = chunks.findIndex(({ type }) => type === "PLTE");
  if (colourType === 3 && (palette === -1 || palette > data)) {
    throw new PngFault("a palette before the pixels", palette === -1 ? "none" : "it behind them");
  }
  // 11.2.2: three bytes a colour, no more colours than pixels can name.
  const { length } = chunks[palette]?.data ?? [];
  if (colourType === 3 && (length === 0 || length % 3 !== 0 || length > 3 * 2 ** depth)) {
    throw new PngFault(`a palette of 1 to ${2 ** depth} colours of 3 bytes`, `${length} bytes`);
  }
}
