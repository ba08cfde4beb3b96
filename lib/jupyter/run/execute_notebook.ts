/**
 * Executing a notebook on the Deno kernel.
 *
 * @module
 */
import { startKernel } from "../kernel/mod.ts";
import { CellFailure } from "./cell_failure.ts";
import {
  type CodeCell,
  type ErrorOutput,
  hasTag,
  type Notebook,
  numberCodeCells,
} from "../nbformat/nbformat.ts";
import { expectDenoNotebook } from "../nbformat/notebook_language.ts";
import { OutputCollector } from "./output_collector.ts";
import { upgradeNotebook } from "../nbformat/upgrade_notebook.ts";

/** Tags of cells that nbclient knows: such a cell is not executed, such a one may throw. */
const SKIP = "skip-execution";
const RAISES = "raises-exception";

/** How {@linkcode executeNotebook} executes a notebook. */
export interface ExecuteNotebookOptions {
  /** What failures call the notebook. */
  name: string;
  /** The folder in which the kernel runs: the notebook's own, as in Jupyter. */
  cwd: string;
  /** How many seconds each cell may take. */
  timeLimit: number;
  /** Whether to go on after a cell that throws. At the first one it ends if left out. */
  allowErrors?: boolean;
  /** Ends the kernel and the execution, with the signal's reason. */
  signal?: AbortSignal;
  /** Is told before each cell which one comes, from 1, and how many there are. */
  onCell?: (number: number, count: number) => void;
}

/** A notebook that ran to its end. */
export interface ExecutedNotebook {
  /** A copy of the notebook with the outputs of this execution. */
  notebook: Notebook;
  /** How many cells were executed. */
  cellCount: number;
  /** Cells that threw where `allowErrors` let the execution go on, without those with a tag for it. */
  failures: CellFailure[];
  /** How long it took, from the start of the kernel to its end. */
  seconds: number;
}

/**
 * Executes all code cells of a notebook, in a kernel of its own. Blank cells are passed over, and so are
 * those with the tag `skip-execution`, which keep their outputs. A cell with the tag
 * `raises-exception` may throw: the error is its output. Both tags mean what they mean to Jupyter's
 * nbclient.
 *
 * @param notebook The notebook. It is not changed.
 * @param options Where, for how long, and who is told.
 * @returns A copy with the outputs; metadata is kept.
 * @throws {CellFailure} At the first cell that throws, does not parse, takes too long, or ends the
 * kernel. A cell also fails if, while it runs, a timer throws or a promise is rejected that nobody
 * awaits: that would end a program, and must not pass for a success here.
 * @throws {TypeError} If the notebook is for another kernel.
 * @throws {Error} If no kernel can be started.
 *
 * @example
 * ```ts
 * import { executeNotebook } from "./execute_notebook.ts";
 * import { parseNotebook } from "../nbformat/read_notebook.ts";
 * import { deepEqual } from "node:assert/strict";
 *
 * const notebook = parseNotebook(
 *   `{ "nbformat": 4, "nbformat_minor": 5, "metadata": {}, "cells": [
 *     { "cell_type": "code", "id": "a", "metadata": {}, "source": "console.log(6 * 7)",
 *       "execution_count": null, "outputs": [] }
 *   ] }`,
 *   "answer.ipynb",
 * );
 * const executed = await executeNotebook(notebook, { name: "answer", cwd: ".", timeLimit: 10 });
 * deepEqual(executed.notebook.cells[0], {
 *   ...notebook.cells[0],
 *   execution_count: 1,
 *   outputs: [{ output_type: "stream", name: "stdout", text: "42\n" }],
 * });
 * ```
 */
export async function executeNotebook(
  notebook: Notebook,
  { name, cwd, timeLimit, allowErrors = false, signal, onCell }: ExecuteNotebookOptions,
): Promise<ExecutedNotebook> {
  expectDenoNotebook(notebook, name);
  const start = performance.now();
  const executed = makeBlankCopy(notebook);
  // A saved notebook is read by programs and pages too: its text has no terminal colours.
  await using kernel = await startKernel({ cwd, env: { NO_COLOR: "1" }, signal });
  executed.metadata.language_info = kernel.languageInfo;
  const cells = numberCodeCells(executed).filter(({ cell }) => !hasTag(cell, SKIP));
  const failures: CellFailure[] = [];
  const collector = new OutputCollector();
  for (const { number, cell } of cells) {
    onCell?.(number, cells.length);
    collector.begin(cell);
    const fail = (reason: CellFailure["cell"]["reason"]) =>
      new CellFailure({ notebook: name, number, source: cell.source, reason });
    const { executionCount, error } = await kernel.execute(cell.source, {
      onOutput: (output) => collector.take(output),
      timeLimit,
    }).catch((cause) => {
      signal?.throwIfAborted();
      throw fail(cause);
    });
    signal?.throwIfAborted();
    cell.execution_count = executionCount;
    if (error === undefined) continue;
    const isExpected = hasTag(cell, RAISES);
    if (!isExpected && !allowErrors) throw fail(error);
    if (!isExpected) failures.push(fail(error));
    putError(cell, error);
  }
  await kernel.shutdown();
  return {
    notebook: executed,
    cellCount: cells.length,
    failures,
    seconds: (performance.now() - start) / 1000,
  };
}

/** Puts all that is known of an error in the place of what the kernel has shown of it, if it has. */
function putError(cell: CodeCell, error: ErrorOutput): void {
  const shown = cell.outputs.findLastIndex(({ output_type }) => output_type === "error");
  if (shown === -1) cell.outputs.push(error);
  else cell.outputs[shown] = error;
}

/** Copies a notebook without outputs, in format 4.5. */
function makeBlankCopy(notebook: Notebook): Notebook {
  const copy = structuredClone(upgradeNotebook(notebook));
  for (const cell of copy.cells) {
    if (cell.cell_type !== "code" || hasTag(cell, SKIP)) continue;
    cell.outputs = [];
    cell.execution_count = null;
  }
  return copy;
}
