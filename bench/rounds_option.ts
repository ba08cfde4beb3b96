/**
 * The option `--rounds`, which all benchmarks have.
 *
 * @module
 */
import { describeValue } from "@convbook/check";
import type { Option } from "../tools/command_line/command.ts";
import { UsageError } from "../tools/command_line/usage_error.ts";

/**
 * Describes the option.
 *
 * @param fallback The number of rounds if the option is left out.
 */
export function roundsOption(fallback: number): Option & { value: string } {
  return { value: "N", help: `how often everything is timed; ${fallback} if left out` };
}

/**
 * Reads the option's value.
 *
 * @param action What the benchmark does, for errors.
 * @param text What was given.
 * @param fallback The number of rounds if nothing was.
 * @throws {UsageError} If it is no whole number of at least 1.
 */
export function readRounds(action: string, text: string | undefined, fallback: number): number {
  if (text === undefined) return fallback;
  const rounds = Number(text);
  if (/^\d+$/.test(text) && rounds >= 1) return rounds;
  throw new UsageError(
    `Cannot ${action}: expected --rounds to be a whole number of at least 1 but found ` +
      describeValue(text),
  );
}
