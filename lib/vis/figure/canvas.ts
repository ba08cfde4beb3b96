/**
 * The little of a 2D canvas that Plotly needs for heatmaps: filled rectangles and pixels, read back as
 * a PNG.
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

/** A canvas that is drawn on at once and encoded later, since encoding is asynchronous. */
export class Canvas {
  #image: Image;
  /** The colour that the next rectangle is filled with, as `rgba(r,g,b,a)` or `rgb(r,g,b)`. */
  fillStyle = "rgb(0,0,0)";

  /**
   * @param size The canvas's width and height in px: whole numbers of at least 1.
   */
  constructor(size: { width: number; height: number }) {
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
    for (let row = 0; row < height; row++) {
      const start = 4 * ((top + row) * this.#image.width + left);
      bitmap.set(data.subarray(4 * row * width, 4 * (row + 1) * width), start);
    }
  }

  /** Encodes what was drawn as the bytes of a PNG. */
  encode(): Promise<Uint8Array> {
    return encodePng(this.#image);
  }
}
