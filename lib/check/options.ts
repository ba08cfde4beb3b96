/**
 * Checking options, and objects of data: their names and what each holds.
 *
 * @module
 */
import { checkInteger, describeValue, type IntegerRange } from "./check.ts";
import { isList, listNames } from "./list.ts";
import { expectedOneOf } from "./nearest_first.ts";
import { didYouMean } from "./nearest_name.ts";
import { unexpected } from "./unexpected.ts";

/** Throws unless a value can stand under a name. */
export type Check = (action: string, name: string, value: unknown) => void;

/** A check for each member of an interface; the compiler finds one that is missing. */
export type Checks<Members> = { readonly [Name in keyof Required<Members>]: Check };

/** A member that is checked where it is read. */
export const checkedLater: Check = () => {};

/** A member that is a text. */
export const text: Check = (action, name, value) => {
  if (typeof value !== "string") throw unexpected(action, `${name} to be a text`, value);
};

/** A member that is true or false. */
export const flag: Check = (action, name, value) => {
  if (typeof value !== "boolean") throw unexpected(action, `${name} to be true or false`, value);
};

/** A member that is a function. */
export const callback: Check = (action, name, value) => {
  if (typeof value !== "function") throw unexpected(action, `${name} to be a function`, value);
};

/** A member that is two finite numbers, the second the larger. */
export const risingNumbers: Check = (action, name, value) => {
  const isRising = isList(value) && value.length === 2 &&
    Number.isFinite(value[0]) && Number.isFinite(value[1]) &&
    value[0] as number < (value[1] as number);
  if (isRising) return;
  throw new RangeError(
    `Cannot ${action}: expected ${name} to be two rising numbers but found ${describeValue(value)}`,
  );
};

/** Makes the check for a whole number in a range. */
export const wholeNumber = (range?: IntegerRange): Check => (action, name, value) =>
  checkInteger(action, name, value as number, range);

/** Makes the check for one of some texts. */
export const oneOf = (...choices: readonly string[]): Check => (action, name, value) => {
  if (choices.includes(value as string)) return;
  throw new RangeError(
    `Cannot ${action}: expected ${name} of ${listNames(choices)} but found ${
      describeValue(value)
    }` + (typeof value === "string" ? didYouMean(value, choices) : ""),
  );
};

/** Tells whether a value is an object as in `{ width: 300 }`, made by whatever realm. */
export function isPlain(value: unknown): value is Record<string, unknown> {
  if (typeof value !== "object" || value === null) return false;
  const prototype = Object.getPrototypeOf(value);
  return prototype === null || Object.getPrototypeOf(prototype) === null;
}

/**
 * Throws unless an object has known members only, each of which is right. One that is `undefined`
 * counts as left out.
 *
 * @param action What they are for, as in `draw a histogram`.
 * @param what What the object is, and an example of it: `options as in { width: 300 }`.
 * @param value The object.
 * @param checks A check for each member.
 * @throws {TypeError} If it is not a plain object, has an unknown member, or one is of a wrong type.
 * @throws {RangeError} If a member is out of range.
 *
 * @example
 * ```ts
 * import { checkMembers, text } from "./options.ts";
 * import { throws } from "node:assert/strict";
 *
 * const check = (options: unknown) =>
 *   checkMembers("draw", "options as in { title: 'T' }", options, { title: text });
 * check({ title: "Losses" });
 * throws(() => check({ titel: "Losses" }), {
 *   message: 'Cannot draw: expected options of title but found "titel" (did you mean title?)',
 * });
 * ```
 */
export function checkMembers(
  action: string,
  what: string,
  value: unknown,
  checks: Readonly<Record<string, Check>>,
): void {
  if (!isPlain(value)) throw unexpected(action, what, value);
  for (const name of Object.keys(value)) {
    if (!Object.hasOwn(checks, name)) {
      const known = Object.keys(checks);
      const [kind] = what.split(" ");
      throw new TypeError(`Cannot ${action}: ${expectedOneOf(kind, known, name)}`);
    }
    if (value[name] !== undefined) checks[name](action, name, value[name]);
  }
}
