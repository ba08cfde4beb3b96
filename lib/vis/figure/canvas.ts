/**
 * The little of a 2D canvas that Plotly needs for heatmaps: filled rectangles, pixels and pictures,
 * read back as a PNG.
 *
 * @module
 */
import { Image } from "imagescript";
import { encodePng } from "../images/encode_png.ts";

/** Pixels, as red, green, blue and alpha. */
export interface Pixels {
  /** How many stand in a row. */
  width: number;
  /** How many rows there are. */
  height: number;
  /** Four bytes for each, row by row. */
  data: Uint8ClampedArray;
}

/**
 * Reads the pixels of a picture.
 *
 * @param url The picture as a data URL, of a PNG or JPEG.
 * @returns Its pixels.
 */
export async function readPixels(url: string): Promise<Pixels> {
  const base64 = /^data:[^,]*;base64,(.*)$/s.exec(url)?.[1];
  if (base64 === undefined) {
    throw new Error("Cannot read a picture: expected a data URL in base 64 but found another");
  }
  const { width, height, bitmap: data } = await Image.decode(Uint8Array.fromBase64(base64));
  return { width, height, data };
}

/** A canvas that is drawn on at once and encoded later, since encoding is asynchronous. */
export class Canvas {
  #image: Image;
  readonly #pictures: WeakMap<object, Pixels>;
  /** The colour that the next rectangle is filled with, as `rgba(r,g,b,a)` or `rgb(r,g,b)`. */
  fillStyle = "rgb(0,0,0)";

  /**
   * @param size The canvas's width and height in px: whole numbers of at least 1.
   * @param pictures The pixels of the elements that can be drawn on it.
   */
  constructor(size: { width: number; height: number }, pictures: WeakMap<object, Pixels>) {
    this.#pictures = pictures;
    this.#image = new Image(size.width, size.height);
  }

  /** Fills a rectangle with `fillStyle`; edges are whole px, as Plotly rounds them. */
  fillRect(x: number, y: number, width: number, height: number): void {
    const [red, green, blue, alpha = 1] = this.fillStyle.match(/[\d.]+/g)!.map(Number);
    const colour = Image.rgbaToColor(red, green, blue, Math.round(alpha * 255));
    this.#image.drawBox(x + 1, y + 1, width, height, colour); // imagescript counts px from 1
  }

  /** Makes pixels to be put on the canvas: transparent, four bytes each. */
  createImageData(width: number, height: number): Pixels {
    return { width, height, data: new Uint8ClampedArray(4 * width * height) };
  }

  /** Puts pixels on the canvas, in place of what was there. */
  putImageData({ width, height, data }: Pixels, left: number, top: number): void {
    const { bitmap } = this.#image;
    const columns = Math.min(width, this.#image.width - left);
    for (let row = 0; row < Math.min(height, this.#image.height - top); row++) {
      const start = 4 * ((top + row) * this.#image.width + left);
      bitmap.set(data.subarray(4 * row * width, 4 * (row * width + columns)), start);
    }
  }

  /** Draws a picture that has been loaded, as large as it is. */
  drawImage(picture: object, left: number, top: number): void {
    this.putImageData(this.#pictures.get(picture)!, left, top);
  }

  /** Reads pixels of the canvas. */
  getImageData(left: number, top: number, width: number, height: number): Pixels {
    const pixels = this.createImageData(width, height);
    for (let row = 0; row < height; row++) {
      const start = 4 * ((top + row) * this.#image.width + left);
      pixels.data.set(this.#image.bitmap.subarray(start, start + 4 * width), 4 * row * width);
    }
    return pixels;
  }

  /** Encodes what was drawn as the bytes of a PNG. */
  encode(): Promise<Uint8Array> {
    return encodePng(this.#image);
  }
}
