/**
 * Running Deno's own tools.
 *
 * @module
 */
import { describeError } from "@convbook/check";

/** What {@linkcode runDeno} takes beside the arguments. */
export interface RunDenoOptions {
  /** What Deno reads from stdin. Nothing if left out. */
  stdin?: string;
  /** The folder it works in, whose configuration it goes by. This program's if left out. */
  cwd?: string;
  /** Stops it, with the signal's reason. */
  signal?: AbortSignal;
}

/** What Deno did. */
export interface DenoResult {
  /** Whether its exit code was 0. */
  success: boolean;
  /** What it wrote to stdout. */
  stdout: string;
  /** What it wrote to stderr, without colours. */
  stderr: string;
}

/**
 * Runs the Deno that runs this program. It has a process group of its own (not on Windows): Ctrl-C in
 * a terminal is for this program alone, which then stops it. Otherwise its end could be taken for a
 * failure before word of the signal comes.
 *
 * @param args Its command line.
 * @param options What it reads, and what stops it.
 * @returns What it did.
 * @throws {Error} If Deno cannot be run, or what the signal says.
 *
 * @example
 * ```ts
 * import { runDeno } from "./run_deno.ts";
 * import { equal } from "node:assert/strict";
 *
 * const { success, stdout } = await runDeno(["fmt", "--ext=ts", "-"], { stdin: "let a=1" });
 * equal(success, true);
 * equal(stdout, "let a = 1;\n");
 * ```
 */
export async function runDeno(
  args: string[],
  { stdin = "", cwd, signal }: RunDenoOptions = {},
): Promise<DenoResult> {
  signal?.throwIfAborted();
  let deno: Deno.ChildProcess;
  try {
    deno = new Deno.Command(Deno.execPath(), {
      args,
      cwd,
      env: { NO_COLOR: "1" },
      stdin: "piped",
      stdout: "piped",
      stderr: "piped",
      detached: Deno.build.os !== "windows",
      signal,
    }).spawn();
  } catch (cause) {
    throw new Error(
      `Cannot run deno ${args[0]}: expected ${Deno.execPath()} to start but found: ` +
        describeError(cause),
      { cause },
    );
  }
  const [{ success, stdout, stderr }] = await Promise.all([
    deno.output(),
    // It may end before it has read everything.
    ReadableStream.from([new TextEncoder().encode(stdin)]).pipeTo(deno.stdin).catch(() => {}),
  ]);
  signal?.throwIfAborted();
  const decoder = new TextDecoder();
  return { success, stdout: decoder.decode(stdout), stderr: decoder.decode(stderr) };
}
