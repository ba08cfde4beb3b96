/**
 * How far a notebook is, in one line.
 *
 * @module
 */
import { currentWords, formatDecimal } from "@convbook/words";

/** Where progress is shown. */
export interface ProgressOutput {
  /** Whether a line can be written over. */
  isTerminal: boolean;
  /** How many characters a line holds. */
  columns: number;
  /** Writes text. */
  write(text: string): void;
}

/**
 * Opens standard output for progress.
 *
 * @returns The output.
 *
 * @example
 * ```ts
 * import { openStandardOutput } from "./lesson_progress.ts";
 * import { equal } from "node:assert/strict";
 *
 * equal(openStandardOutput().isTerminal, Deno.stdout.isTerminal());
 * ```
 */
export function openStandardOutput(): ProgressOutput {
  const isTerminal = Deno.stdout.isTerminal();
  const encoder = new TextEncoder();
  return {
    isTerminal,
    // A terminal that does not know its width says 0.
    columns: isTerminal && Deno.consoleSize().columns || Infinity,
    write(text) {
      const bytes = encoder.encode(text);
      for (let offset = 0; offset < bytes.length;) {
        offset += Deno.stdout.writeSync(bytes.subarray(offset));
      }
    },
  };
}

/**
 * The line of one notebook. On a terminal it shows the cell that runs and the seconds so far, and
 * changes in place; elsewhere it comes once, when the notebook has finished.
 *
 * @example
 * ```ts
 * import { LessonProgress } from "./lesson_progress.ts";
 * import { equal } from "node:assert/strict";
 *
 * let text = "";
 * const output = { isTerminal: false, columns: 80, write: (more: string) => void (text += more) };
 * {
 *   using progress = new LessonProgress("01_load", output);
 *   progress.showCell(1, 2);
 *   progress.finish(2, 1.25);
 * }
 * equal(text, "01_load  2 cells  1.3 s\n");
 * ```
 */
export class LessonProgress implements Disposable {
  readonly #name: string;
  readonly #output: ProgressOutput;
  readonly #start = performance.now();
  readonly #clock?: ReturnType<typeof setInterval>;
  #position = currentWords().notebook.starting;
  #isOver = false;

  /**
   * Begins the line.
   *
   * @param name What it is about: the name of the notebook.
   * @param output Where it is shown.
   */
  constructor(name: string, output: ProgressOutput) {
    this.#name = name;
    this.#output = output;
    if (!output.isTerminal) return;
    this.#draw();
    // A cell may run for a minute: the seconds show that it does.
    this.#clock = setInterval(() => this.#draw(), 1000);
  }

  /**
   * Says which cell runs.
   *
   * @param number Its number, from 1.
   * @param count How many cells there are.
   */
  showCell(number: number, count: number): void {
    this.#position = currentWords().notebook.cell(number, count);
    if (this.#output.isTerminal) this.#draw();
  }

  /**
   * Says that the notebook has finished, and ends the line.
   *
   * @param cellCount How many cells ran.
   * @param seconds How long they took.
   */
  finish(cellCount: number, seconds: number): void {
    this.#erase();
    const { notebook, numbers } = currentWords();
    const time = numbers.seconds(formatDecimal(seconds.toFixed(1), currentWords()));
    this.#output.write(`${this.#name}  ${notebook.cells(cellCount)}  ${time}\n`);
    this.#isOver = true;
  }

  /** Stops the clock, and removes the line if the notebook has not finished. */
  [Symbol.dispose](): void {
    clearInterval(this.#clock);
    if (!this.#isOver) this.#erase();
    this.#isOver = true;
  }

  #draw(): void {
    const seconds = Math.floor((performance.now() - this.#start) / 1000);
    const time = currentWords().numbers.seconds(String(seconds));
    const text = `${this.#name}  ${this.#position}  ${time}`;
    this.#erase();
    // A line that wraps could not be written over.
    this.#output.write(text.slice(0, this.#output.columns - 1));
  }

  /** Back to the beginning of the line, and clear to its end (ECMA-48, EL). */
  #erase(): void {
    if (this.#output.isTerminal) this.#output.write("\r\x1b[K");
  }
}
