/**
 * Drawing the pictures of figures, in a program of its own: a small figure can keep Plotly busy for
 * hours, or ask for more memory than there is.
 *
 * @module
 */
import { fileURLToPath } from "node:url";
import { EN } from "@convbook/words";
import { Reason } from "./reason.ts";

/** How long a drawing may take, in seconds. Bars of 20,000 values take 4. */
const MAX_SECONDS = 10;

/** After so many drawings that had to be ended, others are given less time: an export shall end. */
const MAX_ENDED = 5;
const FEW_SECONDS = 1;

/** How much memory the program's values may take, in megabytes. */
const MAX_MEMORY = 1000;

const PROGRAM = fileURLToPath(new URL("draw_figures.ts", import.meta.url));

/** Says why there is no picture of a figure that Plotly may be able to draw. */
export class NotDrawnError extends Error {
  override readonly name = "NotDrawnError";
  /** Why, for a page. */
  readonly reason: Reason;

  /**
   * @param reason Why, for a page.
   * @param options What caused it.
   */
  constructor(reason: Reason, options?: ErrorOptions) {
    super(reason.in(EN), options);
    this.reason = reason;
  }
}

/** The drawing at hand and those that wait for it. */
let lastDrawing: Promise<unknown> = Promise.resolve();
let program: Promise<DrawingProgram> | undefined;
let endedCount = 0;

/**
 * Draws a figure as SVG. One program draws all figures; it is started when the first one has to be
 * drawn (a second), and again after a drawing that had to be ended.
 *
 * @param json The figure's `data` and `layout` as JSON; the layout with `width` and `height`.
 * @param seconds How long the drawing may take. If left out 10, and 1 when five had to be ended.
 * @returns The SVG.
 * @throws {NotDrawnError} If that takes longer, or too much memory, or the program does not start.
 * @throws {Error} If Plotly cannot draw it.
 *
 * @example
 * ```ts
 * import { drawPicture } from "./draw_picture.ts";
 * import { match } from "node:assert/strict";
 *
 * const json = JSON.stringify({ data: [{ y: [1, 2] }], layout: { width: 300, height: 200 } });
 * match(await drawPicture(json), /^<svg /);
 * ```
 */
export function drawPicture(json: string, seconds?: number): Promise<string> {
  const drawing = lastDrawing.then(async () => {
    const limit = seconds ?? (endedCount < MAX_ENDED ? MAX_SECONDS : FEW_SECONDS);
    try {
      return await (await (program ??= DrawingProgram.start())).draw(json, limit);
    } catch (error) {
      if (!(error instanceof NotDrawnError)) throw error;
      program = undefined;
      endedCount++;
      throw error;
    }
  });
  lastDrawing = drawing.catch(() => {});
  return drawing;
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

  static async start(): Promise<DrawingProgram> {
    const command = new Deno.Command(Deno.execPath(), {
      args: [
        "run",
        "--quiet",
        "--no-prompt",
        "--cached-only",
        "--allow-read",
        "--allow-env",
        "--allow-ffi",
        `--v8-flags=--max-old-space-size=${MAX_MEMORY}`,
        PROGRAM,
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
      throw new NotDrawnError(new Reason(({ reasons }) => reasons.drawingDoesNotStart), { cause });
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
