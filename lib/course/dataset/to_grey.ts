/**
 * From the four channels that a decoder gives to grey.
 *
 * @module
 */
import { PngFault, type PngParts } from "./check_png.ts";
import { hasTransparency } from "./complete_palette.ts";

/**
 * Takes the luma of each pixel (ITU-R BT.601, as Pillow does for its mode `L`). Grey stays as it is.
 *
 * @param rgba Red, green, blue and opacity of each pixel, 0 to 255.
 * @param png The PNG that the pixels are of, whose palette is complete.
 * @returns A grey value for each pixel.
 * @throws {TypeError} If a pixel is not opaque.
 * @throws {PngFault} If a pixel names a colour that the palette does not have.
 */
export function toGrey(rgba: Uint8Array, png: PngParts): Uint8Array {
  const pixels = new Uint8Array(rgba.length / 4);
  for (let i = 0, from = 0; i < pixels.length; i++, from += 4) {
    const red = rgba[from];
    const green = rgba[from + 1];
    const blue = rgba[from + 2];
    if (rgba[from + 3] !== 255) throw refuse(rgba[from + 3], i, png);
    pixels[i] = red === green && red === blue
      ? red
      : Math.round(0.299 * red + 0.587 * green + 0.114 * blue);
  }
  return pixels;
}

function refuse(opacity: number, index: number, png: PngParts): Error {
  const place = `in row ${Math.floor(index / png.width)}, column ${index % png.width}`;
  return png.colourType === 3 && !hasTransparency(png)
    ? new PngFault("pixels of colours in the palette", `one of another ${place}`)
    : new TypeError(
      "Cannot decode the sprite: expected opaque pixels but found one of opacity " +
        `${opacity} of 255 ${place}`,
    );
}
