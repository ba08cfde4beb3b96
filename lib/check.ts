/**
 * The checks at the library's public boundaries, with errors that all read alike: what could not be
 * done, what was expected, what was found.
 *
 * @module
 */

/** What {@linkcode checkInteger} allows. */
export interface IntegerRange {
  /** The smallest value allowed. 1 if left out. */
  min?: number;
  /** The largest value allowed. No bound if left out. */
  max?: number;
}

/**
 * Throws unless `value` is a whole number in a range.
 *
 * @param action What the caller is about to do, as in `make a training batch`.
 * @param name What the number is, as in `its size`.
 * @param value The number to check.
 * @param range The smallest and largest value allowed.
 * @throws {RangeError} If `value` is a fraction, not finite, or outside the range.
 *
 * @example
 * ```ts
 * import { checkInteger } from "./check.ts";
 * import { throws } from "node:assert/strict";
 *
 * throws(() => checkInteger("make a batch", "its size", 0, { max: 10 }), {
 *   message: "Cannot make a batch: expected its size to be a whole number from 1 to 10 but found 0",
 * });
 * ```
 */
export function checkInteger(
  action: string,
  name: string,
  value: number,
  { min = 1, max = Infinity }: IntegerRange = {},
): void {
  if (Number.isInteger(value) && value >= min && value <= max) return;
  const range = max === Infinity ? `of at least ${min}` : `from ${min} to ${max}`;
  throw new RangeError(
    `Cannot ${action}: expected ${name} to be a whole number ${range} but found ${value}`,
  );
}

/**
 * Throws unless `shape` has the expected rank and sizes.
 *
 * @param action What the caller is about to do, as in `evaluate the model`.
 * @param name What has the shape, as in `its input`.
 * @param shape The shape to check. `null` stands for a size left open.
 * @param expected The sizes wanted; `null` allows any.
 * @throws {TypeError} If rank or a size differs.
 *
 * @example
 * ```ts
 * import { checkShape } from "./check.ts";
 * import { throws } from "node:assert/strict";
 *
 * checkShape("draw digits", "the images", [5, 28, 28, 1], [null, 28, 28, 1]);
 * throws(() => checkShape("draw digits", "the images", [5, 784], [null, 28, 28, 1]), {
 *   message: "Cannot draw digits: expected the images of shape [any, 28, 28, 1] but found [5, 784]",
 * });
 * ```
 */
export function checkShape(
  action: string,
  name: string,
  shape: readonly (number | null)[],
  expected: readonly (number | null)[],
): void {
  const matches = shape.length === expected.length &&
    expected.every((size, axis) => size === null || size === shape[axis]);
  if (matches) return;
  const text = (sizes: readonly (number | null)[]) =>
    `[${sizes.map((size) => size ?? "any").join(", ")}]`;
  throw new TypeError(
    `Cannot ${action}: expected ${name} of shape ${text(expected)} but found ${text(shape)}`,
  );
}
