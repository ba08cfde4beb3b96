/**
 * Executing a notebook on the Deno kernel.
 *
 * @module
 */
import { startKernel } from "../kernel/mod.ts";
import { CellFailure } from "./cell_failure.ts";
import { type Notebook, numberCodeCells } from "../nbformat/nbformat.ts";
import { OutputCollector } from "./output_collector.ts";
import { upgradeNotebook } from "../nbformat/upgrade_notebook.ts";

/** How {@linkcode executeNotebook} executes a notebook. */
export interface ExecuteNotebookOptions {
  /** What failures call the notebook. */
  name: string;
  /** The folder in which the kernel runs: the notebook's own, as in Jupyter. */
  cwd: string;
  /** How many seconds each cell may take. */
  timeLimit: number;
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
  /** How long it took, from the start of the kernel to its end. */
  seconds: number;
}

/**
 * Executes all code cells of a notebook, in a kernel of its own. Blank cells are passed over.
 *
 * @param notebook The notebook. It is not changed.
 * @param options Where, for how long, and who is told.
 * @returns A copy with the outputs; metadata is kept.
 * @throws {CellFailure} At the first cell that throws, does not parse, takes too long, or ends the
 * kernel. A cell also fails if, while it runs, a timer throws or a promise is rejected that nobody
 * awaits: that would end a program, and must not pass for a success here.
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
  { name, cwd, timeLimit, signal, onCell }: ExecuteNotebookOptions,
): Promise<ExecutedNotebook> {
  const start = performance.now();
  const executed = makeBlankCopy(notebook);
  // A saved notebook is read by programs and pages too: its text has no terminal colours.
  await using kernel = await startKernel({ cwd, env: { NO_COLOR: "1" }, signal });
  executed.metadata.language_info = kernel.languageInfo;
  const cells = numberCodeCells(executed);
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
    if (error !== undefined) throw fail(error);
    cell.execution_count = executionCount;
  }
  await kernel.shutdown();
  return {
    notebook: executed,
    cellCount: cells.length,
    seconds: (performance.now() - start) / 1000,
  };
}

/** Copies a notebook without outputs, in format 4.5. */
function makeBlankCopy(notebook: Notebook): Notebook {
  const copy = structuredClone(upgradeNotebook(notebook));
  for (const cell of copy.cells) {
    if (cell.cell_type !== "code") continue;
    cell.outputs = [];
    cell.execution_count = null;
  }
  return copy;
}
