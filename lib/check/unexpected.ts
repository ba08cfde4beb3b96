/**
 * The error for a value that is not what a function takes. The kernel does not check types, so a
 * notebook may hand in anything.
 *
 * @module
 */
import { describeValue } from "./check.ts";

/**
 * Makes the error for a value of a wrong type.
 *
 * @param action What cannot be done, as in `draw a bar chart`.
 * @param expected What was expected, as in `a list of bars`.
 * @param found The value that was found instead.
 * @param where Where it stands, as in ` at index 3`. Nowhere in particular if left out.
 * @returns The error, to throw.
 *
 * @example
 * ```ts
 * import { unexpected } from "./unexpected.ts";
 * import { equal } from "node:assert/strict";
 *
 * const { message } = unexpected("draw a bar chart", "a list of bars", "3");
 * equal(message, 'Cannot draw a bar chart: expected a list of bars but found "3"');
 * ```
 */
export function unexpected(
  action: string,
  expected: string,
  found: unknown,
  where = "",
): TypeError {
  return new TypeError(
    `Cannot ${action}: expected ${expected} but found ${describeValue(found)}${where}`,
  );
}
