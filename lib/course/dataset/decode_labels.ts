/**
 * From the bytes of a label file to class numbers.
 *
 * @module
 */
import { describeValue } from "@convbook/check";
import { NUM_CLASSES } from "./layout.ts";

/**
 * Decodes one-hot labels: ten bytes a digit, a 1 at the place of its class and 0 elsewhere.
 *
 * @param bytes The label file, `count` × 10 bytes.
 * @returns `count` class numbers from 0 to 9.
 * @throws {TypeError} If what is given is not an array of bytes.
 * @throws {SyntaxError} If there are no bytes, their number is not a multiple of 10, or a label is not
 * one-hot.
 *
 * @example
 * ```ts
 * import { decodeLabels } from "convbook";
 * import { deepEqual } from "node:assert/strict";
 *
 * const bytes = Uint8Array.of(0, 0, 0, 1, 0, 0, 0, 0, 0, 0);
 * deepEqual(decodeLabels(bytes), Uint8Array.of(3));
 * ```
 */
export function decodeLabels(bytes: Uint8Array): Uint8Array {
  if (!(bytes instanceof Uint8Array)) {
    throw new TypeError(
      `Cannot decode the labels: expected a Uint8Array but found ${describeValue(bytes)}`,
    );
  }
  if (bytes.length === 0 || bytes.length % NUM_CLASSES !== 0) {
    throw new SyntaxError(
      `Cannot decode the labels: expected ${NUM_CLASSES} bytes a digit but found ` +
        `${bytes.length} bytes in all`,
    );
  }
  const labels = new Uint8Array(bytes.length / NUM_CLASSES);
  for (let row = 0; row < labels.length; row++) {
    const oneHot = bytes.subarray(row * NUM_CLASSES, (row + 1) * NUM_CLASSES);
    const label = oneHot.indexOf(1);
    if (label === -1 || oneHot.some((byte, i) => byte !== (i === label ? 1 : 0))) {
      throw new SyntaxError(
        `Cannot decode the labels: expected a single 1 among zeros for digit ${row} but found ` +
          describeValue(Array.from(oneHot)),
      );
    }
    labels[row] = label;
  }
  return labels;
}
