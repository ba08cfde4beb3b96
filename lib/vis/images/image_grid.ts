/**
 * Images beside each other, as one PNG.
 *
 * @module
 */
import { Image } from "imagescript";
import { bitmapTextWidth, drawBitmapText } from "./bitmap_font.ts";
import { JUPYTER_DISPLAY, type MimeBundle, type Shown } from "@convbook/jupyter/displayable";
import { encodePng } from "./encode_png.ts";
import { CAPTION_GAP, FONT_SIZE, GAP, type GridLayout, gridLayout } from "./grid_layout.ts";
import {
  checkedLater,
  checkMembers,
  type Checks,
  readTexts,
  text,
  wholeNumber,
} from "@convbook/check";
import { currentWords } from "@convbook/words";
import { type ImagesLike, type Picture, readPictures } from "./picture.ts";

/** How an image grid is laid out. */
export interface ImageGridOptions {
  /** One short line for each image, drawn below it. None if left out. */
  captions?: readonly string[];
  /** How many images stand in a row. By default at most 10, and as many as fit a width of 660 px. */
  columns?: number;
  /** How many px wide and high a pixel is drawn. By default as large as fits a width of 660 px. */
  scale?: number;
  /** What the images are, for the text form, as in `test digits`. `image` or `images` if left out. */
  title?: string;
}

/** Images beside each other. */
export interface ImageGrid extends Shown {
  /** The number of images. */
  readonly count: number;
  /**
   * Draws the grid.
   *
   * @returns The bytes of a PNG.
   */
  toPng(): Promise<Uint8Array>;
}

const ACTION = "make an image grid";
const OPTIONS: Checks<ImageGridOptions> = {
  captions: checkedLater,
  columns: wholeNumber({ max: 1000 }),
  scale: wholeNumber({ max: 64 }),
  title: text,
};
const WHITE = 0xffffffff;
const TEXT_COLOUR = 0x333333ff;
/** A line around each picture: a picture with a white border could not be told from the ground. */
const FRAME_COLOUR = 0xb0b0b0ff;

/** Draws a picture with its upper left corner at (left, top), each pixel a square of `scale` px. */
function drawPicture(
  image: Image,
  { height, width, channels, values }: Picture,
  left: number,
  top: number,
  scale: number,
): void {
  // imagescript counts px from 1.
  image.drawBox(left, top, width * scale + 2, height * scale + 2, FRAME_COLOUR);
  for (let row = 0; row < height; row++) {
    for (let column = 0; column < width; column++) {
      const at = (row * width + column) * channels;
      const [red, green, blue] = channels === 3
        ? values.subarray(at, at + 3)
        : [values[at], values[at], values[at]];
      const colour = Image.rgbaToColor(red, green, blue, 255);
      image.drawBox(left + column * scale + 1, top + row * scale + 1, scale, scale, colour);
    }
  }
}

/** Draws the grid: cells of one size, each picture centred above its caption. */
function drawGrid(
  pictures: readonly Picture[],
  captions: readonly string[],
  { columns, scale, cellWidth, cellHeight, pictureHeight, width, height }: GridLayout,
): Image {
  const image = new Image(width, height).fill(WHITE);
  pictures.forEach((picture, index) => {
    const left = GAP + (index % columns) * (cellWidth + GAP);
    const top = GAP + Math.floor(index / columns) * (cellHeight + GAP);
    const centred = (inner: number) => left + Math.floor((cellWidth - inner) / 2);
    drawPicture(image, picture, centred(picture.width * scale), top, scale);
    if (captions.length === 0) return;
    const caption = captions[index];
    const captionLeft = centred(bitmapTextWidth(caption) * FONT_SIZE);
    const captionTop = top + pictureHeight + CAPTION_GAP;
    const style = { size: FONT_SIZE, colour: TEXT_COLOUR };
    drawBitmapText(image, caption, captionLeft, captionTop, style);
  });
  return image;
}

/** Says in text what the grid shows. */
/** Says in a text form what `count` images are. Where they are of one size, `addSize` adds it. */
export type DescribeImages = (count: number, addSize: (images: string) => string) => string;

function gridText(
  pictures: readonly Picture[],
  captions: readonly string[],
  describe: DescribeImages,
): string {
  const words = currentWords().figures;
  const [{ height, width }] = pictures;
  const isOneSize = pictures.every((picture) =>
    picture.height === height && picture.width === width
  );
  const addSize = (images: string) => isOneSize ? words.ofPixels(images, height, width) : images;
  const list = captions.length > 0 ? `: ${captions.join(", ")}` : "";
  return describe(pictures.length, addSize) + list;
}

/**
 * Shows images beside each other as one PNG with crisp pixels, captions below them.
 *
 * Values in a `Uint8Array`, a `Uint8ClampedArray` or an `int32` tensor count from 0 (black) to 255
 * (white); all others from 0 to 1.
 *
 * @param images A list of images `[h, w]`, `[h, w, 1]` or `[h, w, 3]`, as tensors or nested arrays,
 * or one tensor `[n, h, w]`, `[n, h, w, 1]` or `[n, h, w, 3]`. They are read at once; tensors stay
 * with the caller, who may dispose of them afterwards.
 * @param options Captions, columns, scale and title.
 * @returns The grid, for a cell's last line or `Deno.jupyter.display`.
 * @throws {TypeError} If there is no image, one has another shape, the captions differ in number or
 * are no texts, or an option is unknown or of a wrong type.
 * @throws {RangeError} If a value, `columns` or `scale` is out of range, or the grid would have more than
 * 100,000,000 px.
 *
 * @example
 * ```ts
 * import { imageGrid } from "convbook/vis";
 * import { equal } from "node:assert/strict";
 *
 * const plus = [[0, 1, 0], [1, 1, 1], [0, 1, 0]];
 * const minus = [[0, 0, 0], [1, 1, 1], [0, 0, 0]];
 * const grid = imageGrid([plus, minus], { captions: ["+", "-"] });
 * equal(grid.text, "2 images of 3 × 3 pixels: +, -");
 * ```
 */
export function imageGrid(images: ImagesLike, options: ImageGridOptions = {}): ImageGrid {
  const words = currentWords().figures;
  return describedImageGrid(images, options, (count, addSize) => {
    const { title } = options;
    return addSize(title === undefined ? words.images(count) : words.titledImages(count, title));
  });
}

/**
 * Makes an image grid, as {@linkcode imageGrid} does.
 *
 * @param images The images.
 * @param options Captions, columns and scale.
 * @param describe Says what the images are.
 * @returns The grid.
 * @throws What {@linkcode imageGrid} throws.
 */
export function describedImageGrid(
  images: ImagesLike,
  options: ImageGridOptions,
  describe: DescribeImages,
): ImageGrid {
  checkMembers(ACTION, 'options as in { captions: ["7"] }', options, OPTIONS);
  const pictures = readPictures(ACTION, images);
  const captions = options.captions === undefined
    ? []
    : readTexts(ACTION, "captions", options.captions, pictures.length);
  const layout = gridLayout(ACTION, pictures, captions, options);
  const text = gridText(
    pictures,
    captions,
    describe,
  );
  const toPng = () => encodePng(drawGrid(pictures, captions, layout));
  return {
    count: pictures.length,
    text,
    toPng,
    async [JUPYTER_DISPLAY](): Promise<MimeBundle> {
      return {
        "image/png": (await toPng()).toBase64(),
        "text/plain": text,
      };
    },
  };
}
