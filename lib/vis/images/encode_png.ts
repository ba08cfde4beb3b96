/**
 * The one way in which figures and image grids become PNGs.
 *
 * @module
 */
import type { Image } from "imagescript";

/**
 * Encodes an image as a PNG that depends on nothing but its pixels.
 *
 * @param image The image.
 * @returns The PNG's bytes.
 */
export function encodePng(image: Image): Promise<Uint8Array> {
  // imagescript 1.3.1 always writes a creation time; left out, it would be the present.
  return image.encode(9, { creationTime: 0, software: "" });
}
