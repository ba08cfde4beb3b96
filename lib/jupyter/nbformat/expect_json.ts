/**
 * Expecting something of JSON.
 *
 * @module
 */
import { describeValue } from "@convbook/check";
import type { Metadata } from "./nbformat.ts";

/** Says what a notebook lacks: the `Cannot read …` is added where it is caught. */
export class FormatError extends TypeError {}

/** Expects text, or an array of its lines, and joins them. `what` says what the notebook lacks else. */
export function joinText(value: unknown, what: string): string {
  if (typeof value === "string") return value;
  if (isLines(value)) return value.join("");
  throw new FormatError(`expected ${what} but found ${describeFound(value)}`);
}

/** Whether a value is an array of lines. */
export function isLines(value: unknown): value is string[] {
  return Array.isArray(value) && value.every((line) => typeof line === "string");
}

/** Expects an object. */
export function expectObject(value: unknown, what: string): Metadata {
  if (typeof value === "object" && value !== null && !Array.isArray(value)) {
    return value as Metadata;
  }
  throw new FormatError(`expected ${what} but found ${describeFound(value)}`);
}

/** Expects an array. */
export function expectArray(value: unknown, what: string): unknown[] {
  if (Array.isArray(value)) return value;
  throw new FormatError(`expected ${what} but found ${describeFound(value)}`);
}

/** A member that is missing is none, and no value that was found. */
export function describeFound(value: unknown): string {
  return value === undefined ? "none" : describeValue(value);
}
