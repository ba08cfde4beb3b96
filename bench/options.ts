/**
 * What the benchmarks' command lines have in common.
 *
 * @module
 */
import { UsageError } from "../tools/command_line/usage_error.ts";

/** How often a benchmark repeats what it times. */
export const ROUNDS_OPTION = {
  value: "N",
  help: "how often each time is taken: few to see that it runs, many for a ratio to quote",
};

/**
 * Reads the number of rounds.
 *
 * @param text What stands on the command line.
 * @param rounds How many there are if it was left out.
 * @returns The number.
 * @throws {UsageError} If it is not a whole number of at least 1.
 */
export function readRounds(text: string | undefined, rounds: number): number {
  if (text === undefined) return rounds;
  const found = Number(text);
  if (Number.isInteger(found) && found >= 1) return found;
  throw new UsageError(
    `Cannot run the benchmark: expected --rounds to be a whole number of at least 1 but found ${text}`,
  );
}
