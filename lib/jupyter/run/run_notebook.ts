/**
 * Running a notebook file: reading, executing, showing progress.
 *
 * @module
 */
import { basename, dirname, resolve } from "node:path";
import { LessonProgress, type ProgressOutput } from "./lesson_progress.ts";
import { type ExecutedNotebook, executeNotebook } from "./execute_notebook.ts";
import { fillParameters } from "./fill_parameters.ts";
import { readNotebook } from "../nbformat/read_notebook.ts";

/** How many seconds a cell may take unless said otherwise: many times what any lesson needs. */
export const DEFAULT_TIME_LIMIT = 600;

/** What {@linkcode runNotebook} needs beside the notebook. */
export interface RunOptions {
  /** How many seconds each cell may take. */
  timeLimit: number;
  /** Whether to go on after a cell that throws. At the first one it ends if left out. */
  allowErrors?: boolean;
  /** Values for the cells with the tag `parameters`, as {@linkcode fillParameters} takes them. */
  parameters?: Readonly<Record<string, string>>;
  /** Where progress is shown. */
  output: ProgressOutput;
  /** Stops the run, with the signal's reason. */
  signal?: AbortSignal;
}

/**
 * Runs a notebook in its own folder and shows its progress. The file stays as it is.
 *
 * @param file The path of the notebook.
 * @param options How long, and who is told.
 * @returns The executed notebook.
 * @throws {CellFailure} If a cell fails.
 * @throws {TypeError} If the notebook is for another kernel.
 * @throws {RangeError} If it has no such parameters.
 * @throws {Error} If the notebook cannot be read.
 *
 * @example
 * ```ts
 * import { runNotebook } from "./run_notebook.ts";
 * import { rejects } from "node:assert/strict";
 *
 * const output = { isTerminal: false, columns: 80, write: () => {} };
 * await rejects(
 *   runNotebook("no_such.ipynb", { timeLimit: 10, output }),
 *   { message: "Cannot read the notebook no_such.ipynb: expected a file but found none" },
 * );
 * ```
 */
export async function runNotebook(
  file: string,
  { timeLimit, allowErrors, parameters = {}, output, signal }: RunOptions,
): Promise<ExecutedNotebook> {
  const name = basename(file, ".ipynb");
  const notebook = await fillParameters(await readNotebook(file), parameters, name);
  using progress = new LessonProgress(name, output);
  const executed = await executeNotebook(notebook, {
    name,
    cwd: dirname(resolve(file)),
    timeLimit,
    allowErrors,
    signal,
    onCell: (number, count) => progress.showCell(number, count),
  });
  progress.finish(executed.cellCount, executed.seconds);
  return executed;
}
