/**
 * Checking lists: arrays, typed arrays, and what is like them.
 *
 * Items are checked one after the other, those too that a sparse array leaves out, and the first wrong
 * one ends it: `new Array(1e9)` is refused at once.
 *
 * @module
 */
import { describeValue } from "./check.ts";
import { unexpected } from "./unexpected.ts";

/**
 * Tells whether a value is a list. Texts, functions, tensors, sets and maps are none.
 *
 * @param value Any value.
 * @returns Whether it is an object with a `length`.
 */
export function isList(value: unknown): value is ArrayLike<unknown> {
  if (typeof value !== "object" || value === null) return false;
  const { length } = value as { length?: unknown };
  return Number.isInteger(length) && length as number >= 0;
}

/**
 * Throws unless a value is a list.
 *
 * @param action What the list is for, as in `draw a table`.
 * @param expected What was expected, as in `a list of rows`.
 * @param value The value.
 * @throws {TypeError} If it is not a list.
 */
export function checkList(
  action: string,
  expected: string,
  value: unknown,
): asserts value is ArrayLike<unknown> {
  if (!isList(value)) throw unexpected(action, expected, value);
}

/**
 * Throws unless every item of a list is right.
 *
 * @param list The list.
 * @param isRight Tells whether an item is right.
 * @param refuse Makes the error for the first item that is not.
 * @throws What `refuse` makes.
 */
export function checkItems<Item>(
  list: ArrayLike<Item>,
  isRight: (item: Item, index: number) => boolean,
  refuse: (item: Item, index: number) => Error,
): void {
  for (let index = 0; index < list.length; index++) {
    if (!isRight(list[index], index)) throw refuse(list[index], index);
  }
}

/**
 * Reads a list of texts, such as the names of classes.
 *
 * @param action What they are for, as in `draw a heatmap`.
 * @param name What they are, as in `xTickLabels`.
 * @param value The list.
 * @param count How many there must be. Any number if left out.
 * @returns A new array of them.
 * @throws {TypeError} If it is not a list, one item is not a text, or there are more or fewer.
 *
 * @example
 * ```ts
 * import { readTexts } from "./list.ts";
 * import { throws } from "node:assert/strict";
 *
 * throws(() => readTexts("draw a heatmap", "xTickLabels", ["a", 1]), {
 *   message: "Cannot draw a heatmap: expected xTickLabels of text but found 1 at index 1",
 * });
 * ```
 */
export function readTexts(
  action: string,
  name: string,
  value: unknown,
  count?: number,
): string[] {
  checkList(action, `a list of ${name}`, value);
  if (count !== undefined && value.length !== count) {
    throw new TypeError(`Cannot ${action}: expected ${count} ${name} but found ${value.length}`);
  }
  checkItems(
    value,
    (item) => typeof item === "string",
    (item, index) => unexpected(action, `${name} of text`, item, ` at index ${index}`),
  );
  return Array.from(value as ArrayLike<string>);
}

/** The most names that an error lists, and room for them, so that it stays short. */
const MOST_NAMES = 20;
const MOST_LETTERS = 200;

/**
 * Lists names for an error.
 *
 * @param names The names.
 * @returns The names with commas between, the last ones left out where there are too many.
 */
export function listNames(names: readonly string[]): string {
  let listed = "";
  for (const [index, name] of names.entries()) {
    const next = /^[\w][\w ./-]*$/.test(name) ? name : describeValue(name);
    if (index === MOST_NAMES || listed.length + next.length > MOST_LETTERS) return `${listed}, …`;
    listed += index === 0 ? next : `, ${next}`;
  }
  return listed;
}
