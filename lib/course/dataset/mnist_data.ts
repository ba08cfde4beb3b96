/**
 * The digits, ready for a model.
 *
 * @module
 */
import * as tf from "@tensorflow/tfjs";
import "@convbook/tensors/quiet_cpu_backend";
import {
  checkedLater,
  checkInteger,
  checkMembers,
  type Checks,
  describeValue,
} from "@convbook/check";
import { checkSeed, getSeed, shuffledRows } from "../seed.ts";
import type { Tensor2D } from "@convbook/tensors";
import { checkDownloadOptions, type DownloadOptions } from "./download.ts";
import { IMAGE_SIZE, NUM_CLASSES, TRAIN_TEST_RATIO } from "./layout.ts";
import { type DataSource, type LabelledSprite, readSource } from "./source.ts";

/** What {@linkcode MnistData.load} takes. */
export interface LoadOptions {
  /** Where the digits come from. `"bundled"` if left out. */
  source?: DataSource;
  /** Decides the order in which batches walk the digits. The seed in force if left out. */
  seed?: number;
  /** How to download, if the source is on a server. */
  download?: DownloadOptions;
}

/** Some digits as tensors. The caller disposes `xs` and `labels`. */
export interface Batch {
  /** Pixels, `[n, 784]`, float32 from 0 (black) to 1 (white). */
  xs: Tensor2D;
  /** One-hot labels, `[n, 10]`, float32. */
  labels: Tensor2D;
  /** The sprite's row of each digit, `n` of them. */
  rows: Int32Array;
}

/** A part of the digits: what to train on, or what to test with. */
export type Part = "train" | "test";

/**
 * MNIST digits with their labels, split into a training part (the first 5/6 of the rows) and a test
 * part (the rest).
 *
 * Pixels stay bytes in memory and become float32 when a batch is made. The object itself holds no
 * tensors, so there is nothing to dispose but the batches.
 *
 * @example
 * ```ts
 * import { MnistData } from "convbook";
 * import { deepEqual } from "node:assert/strict";
 *
 * const data = await MnistData.load();
 * const { xs, labels } = data.nextTrainBatch(32);
 * deepEqual([xs.shape, labels.shape], [[32, 784], [32, 10]]);
 * xs.dispose();
 * labels.dispose();
 * ```
 */
export class MnistData {
  /** How many digits there are. */
  readonly count: number;
  /** How many of them are for training: rows 0 to `trainCount - 1`. */
  readonly trainCount: number;
  /** How many of them are for testing: the rows from `trainCount` on. */
  readonly testCount: number;
  readonly #pixels: Uint8Array;
  readonly #labels: Uint8Array;
  readonly #walks: Record<Part, Walk>;

  private constructor({ count, pixels, labels }: LabelledSprite, seed: number) {
    this.count = count;
    this.trainCount = Math.floor(count * TRAIN_TEST_RATIO);
    this.testCount = count - this.trainCount;
    this.#pixels = pixels;
    this.#labels = labels;
    this.#walks = {
      train: { order: shuffledRows(0, this.trainCount, seed, "training batches"), next: 0 },
      test: { order: shuffledRows(this.trainCount, this.testCount, seed, "test batches"), next: 0 },
    };
  }

  /**
   * Loads the digits. Decoding them needs `--allow-read` and `--allow-env=IMAGESCRIPT_WASM_SIMD`, and a
   * source on a server `--allow-net` and `--allow-write` for the cache.
   *
   * @param options Which digits, in which order, and how to download them.
   * @returns The digits, ready for batches.
   * @throws {TypeError} If the source or an option is unknown, or the sprite is not 784 px wide or has
   * transparent pixels.
   * @throws {SyntaxError} If a file does not decode.
   * @throws {RangeError} If sprite and labels differ in number, there is only one digit, or the seed
   * is not a whole number from 0 to 2³¹ − 1.
   * @throws {Error} If a file cannot be read or downloaded.
   *
   * @example
   * ```ts
   * import { MnistData } from "convbook";
   * import { deepEqual } from "node:assert/strict";
   *
   * const { trainCount, testCount } = await MnistData.load({ source: "bundled", seed: 1 });
   * deepEqual([trainCount, testCount], [6500, 1300]);
   * ```
   */
  static async load(options: LoadOptions = {}): Promise<MnistData> {
    checkMembers("load the digits", "options as in { seed: 42 }", options, OPTIONS);
    const { source = "bundled", seed = getSeed(), download } = options;
    checkSeed("load the digits", seed);
    const sprite = await readSource(source, download);
    checkInteger("load the digits", "their number", sprite.count, { min: 2 });
    return new MnistData(sprite, seed);
  }

  /** The sprite's rows of the training part, in the sprite's order. */
  get trainRows(): Int32Array {
    return Int32Array.from({ length: this.trainCount }, (_, i) => i);
  }

  /** The sprite's rows of the test part, in the sprite's order. */
  get testRows(): Int32Array {
    return Int32Array.from({ length: this.testCount }, (_, i) => this.trainCount + i);
  }

  /**
   * Returns a digit's pixels.
   *
   * @param row The digit's row in the sprite.
   * @returns A copy of its 784 grey values, 0 (black) to 255 (white), row after row.
   * @throws {RangeError} If there is no such row.
   */
  pixels(row: number): Uint8Array {
    this.#checkRow(row);
    return this.#pixels.slice(row * IMAGE_SIZE, (row + 1) * IMAGE_SIZE);
  }

  /**
   * Returns a digit's class.
   *
   * @param row The digit's row in the sprite.
   * @returns A class from 0 to 9.
   * @throws {RangeError} If there is no such row.
   */
  label(row: number): number {
    this.#checkRow(row);
    return this.#labels[row];
  }

  /**
   * Counts the digits of each class.
   *
   * @param part The part to count.
   * @returns Ten counts, the digit 0 first.
   * @throws {TypeError} If there is no such part.
   */
  classCounts(part: Part): number[] {
    if (part !== "train" && part !== "test") {
      throw new TypeError(
        `Cannot count the digits: expected the part to be "train" or "test" but found ` +
          describeValue(part),
      );
    }
    const counts = new Array<number>(NUM_CLASSES).fill(0);
    for (const row of this.#walks[part].order) counts[this.#labels[row]]++;
    return counts;
  }

  /**
   * Returns the next digits of the training part, in a shuffled order. Behind the last digit it goes
   * on with the first, in the same order.
   *
   * @param n How many digits, from 1 to `trainCount`.
   * @returns A batch; the caller disposes its tensors.
   * @throws {RangeError} If `n` is not such a number; the next batch is the same as without the call.
   */
  nextTrainBatch(n: number): Batch {
    checkInteger("make a training batch", "its size", n, { max: this.trainCount });
    return this.batch(advance(this.#walks.train, n));
  }

  /**
   * Returns the next digits of the test part, in a shuffled order. Behind the last digit it goes on
   * with the first, in the same order.
   *
   * @param n How many digits, from 1 to `testCount`.
   * @returns A batch; the caller disposes its tensors.
   * @throws {RangeError} If `n` is not such a number; the next batch is the same as without the call.
   */
  nextTestBatch(n: number): Batch {
    checkInteger("make a test batch", "its size", n, { max: this.testCount });
    return this.batch(advance(this.#walks.test, n));
  }

  /**
   * Returns given digits.
   *
   * @param rows The digits' rows in the sprite, at least one.
   * @returns A batch in that order; the caller disposes its tensors.
   * @throws {TypeError} If `rows` is not a list.
   * @throws {RangeError} If there is no such row, or no row at all.
   *
   * @example
   * ```ts
   * import { MnistData } from "convbook";
   * import { equal } from "node:assert/strict";
   *
   * const data = await MnistData.load();
   * const { xs, labels } = data.batch([data.testRows[0]]);
   * equal(labels.dataSync()[7], 1); // the first test digit is a 7
   * xs.dispose();
   * labels.dispose();
   * ```
   */
  batch(rows: ArrayLike<number>): Batch {
    if (!Array.isArray(rows) && !(ArrayBuffer.isView(rows) && "length" in rows)) {
      throw new TypeError(
        `Cannot make a batch: expected a list of rows but found ${describeValue(rows)}`,
      );
    }
    const n = rows.length;
    checkInteger("make a batch", "the number of rows", n);
    for (let i = 0; i < n; i++) this.#checkRow(rows[i]); // before memory is taken for all
    const xs = new Float32Array(n * IMAGE_SIZE);
    const labels = new Float32Array(n * NUM_CLASSES);
    for (let i = 0; i < n; i++) {
      const from = rows[i] * IMAGE_SIZE;
      for (let p = 0; p < IMAGE_SIZE; p++) xs[i * IMAGE_SIZE + p] = this.#pixels[from + p] / 255;
      labels[i * NUM_CLASSES + this.#labels[rows[i]]] = 1;
    }
    return {
      xs: tf.tensor2d(xs, [n, IMAGE_SIZE]),
      labels: tf.tensor2d(labels, [n, NUM_CLASSES]),
      rows: Int32Array.from(rows),
    };
  }

  #checkRow(row: number): void {
    checkInteger("find a digit", "its row", row, { min: 0, max: this.count - 1 });
  }
}

const OPTIONS: Checks<LoadOptions> = {
  source: checkedLater,
  seed: checkedLater,
  download: checkDownloadOptions,
};

/** A place in a shuffled list of rows. */
interface Walk {
  readonly order: Int32Array;
  next: number;
}

/** Takes the next `n` rows, going round at the end. */
function advance(walk: Walk, n: number): Int32Array {
  const { order, next } = walk;
  walk.next = (next + n) % order.length;
  return Int32Array.from({ length: n }, (_, i) => order[(next + i) % order.length]);
}
