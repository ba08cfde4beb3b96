/**
 * What the galleries need to know of a set of digits.
 *
 * @module
 */

/** A set of labelled digits of 28 × 28 pixels, some of them kept for testing. `MnistData` is one. */
export interface DigitSource {
  /** The number of test digits. */
  readonly testCount: number;
  /** The rows of the test digits in the whole set, in the set's order. */
  readonly testRows: ArrayLike<number>;
  /**
   * Returns a digit's pixels.
   *
   * @param row The digit's row in the whole set.
   * @returns 784 values from 0 to 255, row by row.
   */
  pixels(row: number): Uint8Array;
  /**
   * Returns a digit's label.
   *
   * @param row The digit's row in the whole set.
   * @returns The class, from 0 to 9.
   */
  label(row: number): number;
}

const SIDE = 28;

/**
 * Returns a digit as an image.
 *
 * @param data The set of digits.
 * @param row The digit's row in the set.
 * @returns 28 rows of 28 values from 0 to 255.
 */
export function digitImage(data: DigitSource, row: number): Uint8Array[] {
  const pixels = data.pixels(row);
  return Array.from({ length: SIDE }, (_, y) => pixels.subarray(y * SIDE, (y + 1) * SIDE));
}
