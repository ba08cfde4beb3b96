/**
 * The few operations on bytes that the wire needs.
 *
 * @module
 */

/**
 * Joins byte arrays into a new one.
 *
 * @param parts Any number of byte arrays.
 * @returns Their bytes, one after another.
 *
 * @example
 * ```ts
 * import { joinBytes } from "./bytes.ts";
 * import { deepEqual } from "node:assert/strict";
 *
 * deepEqual(joinBytes([Uint8Array.of(1, 2), Uint8Array.of(3)]), Uint8Array.of(1, 2, 3));
 * ```
 */
export function joinBytes(parts: readonly Uint8Array[]): Uint8Array<ArrayBuffer> {
  const joined = new Uint8Array(parts.reduce((length, part) => length + part.length, 0));
  let offset = 0;
  for (const part of parts) {
    joined.set(part, offset);
    offset += part.length;
  }
  return joined;
}

/**
 * Finds where a sequence of bytes first occurs.
 *
 * @param bytes Where to look.
 * @param wanted The bytes to look for, at least one.
 * @param from The first position to consider.
 * @returns The position, or -1 if there is none.
 *
 * @example
 * ```ts
 * import { findBytes } from "./bytes.ts";
 * import { equal } from "node:assert/strict";
 *
 * equal(findBytes(Uint8Array.of(7, 1, 7, 1, 9), Uint8Array.of(1, 9), 0), 3);
 * ```
 */
export function findBytes(bytes: Uint8Array, wanted: Uint8Array, from: number): number {
  let position = bytes.indexOf(wanted[0], from);
  while (position !== -1 && position + wanted.length <= bytes.length) {
    if (wanted.every((byte, index) => bytes[position + index] === byte)) return position;
    position = bytes.indexOf(wanted[0], position + 1);
  }
  return -1;
}

/**
 * Measures how much of a sequence of bytes the end of an array may already hold.
 *
 * @param bytes The array whose end is looked at.
 * @param wanted The bytes that may have begun there.
 * @returns The length of the longest proper beginning of `wanted` in which `bytes` ends.
 *
 * @example
 * ```ts
 * import { measureBeginning } from "./bytes.ts";
 * import { equal } from "node:assert/strict";
 *
 * equal(measureBeginning(Uint8Array.of(5, 1, 9), Uint8Array.of(1, 9, 60)), 2);
 * equal(measureBeginning(Uint8Array.of(5, 1, 9, 60), Uint8Array.of(1, 9, 60)), 0);
 * ```
 */
export function measureBeginning(bytes: Uint8Array, wanted: Uint8Array): number {
  for (let length = Math.min(wanted.length - 1, bytes.length); length > 0; length--) {
    const end = bytes.subarray(bytes.length - length);
    if (end.every((byte, index) => byte === wanted[index])) return length;
  }
  return 0;
}
