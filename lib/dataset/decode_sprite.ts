/**
 * From the bytes of a sprite to the pixels of its digits.
 *
 * @module
 */
import { Image } from "imagescript";
import { IMAGE_SIZE } from "./layout.ts";

/** The digits of a sprite. */
export interface Sprite {
  /** How many digits there are: the height of the sprite, in pixels. */
  count: number;
  /** Grey values 0 (black) to 255 (white), `count` × 784 of them, digit after digit. */
  pixels: Uint8Array;
}

/**
 * Decodes a sprite: a PNG that holds one digit in each row of pixels.
 *
 * imagescript decodes the whole picture into four channels; the red one is kept, for in a grey
 * picture all are equal. Width and completeness are checked before, since decoding 65,000 digits
 * takes some 700 MB while it lasts.
 *
 * @param png The bytes of a PNG 784 px wide, of any colour type, not interlaced.
 * @returns The digits, as bytes; a quarter of what imagescript decoded.
 * @throws {SyntaxError} If the bytes are no PNG, end too early, or do not decode.
 * @throws {TypeError} If the picture is not 784 px wide, or what is given is no array of bytes.
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
  checkPng(png);
  let image: Image;
  try {
    image = await Image.decode(png);
  } catch (cause) {
    throw new SyntaxError(
      "Cannot decode the sprite: expected a sound PNG, not interlaced, but found one that " +
        "imagescript cannot decode",
      { cause },
    );
  }
  const rgba = image.bitmap; // [count, 784, 4]
  const pixels = new Uint8Array(rgba.length / 4); // [count, 784]
  for (let i = 0; i < pixels.length; i++) pixels[i] = rgba[4 * i];
  return { count: image.height, pixels };
}

/** PNG specification (third edition), 5.2: the signature that every file starts with. */
const SIGNATURE = [0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a];
/** 11.2.1: the header chunk is 13 bytes, behind 4 of length and 4 of type, before 4 of checksum. */
const HEADER_END = SIGNATURE.length + 4 + 4 + 13 + 4;

/** Checks what imagescript would find out late (the width) or overlook (a missing end). */
function checkPng(png: Uint8Array): void {
  if (!(png instanceof Uint8Array)) {
    throw new TypeError(
      `Cannot decode the sprite: expected a Uint8Array but found ${Deno.inspect(png)}`,
    );
  }
  if (png.length === 0) {
    throw new SyntaxError("Cannot decode the sprite: expected a PNG but found no bytes");
  }
  if (!SIGNATURE.every((byte, i) => png[i] === byte)) {
    const found = Array.from(png.subarray(0, 8), (byte) => byte.toString(16).padStart(2, "0"));
    throw new SyntaxError(
      `Cannot decode the sprite: expected a PNG but found bytes that start with ${found.join(" ")}`,
    );
  }
  const view = new DataView(png.buffer, png.byteOffset, png.byteLength);
  if (png.length >= HEADER_END) {
    const width = view.getUint32(16);
    const height = view.getUint32(20);
    if (width !== IMAGE_SIZE || height === 0) {
      throw new TypeError(
        `Cannot decode the sprite: expected a PNG ${IMAGE_SIZE} px wide with a digit in each row ` +
          `but found one of ${width} × ${height} px`,
      );
    }
  }
  // 5.3: a file is a row of chunks (length, type, data, checksum); 5.6: IEND is the last.
  for (let offset = SIGNATURE.length; offset + 12 <= png.length;) {
    const end = offset + 12 + view.getUint32(offset);
    const type = String.fromCharCode(...png.subarray(offset + 4, offset + 8));
    if (end <= png.length && type === "IEND") return;
    offset = end;
  }
  throw new SyntaxError(
    `Cannot decode the sprite: expected a complete PNG but found one cut off after ${png.length} bytes`,
  );
}
