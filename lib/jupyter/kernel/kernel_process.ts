/**
 * The process of a Deno Jupyter kernel.
 *
 * @module
 */
import { describeError } from "@convbook/check";
import { type ConnectionInfo, formatConnection } from "./connection_info.ts";
import type { KernelEnd } from "./kernel_errors.ts";
import type { KernelEnded, KernelStarted } from "./kernel_guard.ts";

/** How many characters of what the kernel prints are kept. */
const PRINTED_LENGTH = 4000;

const GUARD = new URL("./kernel_guard.ts", import.meta.url).href;

/** Where and how a kernel runs. */
export interface ProcessOptions {
  /** The folder in which the kernel runs: the notebook's own, as in Jupyter. */
  cwd: string;
  /** Environment variables beside those of this process. */
  env?: Record<string, string>;
}

/**
 * A running kernel, under a guard (see `kernel_guard.ts`): it ends when this process ends, however
 * that ends. When it ends, so do the processes that its cells have started. What it prints itself
 * is read all the time, so that a full pipe never stops it.
 *
 * @example
 * ```ts
 * import { pickConnection } from "./connection_info.ts";
 * import { KernelProcess } from "./kernel_process.ts";
 * import { equal } from "node:assert/strict";
 *
 * const process = await KernelProcess.start(pickConnection(), { cwd: "." });
 * process.kill();
 * equal((await process.ended).signal, "SIGKILL");
 * ```
 */
export class KernelProcess {
  /** The number by which the system knows the process. */
  readonly pid: number;
  /** Tells how the process ended, once it has. */
  readonly ended: Promise<KernelEnd>;
  readonly #stdin: WritableStreamDefaultWriter<Uint8Array>;

  private constructor(
    pid: number,
    ended: Promise<KernelEnd>,
    stdin: WritableStreamDefaultWriter<Uint8Array>,
  ) {
    this.pid = pid;
    this.ended = ended;
    this.#stdin = stdin;
  }

  /**
   * Starts a kernel.
   *
   * @param connection What the kernel has to know.
   * @param options Where and how it runs.
   * @returns The process, once it runs. It may not listen yet.
   * @throws {Error} If the folder does not exist, or Deno cannot be run.
   */
  static async start(
    connection: ConnectionInfo,
    options: ProcessOptions,
  ): Promise<KernelProcess> {
    const guard = startGuard(options);
    const printing = readLast(guard.stderr);
    const messages = readMessages(guard.stdout);
    const stdin = guard.stdin.getWriter();
    // If this fails, the guard has ended: the lines below tell.
    stdin.write(new TextEncoder().encode(formatConnection(connection) + "\n")).catch(() => {});
    const started = await messages.next();
    const ended = awaitEnd(guard, messages, printing);
    if (!started.done) return new KernelProcess((started.value as KernelStarted).pid, ended, stdin);
    const { printed } = await ended;
    throw new Error(
      `Cannot start a kernel: expected Deno to run it but found: ${describeError(printed)}`,
    );
  }

  /** Ends the process at once, if it still runs. */
  kill(): void {
    // It is closed already if the guard has ended, or this has been called before.
    this.#stdin.close().catch(() => {});
  }
}

function startGuard({ cwd, env }: ProcessOptions): Deno.ChildProcess {
  try {
    return new Deno.Command(Deno.execPath(), {
      // All rights, as the kernel has them: with fewer, Deno does not let it look at other processes.
      args: ["run", "--quiet", "--no-config", "--no-prompt", "--allow-all", GUARD],
      cwd,
      env,
      stdin: "piped",
      stdout: "piped",
      stderr: "piped",
      detached: Deno.build.os !== "windows",
    }).spawn();
  } catch (cause) {
    throw new Error(
      `Cannot start a kernel: expected the folder ${cwd} and Deno but found: ` +
        describeError(cause),
      { cause },
    );
  }
}

/** Tells how the kernel ended, or, if the guard cannot say it, how the guard did. */
async function awaitEnd(
  guard: Deno.ChildProcess,
  messages: AsyncIterator<KernelStarted | KernelEnded>,
  printing: Promise<string>,
): Promise<KernelEnd> {
  const { value } = await messages.next();
  const { code, signal } = await guard.status;
  return { code, signal, ...value, printed: await printing };
}

async function* readMessages(
  stream: ReadableStream<Uint8Array<ArrayBuffer>>,
): AsyncGenerator<KernelStarted | KernelEnded, undefined> {
  let text = "";
  for await (const piece of stream.pipeThrough(new TextDecoderStream())) {
    const lines = (text + piece).split("\n");
    text = lines.pop() ?? "";
    for (const line of lines) yield JSON.parse(line);
  }
}

/** Reads a stream to its end, and keeps the last of it. */
async function readLast(stream: ReadableStream<Uint8Array<ArrayBuffer>>): Promise<string> {
  let text = "";
  for await (const piece of stream.pipeThrough(new TextDecoderStream())) {
    text = (text + piece).slice(-PRINTED_LENGTH);
  }
  return text;
}
