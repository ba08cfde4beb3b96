/**
 * What the galleries need to know of a set of digits.
 *
 * @module
 */
import { checkInteger, describeError, isList, unexpected } from "@convbook/check";

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
 * Throws unless a value is a set of digits.
 *
 * @param action What is shown of it, as in `show examples`.
 * @param value The value.
 * @throws {TypeError} If it lacks a member of {@linkcode DigitSource}.
 */
export function checkDigits(action: string, value: unknown): asserts value is DigitSource {
  const { testCount, testRows, pixels, label } = Object(value) as Partial<DigitSource>;
  const isSource = Number.isInteger(testCount) && testCount! >= 0 && isList(testRows) &&
    testRows.length >= testCount! && typeof pixels === "function" && typeof label === "function";
  if (!isSource) throw unexpected(action, "a set of digits, as MnistData is,", value);
}

/** Asks the set for something; its own error is told as ours. */
function ask(action: string, row: number, question: () => unknown): unknown {
  checkInteger(action, "a digit's row", row, { min: 0 });
  try {
    return question();
  } catch (cause) {
    throw new Error(
      `Cannot ${action}: expected digit ${row} but found: ${describeError(cause)}`,
      { cause },
    );
  }
}

/**
 * Returns a digit's label.
 *
 * @param action What it is for, as in `show examples`.
 * @param data The set of digits.
 * @param row The digit's row in the set.
 * @returns The class.
 * @throws {TypeError} If the set gives something else.
 * @throws {RangeError} If the row is not a whole number.
 * @throws {Error} If the set fails.
 */
export function digitLabel(action: string, data: DigitSource, row: number): number {
  const label = ask(action, row, () => data.label(row));
  if (Number.isInteger(label)) return label as number;
  throw unexpected(action, `a class as the label of digit ${row}`, label);
}

/**
 * Returns a digit as an image.
 *
 * @param action What it is for, as in `show examples`.
 * @param data The set of digits.
 * @param row The digit's row in the set.
 * @returns 28 rows of 28 values from 0 to 255.
 * @throws {TypeError} If the set gives something else.
 * @throws {RangeError} If the row is not a whole number.
 * @throws {Error} If the set fails.
 */
export function digitImage(action: string, data: DigitSource, row: number): Uint8Array[] {
  const pixels = ask(action, row, () => data.pixels(row));
  if (!(pixels instanceof Uint8Array && pixels.length === SIDE * SIDE)) {
    const expected = `${SIDE * SIDE} pixels in a Uint8Array of digit ${row}`;
    throw unexpected(action, expected, pixels);
  }
  return Array.from({ length: SIDE }, (_, y) => pixels.subarray(y * SIDE, (y + 1) * SIDE));
}
