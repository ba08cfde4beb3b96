/**
 * The checks at the library's public boundaries, with errors that all read alike: what could not be
 * done, what was expected, what was found. What is found is described by {@linkcode describeValue}
 * and {@linkcode describeError} alone, which keep it short whatever it is.
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
    `Cannot ${action}: expected ${name} to be a whole number ${range} ` +
      `but found ${describeValue(value)}`,
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

/** The longest description of a value, and of what another program says of its failure. */
const MAX_VALUE = 100;
const MAX_ERROR = 200;
/** An item, its comma and its space: more items than fit in a description need not be looked at. */
const LEAST_ITEM = 3;

/**
 * Describes a value for an error's "but found". Texts are quoted, so that `"42"` is not taken for 42.
 * What is long is cut or counted. No getter and no method of the value is called, so that describing
 * it cannot fail.
 *
 * @param value Any value.
 * @returns Its description, of at most 100 characters, in one line.
 *
 * @example
 * ```ts
 * import { describeValue } from "./check.ts";
 * import { equal } from "node:assert/strict";
 *
 * equal(describeValue("42"), '"42"');
 * equal(describeValue({ epochs: [1, 2] }), "{ epochs: [1, 2] }");
 * equal(describeValue(new Array(1000).fill(0)), "a list of 1000 values");
 * equal(describeValue(Promise.resolve(1)), "a Promise (is an await missing?)");
 * ```
 */
export function describeValue(value: unknown): string {
  return describeWithin(value, MAX_VALUE);
}

/** In full if that fits, otherwise in outline. Each level down has half the space. */
function describeWithin(value: unknown, length: number): string {
  try {
    const full = describeInFull(value, length);
    return full.length <= length ? full : describeInOutline(value, length);
  } catch {
    // A proxy whose traps throw.
    return "an object that cannot be read";
  }
}

function describeInFull(value: unknown, length: number): string {
  if (typeof value === "string") return quote(value, length);
  if (typeof value === "bigint") return `${value}n`;
  if (Object.is(value, -0)) return "-0";
  if (typeof value !== "object" && typeof value !== "function" || value === null) {
    return String(value);
  }
  const within = Math.floor(length / 2);
  if (Array.isArray(value)) {
    if (value.length * LEAST_ITEM > length) return describeInOutline(value, length);
    return `[${Array.from(value, (item) => describeWithin(item, within)).join(", ")}]`;
  }
  if (!isPlain(value)) return describeInOutline(value, length);
  const keys = Object.keys(value);
  if (keys.length === 0) return "{}";
  if (keys.length * LEAST_ITEM > length) return describeInOutline(value, length);
  const items = keys.map((key) => {
    const property = Object.getOwnPropertyDescriptor(value, key) ?? {};
    return `${nameKey(key, within)}: ` +
      ("value" in property ? describeWithin(property.value, within) : "…");
  });
  return `{ ${items.join(", ")} }`;
}

function describeInOutline(value: unknown, length: number): string {
  if (Array.isArray(value)) return `a list of ${count(value.length, "value")}`;
  if (typeof value === "function") return "a function";
  if (typeof value !== "object" || value === null) {
    return `${String(value).slice(0, length - 1)}…`; // a long bigint or symbol
  }
  const own = (key: string) => Object.getOwnPropertyDescriptor(value, key)?.value;
  if (own("dataId") !== undefined && Array.isArray(own("shape"))) {
    return `a tensor of shape [${own("shape").join(", ")}]`;
  }
  if (value instanceof Promise) return "a Promise (is an await missing?)";
  if (ArrayBuffer.isView(value) && !(value instanceof DataView)) {
    return `a ${nameClass(value)} of ${count((value as Uint8Array).length, "value")}`;
  }
  if (!isPlain(value)) {
    const name = nameClass(value);
    return `${/^[AEIOU]/.test(name) ? "an" : "a"} ${name}`;
  }
  const keys = Object.keys(value);
  const start = keys.length === 1 ? "an object with the key " : "an object with the keys ";
  const list = keys.slice(0, length).map((key) => nameKey(key, length)).join(", ");
  return start.length + list.length <= length
    ? start + list
    : `an object with ${count(keys.length, "key")}`;
}

function isPlain(value: object): boolean {
  const prototype = Object.getPrototypeOf(value);
  return typeof value === "object" && (prototype === null || prototype === Object.prototype);
}

function nameClass(value: object): string {
  for (let at = Object.getPrototypeOf(value); at !== null; at = Object.getPrototypeOf(at)) {
    const maker = Object.getOwnPropertyDescriptor(at, "constructor")?.value;
    if (typeof maker === "function" && maker.name !== "") return maker.name.slice(0, 40);
  }
  return "object";
}

function nameKey(key: string, length: number): string {
  return /^[A-Za-z_$][\w$]*$/.test(key) && key.length <= length ? key : quote(key, length);
}

function count(n: number, what: string): string {
  return `${n} ${what}${n === 1 ? "" : "s"}`;
}

/** Quotes a text, cut to a length. What a terminal would obey, or show in another order, is escaped. */
function quote(text: string, length: number): string {
  const escape = (part: string) =>
    JSON.stringify(part).replaceAll(
      /[\u007f-\u009f\u200e\u200f\u2028-\u202e\u2066-\u2069]/g,
      (letter) => `\\u${letter.charCodeAt(0).toString(16).padStart(4, "0")}`,
    );
  const whole = text.length <= length ? escape(text) : undefined;
  if (whole !== undefined && whole.length <= length) return whole;
  let part = [...text.slice(0, length)];
  while (part.length > 0 && escape(part.join("")).length >= length) part = part.slice(0, -1);
  return `${escape(part.join("")).slice(0, -1)}…"`;
}

/**
 * Describes what was thrown for an error's "but found: …".
 *
 * @param cause What was thrown: an error of another library or of the system, or anything.
 * @returns Its message, or what it is; at most 200 characters, in one line.
 *
 * @example
 * ```ts
 * import { describeError } from "./check.ts";
 * import { equal } from "node:assert/strict";
 *
 * equal(describeError(new Error("disk\n  full")), "disk full");
 * equal(describeError("out of luck"), '"out of luck"');
 * ```
 */
export function describeError(cause: unknown): string {
  if (!(cause instanceof Error)) return describeValue(cause);
  // deno-lint-ignore no-control-regex
  const text = (cause.message || cause.name).replaceAll(/[\s\u0000-\u001f\u007f-\u009f]+/g, " ")
    .trim();
  return text.length <= MAX_ERROR ? text : `${text.slice(0, MAX_ERROR - 1)}…`;
}
