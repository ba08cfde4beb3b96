/**
 * The check of a function's options: notebooks are not type-checked when they run, and an option that
 * is spelt wrong would otherwise be ignored.
 *
 * @module
 */
import { describeValue } from "./check.ts";
import { expectedOneOf } from "./nearest_first.ts";

/**
 * Throws unless `options` is an object with no other keys than those known.
 *
 * @param action What the caller is about to do, as in `train the model`.
 * @param options What was given as options.
 * @param known The names of the options there are.
 * @throws {TypeError} If `options` is no such object.
 *
 * @example
 * ```ts
 * import { checkOptions } from "./check_options.ts";
 * import { throws } from "node:assert/strict";
 *
 * checkOptions("train the model", { epochs: 3 }, ["epochs", "seed"]);
 * throws(() => checkOptions("train the model", { epoch: 3 }, ["epochs", "seed"]), {
 *   message: "Cannot train the model: expected an option of epochs, seed " +
 *     'but found "epoch" (did you mean epochs?)',
 * });
 * ```
 */
export function checkOptions(action: string, options: unknown, known: readonly string[]): void {
  const isObject = typeof options === "object" && options !== null &&
    !(Symbol.iterator in options) && !(options instanceof Promise);
  if (!isObject) {
    throw new TypeError(
      `Cannot ${action}: expected its options as an object but found ${describeValue(options)}`,
    );
  }
  const unknown = Object.keys(options).find((name) => !known.includes(name));
  if (unknown === undefined) return;
  throw new TypeError(`Cannot ${action}: ${expectedOneOf("an option", known, unknown)}`);
}
