/**
 * A command line that asks for what a program does not do.
 *
 * @module
 */

/**
 * A wrong command line: the program prints the message and ends with exit code 2.
 *
 * @example
 * ```ts
 * import { UsageError } from "./usage_error.ts";
 * import { equal } from "node:assert/strict";
 *
 * equal(new UsageError("Cannot run: expected a file but found none").name, "UsageError");
 * ```
 */
export class UsageError extends Error {
  override readonly name = "UsageError";
}
