// @ts-types="../../../tools/sprites/imagescript_png.d.ts"
import png from "imagescript/png/node.js";

/** Encodes grey values as a PNG with imagescript's encoder, at any width. */
export function encodePng(
  pixels: Uint8Array,
  width: number,
  channels: 1 | 2 | 3 | 4 = 1,
): Uint8Array {
  return png.encode(pixels, {
    width,
    height: pixels.length / width / channels,
    channels,
    level: 6,
  });
}

/** One-hot labels of given classes. */
export function oneHot(...classes: number[]): Uint8Array {
  const bytes = new Uint8Array(classes.length * 10);
  classes.forEach((label, row) => bytes[row * 10 + label] = 1);
  return bytes;
}

/** Writes `count` digits with values 0, 1, 2, … and labels 0, 1, 2, … into a folder. */
export async function writeDigits(folder: string, count: number) {
  const pixels = Uint8Array.from({ length: count * 784 }, (_, i) => i);
  const files = { images: `${folder}/images.png`, labels: `${folder}/labels` };
  await Deno.writeFile(files.images, encodePng(pixels, 784));
  const classes = Array.from({ length: count }, (_, row) => row % 10);
  await Deno.writeFile(files.labels, oneHot(...classes));
  return { ...files, pixels };
}
