/**
 * How a kernel can fail its client, apart from an error that a cell throws.
 *
 * @module
 */

/** How a kernel's process ended. */
export interface KernelEnd {
  /** Its exit code. */
  code: number;
  /** The signal that ended it, or `null`. */
  signal: string | null;
  /** The last that it printed, which may explain its end. */
  printed: string;
}

/**
 * Describes how a kernel ended.
 *
 * @param end How it ended.
 * @returns The rest of a sentence that begins with "it", and what the kernel printed last.
 *
 * @example
 * ```ts
 * import { describeEnd } from "./kernel_errors.ts";
 * import { equal } from "node:assert/strict";
 *
 * equal(
 *   describeEnd({ code: 137, signal: "SIGKILL", printed: "Fatal\n" }),
 *   "was ended by SIGKILL; the last it printed was:\nFatal",
 * );
 * ```
 */
export function describeEnd({ code, signal, printed }: KernelEnd): string {
  const how = signal === null ? `ended with exit code ${code}` : `was ended by ${signal}`;
  const last = printed.trim();
  return last === "" ? how : `${how}; the last it printed was:\n${last}`;
}

/**
 * The kernel ended though nobody had asked it to.
 *
 * @example
 * ```ts
 * import { KernelDiedError } from "./kernel_errors.ts";
 * import { equal } from "node:assert/strict";
 *
 * equal(
 *   new KernelDiedError({ code: 3, signal: null, printed: "" }).message,
 *   "Cannot use the kernel: expected it to run but found that it ended with exit code 3",
 * );
 * ```
 */
export class KernelDiedError extends Error {
  /** Names the class. */
  override readonly name = "KernelDiedError";
  /** How it ended. */
  readonly end: KernelEnd;

  /**
   * Describes the end.
   *
   * @param end How the process ended.
   */
  constructor(end: KernelEnd) {
    super(`Cannot use the kernel: expected it to run but found that it ${describeEnd(end)}`);
    this.end = end;
  }
}

/**
 * A cell ran for too long, so its kernel was ended.
 *
 * @example
 * ```ts
 * import { TimeLimitError } from "./kernel_errors.ts";
 * import { equal } from "node:assert/strict";
 *
 * equal(
 *   new TimeLimitError(5).message,
 *   "Cannot finish the cell: expected it to take at most 5 s but found it still running",
 * );
 * ```
 */
export class TimeLimitError extends Error {
  /** Names the class. */
  override readonly name = "TimeLimitError";
  /** The time that the cell was given. */
  readonly seconds: number;

  /**
   * Names the limit.
   *
   * @param seconds The time that the cell was given.
   */
  constructor(seconds: number) {
    super(
      `Cannot finish the cell: expected it to take at most ${seconds} s but found it still running`,
    );
    this.seconds = seconds;
  }
}
