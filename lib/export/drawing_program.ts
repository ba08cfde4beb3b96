/**
 * Programs that draw pictures apart from this one: a small figure can keep a library busy for hours, or
 * ask for more memory than there is.
 *
 * @module
 */
import { EN } from "@convbook/words";
import { Reason } from "./reason.ts";

/** How long a drawing may take, in seconds. Bars of 20,000 values take 4. */
const MAX_SECONDS = 10;

/** After so many drawings that had to be ended, others are given less time: an export shall end. */
const MAX_ENDED = 5;
const FEW_SECONDS = 1;

/** How much memory a program's values may take, in megabytes. */
const MAX_MEMORY = 1000;

/** Says why there is no picture of a figure that the program may be able to draw. */
export class NotDrawnError extends Error {
  override readonly name = "NotDrawnError";
  /** Why, for a page. */
  readonly reason: Reason;
  /** Whether the program did not start at all. */
  readonly isNotStarted: boolean;

  /**
   * @param reason Why, for a page.
   * @param options Whether the program did not start, and what caused it.
   */
  constructor(
    reason: Reason,
    { isNotStarted = false, ...options }: ErrorOptions & { isNotStarted?: boolean } = {},
  ) {
    super(reason.in(EN), options);
    this.reason = reason;
    this.isNotStarted = isNotStarted;
  }
}

/** Draws figures, one after another, in a program that is started for the first one. */
export class Drawing {
  readonly #args: readonly string[];
  /** The drawing at hand and those that wait for it. */
  #last: Promise<unknown> = Promise.resolve();
  #program: Promise<DrawingProgram> | undefined;
  #endedCount = 0;

  /**
   * @param args What is given to Deno: flags, and the program. The program writes `{}` when it is ready,
   * and for each line with a figure a line with `{ "svg" }` or `{ "error" }`.
   */
  constructor(args: readonly string[]) {
    this.#args = args;
  }

  /**
   * Draws a figure as SVG.
   *
   * @param json The figure as the program takes it, in one line.
   * @param seconds How long the drawing may take. If left out 10, and 1 when five had to be ended.
   * @returns The SVG.
   * @throws {NotDrawnError} If that takes longer, or too much memory, or the program does not start.
   * @throws {Error} If the program cannot draw it.
   */
  draw(json: string, seconds?: number): Promise<string> {
    const drawing = this.#last.then(async () => {
      const limit = seconds ?? (this.#endedCount < MAX_ENDED ? MAX_SECONDS : FEW_SECONDS);
      try {
        this.#program ??= DrawingProgram.start(this.#args);
        return await (await this.#program).draw(json, limit);
      } catch (error) {
        if (!(error instanceof NotDrawnError)) throw error;
        this.#program = undefined;
        this.#endedCount++;
        throw error;
      }
    });
    this.#last = drawing.catch(() => {});
    return drawing;
  }
}

/** A running program. It neither keeps this one from ending nor goes on after it. */
class DrawingProgram {
  readonly #child: Deno.ChildProcess;
  readonly #input: WritableStreamDefaultWriter<Uint8Array>;
  readonly #output: ReadableStreamDefaultReader<string>;

  private constructor(child: Deno.ChildProcess) {
    this.#child = child;
    this.#input = child.stdin.getWriter();
    this.#output = child.stdout.pipeThrough(new TextDecoderStream()).getReader();
  }

  static async start(args: readonly string[]): Promise<DrawingProgram> {
    const command = new Deno.Command(Deno.execPath(), {
      args: [
        "run",
        "--quiet",
        "--no-prompt",
        `--v8-flags=--max-old-space-size=${MAX_MEMORY}`,
        ...args,
      ],
      stdin: "piped",
      stdout: "piped",
      stderr: "null",
    });
    try {
      const child = command.spawn();
      const program = new DrawingProgram(child);
      if (await program.#readLine() === undefined) throw new Error("it ended at once");
      child.unref();
      return program;
    } catch (cause) {
      throw new NotDrawnError(new Reason(({ reasons }) => reasons.drawingDoesNotStart), {
        cause,
        isNotStarted: true,
      });
    }
  }

  async draw(json: string, seconds: number): Promise<string> {
    let isLate = false;
    const timer = setTimeout(() => {
      isLate = true;
      try {
        this.#child.kill("SIGKILL");
      } catch { /* it has ended by itself */ }
    }, seconds * 1000);
    this.#child.ref();
    try {
      await this.#input.write(new TextEncoder().encode(`${json}\n`)).catch(() => {});
      const line = await this.#readLine();
      if (isLate) {
        throw new NotDrawnError(new Reason(({ reasons }) => reasons.drawingTooLong(seconds)));
      }
      if (line === undefined) {
        const gigabytes = MAX_MEMORY / 1000;
        throw new NotDrawnError(new Reason(({ reasons }) => reasons.drawingTooMuch(gigabytes)));
      }
      const { svg, error } = JSON.parse(line);
      if (svg === undefined) throw new Error(error);
      return svg;
    } finally {
      clearTimeout(timer);
      this.#child.unref();
    }
  }

  /** Nothing comes after a line until the next figure is sent. It is missing if the program ended. */
  async #readLine(): Promise<string | undefined> {
    let line = "";
    while (!line.endsWith("\n")) {
      const { value, done } = await this.#output.read();
      if (done) return undefined;
      line += value;
    }
    return line;
  }
}
