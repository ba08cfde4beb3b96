/**
 * The idx format of the MNIST files: a magic number, the sizes, then the bytes.
 *
 * Source: Y. LeCun, C. Cortes and C. Burges, "The MNIST database of handwritten digits", "File
 * formats for the MNIST database".
 *
 * @module
 */

import { describeValue } from "@convbook/check";

/** The content of an idx file of unsigned bytes. */
export interface IdxArray {
  /** The size of each axis: `[count]` for labels, `[count, 28, 28]` for images. */
  shape: number[];
  /** The values, the last axis fastest. */
  values: Uint8Array;
}

/** Third byte of the magic number: the type of the values. */
const UNSIGNED_BYTE = 0x08;

/**
 * Parses an idx file of unsigned bytes.
 *
 * @param bytes The file.
 * @returns Its shape and values; the values are a view of `bytes`.
 * @throws {SyntaxError} If the magic number is another, or there are more or fewer values than the
 * sizes say.
 *
 * @example
 * ```ts
 * import { parseIdx } from "./read_idx.ts";
 * import { deepEqual } from "node:assert/strict";
 *
 * const bytes = Uint8Array.of(0, 0, 0x08, 1, 0, 0, 0, 2, 7, 9);
 * deepEqual(parseIdx(bytes), { shape: [2], values: Uint8Array.of(7, 9) });
 * ```
 */
export function parseIdx(bytes: Uint8Array): IdxArray {
  const [zero, alsoZero, type, rank] = bytes;
  const header = 4 + 4 * rank;
  if (zero !== 0 || alsoZero !== 0 || type !== UNSIGNED_BYTE || bytes.length < header) {
    throw new SyntaxError(
      "Cannot parse the idx file: expected the magic number of an array of unsigned bytes but " +
        `found ${describeValue(Array.from(bytes.subarray(0, 4)))}`,
    );
  }
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  const shape = Array.from({ length: rank }, (_, axis) => view.getUint32(4 + 4 * axis));
  const values = bytes.subarray(header);
  const size = shape.reduce((product, n) => product * n, 1);
  if (values.length !== size) {
    throw new SyntaxError(
      `Cannot parse the idx file: expected ${size} values for shape ${describeValue(shape)} but ` +
        `found ${values.length}`,
    );
  }
  return { shape, values };
}
