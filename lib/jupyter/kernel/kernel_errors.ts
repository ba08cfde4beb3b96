/**
 * How a kernel can fail its client, apart from an error that a cell throws.
 *
 * @module
 */
import { describeError } from "@convbook/check";
import type { ErrorOutput } from "../nbformat/nbformat.ts";

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
 * @returns The rest of a sentence that begins with "it", with the line that explains the end best.
 *
 * @example
 * ```ts
 * import { describeEnd } from "./kernel_errors.ts";
 * import { equal } from "node:assert/strict";
 *
 * equal(
 *   describeEnd({ code: 133, signal: "SIGTRAP", printed: "#\n# Fatal: out of memory\n#\n" }),
 *   "was ended by SIGTRAP and printed: Fatal: out of memory",
 * );
 * ```
 */
export function describeEnd({ code, signal, printed }: KernelEnd): string {
  const how = signal === null ? `ended with exit code ${code}` : `was ended by ${signal}`;
  const lines = printed.split("\n").map((line) => line.replace(/^[#\s]+/, ""))
    .filter((line) => line !== "");
  // The end of a crash report are addresses.
  const line = lines.find((line) => /\b(fatal|panicked|error)\b/i.test(line)) ?? lines.at(-1);
  return line === undefined ? how : `${how} and printed: ${describeError(new Error(line))}`;
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

/**
 * Describes what a cell threw.
 *
 * @param thrown Its name, which may be empty, and its message.
 * @returns Name and message in one line, of at most 200 characters.
 *
 * @example
 * ```ts
 * import { describeThrown } from "./kernel_errors.ts";
 * import { equal } from "node:assert/strict";
 *
 * equal(describeThrown({ ename: "RangeError", evalue: "too\nfar" }), "RangeError: too far");
 * ```
 */
export function describeThrown(
  { ename, evalue }: Pick<ErrorOutput, "ename" | "evalue">,
): string {
  return describeError(new Error(ename === "" ? evalue : `${ename}: ${evalue}`));
}

/**
 * Something threw for which no cell waited, so the kernel was ended, as a program would have been.
 *
 * @example
 * ```ts
 * import { UncaughtError } from "./kernel_errors.ts";
 * import { equal } from "node:assert/strict";
 *
 * const error = { output_type: "error", ename: "RangeError", evalue: "too far" } as const;
 * equal(
 *   new UncaughtError({ ...error, traceback: [] }, "error").message,
 *   "Cannot use the kernel: expected no error outside of cells but found RangeError: too far, " +
 *     "which nothing catches",
 * );
 * ```
 */
export class UncaughtError extends Error {
  override readonly name = "UncaughtError";
  /** What was thrown. */
  readonly thrown: ErrorOutput;
  /** The description of what was thrown and how. */
  readonly found: string;

  /**
   * Describes what was thrown and how.
   *
   * @param thrown What was thrown.
   * @param how Whether it was thrown as an error, in a timer for one, or by a promise.
   */
  constructor(thrown: ErrorOutput, how: "error" | "rejection") {
    const found = `${describeThrown(thrown)}, which nothing catches` +
      (how === "rejection" ? " (is an await missing?)" : "");
    super(`Cannot use the kernel: expected no error outside of cells but found ${found}`);
    this.thrown = thrown;
    this.found = found;
  }
}
