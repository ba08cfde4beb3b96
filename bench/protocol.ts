/**
 * How the benchmark talks to the programs it times: one JSON object a line, a job in and a result
 * out. Each program runs in a process of its own and keeps running, so that rounds can be taken in
 * turn.
 *
 * @module
 */
import type { NetworkName } from "./tasks.ts";
import { TextLineStream } from "./text_lines.ts";

/** What a program is asked to time. */
export interface Job {
  network: NetworkName;
  /** Training examples; 0 for inference on the validation examples alone. */
  train: number;
  validation: number;
  epochs: number;
  batch: number;
}

/** What it answers. */
export interface Result {
  seconds: number;
  /** The largest resident set of its process so far. */
  peakMegabytes: number;
}

/** A program that is timed. */
export class Contestant implements AsyncDisposable {
  readonly #process: Deno.ChildProcess;
  readonly #writer: WritableStreamDefaultWriter<Uint8Array>;
  readonly #lines: ReadableStreamDefaultReader<string>;
  #peakMegabytes = 0;

  /**
   * @param name What to call it in tables.
   * @param command The program.
   * @param args Its arguments.
   * @param signal Ends it.
   */
  constructor(readonly name: string, command: string, args: string[], signal: AbortSignal) {
    this.#process = new Deno.Command(command, {
      args,
      stdin: "piped",
      stdout: "piped",
      stderr: "inherit",
      // Ctrl-C in a terminal is for the benchmark alone, which then ends it.
      detached: Deno.build.os !== "windows",
      signal,
    }).spawn();
    this.#writer = this.#process.stdin.getWriter();
    this.#lines = this.#process.stdout.pipeThrough(new TextDecoderStream())
      .pipeThrough(new TextLineStream()).getReader();
  }

  /** The largest resident set of the program when it last answered. */
  get peakMegabytes(): number {
    return this.#peakMegabytes;
  }

  /** Has a job done and returns how long it took. */
  async time(job: Job): Promise<Result> {
    const line = new TextEncoder().encode(JSON.stringify(job) + "\n");
    // Writing to a program that has ended fails, but reading then tells more.
    await this.#writer.write(line).catch(() => {});
    const { value, done } = await this.#lines.read();
    if (done) {
      const { code } = await this.#process.status;
      throw new Error(
        `Cannot time ${this.name}: expected a result but found that it ended with status ${code}`,
      );
    }
    const result: Result = JSON.parse(value);
    this.#peakMegabytes = result.peakMegabytes;
    return result;
  }

  /** Ends the program. */
  async [Symbol.asyncDispose](): Promise<void> {
    // It may have ended by itself.
    await this.#writer.close().catch(() => {});
    await this.#process.status;
  }
}
