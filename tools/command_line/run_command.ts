/**
 * The frame of a command-line program: signals, errors, exit codes.
 *
 * @module
 */
import { describeError } from "@convbook/check";
import type { Arguments, Command, Options } from "./command.ts";
import { describeCommand } from "./describe_command.ts";
import { readArguments } from "./read_arguments.ts";
import { UsageError } from "./usage_error.ts";

/** The signals that ask a program to stop, each with its number. */
const STOP_SIGNALS: [Deno.Signal, number][] = Deno.build.os === "windows"
  ? [["SIGINT", 2], ["SIGBREAK", 21]]
  : [["SIGHUP", 1], ["SIGINT", 2], ["SIGTERM", 15]];

/** A signal that asked the program to stop. */
class Interruption extends Error {
  readonly exitCode: number;

  constructor(signal: Deno.Signal, number: number) {
    super(`Stopped by ${signal}`);
    this.exitCode = 128 + number;
  }
}

/**
 * Runs a program and sets the exit code of the process: 0 if all went well, 1 if it failed, 2 if
 * the command line is wrong, 128 and the signal's number if a signal stopped it. Errors go to stderr.
 * With `--help` or `-h` it describes the program and runs nothing.
 *
 * @param command What the program can be asked for.
 * @param program What to run, with what was given. Its signal is aborted when SIGINT, SIGTERM or SIGHUP
 * asks the program to stop; it should then end what it has begun and throw the signal's reason.
 * @returns When the program has ended.
 *
 * @example
 * ```ts
 * import { runCommand } from "./run_command.ts";
 * import { equal } from "node:assert/strict";
 *
 * const command = { name: "rest", action: "rest", purpose: "do nothing" };
 * await runCommand(command, () => {});
 * equal(Deno.exitCode, 0);
 * ```
 */
export async function runCommand<const Known extends Options>(
  command: Command<Known>,
  program: (given: Arguments<Known>, signal: AbortSignal) => void | Promise<void>,
): Promise<void> {
  const stopping = new AbortController();
  const listeners = STOP_SIGNALS.map(([name, number]) => {
    const stop = () => stopping.abort(new Interruption(name, number));
    Deno.addSignalListener(name, stop);
    return { name, stop };
  });
  try {
    const given = readArguments(command, Deno.args);
    if (given === "help") console.log(describeCommand(command));
    else await program(given, stopping.signal);
  } catch (failure) {
    // What fails once the program is to stop fails because of that.
    const error = stopping.signal.aborted ? stopping.signal.reason : failure;
    console.error(describe(error));
    Deno.exitCode = error instanceof Interruption
      ? error.exitCode
      : error instanceof UsageError
      ? 2
      : 1;
  } finally {
    for (const { name, stop } of listeners) Deno.removeSignalListener(name, stop);
  }
}

/** An error in the house style says what is wrong; any other nobody has thought of. */
function describe(error: unknown): string {
  const isExplained = error instanceof Error && /^(Cannot|Stopped) /.test(error.message);
  if (isExplained) return error.message;
  const name = error instanceof Error ? `${error.name}: ` : "";
  return `Cannot go on: expected no failure but found: ${name}${describeError(error)}`;
}
