/**
 * The process of a Deno Jupyter kernel.
 *
 * @module
 */
import type { KernelEnd } from "./kernel_errors.ts";

/** So many characters of what the kernel prints are kept. */
const PRINTED_LENGTH = 4000;

/** So long the last output of a process that has ended is waited for, in milliseconds. */
const LAST_OUTPUT_MS = 200;

/** Where and how a kernel runs. */
export interface ProcessOptions {
  /** The folder in which the kernel runs: the notebook's own, as in Jupyter. */
  cwd: string;
  /** Environment variables beside those of this process. */
  env?: Record<string, string>;
}

/**
 * A running kernel. What it prints itself is read all the time, so that a full pipe never stops it.
 *
 * @example
 * ```ts
 * import { KernelProcess } from "./kernel_process.ts";
 * import { equal, match } from "node:assert/strict";
 *
 * const process = new KernelProcess("no-such-file.json", { cwd: "." });
 * const { code, printed } = await process.ended;
 * equal(code, 1);
 * match(printed, /Couldn't read connection file/);
 * ```
 */
export class KernelProcess {
  /** The number by which the system knows the process. */
  readonly pid: number;
  /** Tells how the process ended, once it has. */
  readonly ended: Promise<KernelEnd>;
  readonly #child: Deno.ChildProcess;
  #hasEnded = false;
  #printed = "";

  /**
   * Starts a kernel.
   *
   * @param connectionFile The path of its connection file.
   * @param options Where and how it runs.
   * @throws {Deno.errors.NotFound} If the folder does not exist.
   */
  constructor(connectionFile: string, { cwd, env }: ProcessOptions) {
    this.#child = new Deno.Command(Deno.execPath(), {
      // Quiet: without a warning that the command is unstable.
      args: ["jupyter", "--quiet", "--kernel", "--conn", connectionFile],
      cwd,
      env,
      stdin: "null",
      stdout: "piped",
      stderr: "piped",
    }).spawn();
    this.pid = this.#child.pid;
    this.ended = this.#awaitEnd();
  }

  /** Ends the process at once, if it still runs. */
  kill(): void {
    if (this.#hasEnded) return;
    try {
      this.#child.kill("SIGKILL");
    } catch (error) {
      // It may have ended a moment ago, before `#hasEnded` could say so.
      if (!(error instanceof TypeError)) throw error;
    }
  }

  async #awaitEnd(): Promise<KernelEnd> {
    const reading = new AbortController();
    const readers = [this.#child.stdout, this.#child.stderr]
      .map((stream) => this.#keepLast(stream, reading.signal));
    const { code, signal } = await this.#child.status;
    this.#hasEnded = true;
    // A process that the kernel started may hold the pipes open: do not wait for their end.
    const timer = setTimeout(() => reading.abort(), LAST_OUTPUT_MS);
    await Promise.all(readers);
    clearTimeout(timer);
    return { code, signal, printed: this.#printed };
  }

  async #keepLast(stream: ReadableStream<Uint8Array>, signal: AbortSignal): Promise<void> {
    const decoder = new TextDecoder();
    const keep = (bytes: Uint8Array) => {
      this.#printed += decoder.decode(bytes, { stream: true });
      this.#printed = this.#printed.slice(-PRINTED_LENGTH);
    };
    try {
      await stream.pipeTo(new WritableStream({ write: keep }), { signal });
    } catch (error) {
      if (!signal.aborted) throw error;
    }
  }
}
