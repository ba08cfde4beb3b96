/**
 * From the bytes of a sprite to the pixels of its digits.
 *
 * @module
 */
import { describeError, describeValue } from "@convbook/check";
import { parsePng, PngFault, type PngParts } from "./check_png.ts";
import { findDataFault } from "./check_png_data.ts";
import { completePalette } from "./complete_palette.ts";
import { IMAGE_SIZE } from "./layout.ts";
import { toGrey } from "./to_grey.ts";

/** The digits of a sprite. */
export interface Sprite {
  /** How many digits there are: the height of the sprite, in pixels. */
  count: number;
  /** Grey values 0 (black) to 255 (white), `count` × 784 of them, digit after digit. */
  pixels: Uint8Array;
}

/** More would not fit into the memory of the decoder, four bytes a pixel. */
const MAX_DIGITS = 400_000;

/**
 * Decodes a sprite: a PNG that holds one digit in each row of pixels.
 *
 * imagescript decodes the pixels; decoding 65,000 digits takes some 600 MB while it lasts. Grey pixels
 * come out as they are: of 16 bits the upper 8, of 1, 2 and 4 bits spread over 0 to 255. Colours become
 * the grey of their luma (0.299 red + 0.587 green + 0.114 blue). Transparent pixels are refused, since
 * nothing says what is behind them.
 *
 * It needs `--allow-read`, for the decoder, and `--allow-env=IMAGESCRIPT_WASM_SIMD`, a setting that
 * imagescript looks up.
 *
 * @param png The bytes of a PNG 784 px wide, at most 400,000 px high, of any colour type and bit depth,
 * interlaced or not.
 * @returns The digits, as bytes; a quarter of what imagescript decoded.
 * @throws {SyntaxError} If the bytes are no PNG, end too early, or do not decode; the error says why.
 * @throws {TypeError} If the picture is not 784 px wide or has transparent pixels, or what is given is
 * no array of bytes.
 * @throws {RangeError} If there are more digits than can be decoded.
 *
 * @example
 * ```ts
 * import { decodeSprite } from "convbook";
 * import { equal } from "node:assert/strict";
 *
 * const sprite = await decodeSprite(await Deno.readFile("data/mnist_images.png"));
 * equal(sprite.count, 7800);
 * equal(sprite.pixels.length, 7800 * 784);
 * ```
 */
export async function decodeSprite(png: Uint8Array): Promise<Sprite> {
  if (!(png instanceof Uint8Array)) {
    throw new TypeError(
      `Cannot decode the sprite: expected a Uint8Array but found ${describeValue(png)}`,
    );
  }
  try {
    const parts = parsePng(png);
    checkSize(parts);
    const rgba = await decode(completePalette(png, parts), parts); // [count, 784, 4]
    return { count: parts.height, pixels: toGrey(rgba, parts) };
  } catch (cause) {
    if (!(cause instanceof PngFault)) throw cause;
    throw new SyntaxError(`Cannot decode the sprite: ${cause.message}`, { cause });
  }
}

function checkSize({ width, height }: PngParts): void {
  if (width !== IMAGE_SIZE || height === 0) {
    throw new TypeError(
      `Cannot decode the sprite: expected a PNG ${IMAGE_SIZE} px wide with a digit in each row ` +
        `but found one of ${width} × ${height} px`,
    );
  }
  if (height > MAX_DIGITS) {
    throw new RangeError(
      `Cannot decode the sprite: expected at most ${MAX_DIGITS} digits but found ${height}`,
    );
  }
}

async function decode(png: Uint8Array, parts: PngParts): Promise<Uint8Array> {
  // Only now, since it reads its files and a setting as soon as it is imported.
  // @ts-types="./imagescript_png.d.ts"
  const { default: imagescript } = await import("imagescript/wasm/node/png.js");
  const decoder = await imagescript.init();
  try {
    return decoder.decode(png).framebuffer;
  } catch (cause) {
    // imagescript gives a number for each kind of fault, and some share one.
    throw await findDataFault(parts) ?? new PngFault("a sound PNG", describeError(cause));
  }
}
