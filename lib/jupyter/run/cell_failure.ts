/**
 * A notebook that did not run to its end, and why.
 *
 * @module
 */
import { describeError } from "@convbook/check";
import {
  type CellResult,
  describeEnd,
  describeThrown,
  KernelDiedError,
  TimeLimitError,
  UncaughtError,
} from "../kernel/mod.ts";

/** How much of a cell and of a stack is shown: what fits in a terminal. */
const MAX_LINES = 20;
const MAX_COLUMNS = 160;
const MAX_FRAMES = 10;

/** What {@linkcode CellFailure} tells. */
export interface FailedCell {
  /** The name of the notebook. */
  notebook: string;
  /** The number of the cell, as Jupyter shows it after running all cells. */
  number: number;
  /** The source of the cell. */
  source: string;
  /** What the cell threw, or why the kernel could not go on. */
  reason: NonNullable<CellResult["error"]> | Error;
}

/**
 * A cell that failed. The message names the notebook and the cell, and shows the beginning of its
 * source and the part of the stack that leads to the fault.
 *
 * @example
 * ```ts
 * import { CellFailure } from "./cell_failure.ts";
 * import { equal } from "node:assert/strict";
 *
 * const failure = new CellFailure({
 *   notebook: "02_look",
 *   number: 3,
 *   source: "look(\n  data)",
 *   reason: {
 *     output_type: "error",
 *     ename: "TypeError",
 *     evalue: "look is not a function",
 *     traceback: [],
 *   },
 * });
 * equal(
 *   failure.message,
 *   "Cannot run 02_look: expected cell 3 to succeed but found TypeError: look is not a function\n" +
 *     "\n  1 | look(\n  2 |   data)",
 * );
 * ```
 */
export class CellFailure extends Error {
  override readonly name = "CellFailure";
  /** The cell that failed. */
  readonly cell: FailedCell;

  /**
   * Describes the failure.
   *
   * @param cell The cell that failed, and why.
   */
  constructor(cell: FailedCell) {
    const { notebook, number, source, reason } = cell;
    const thrown = reason instanceof UncaughtError ? reason.thrown : reason;
    const frames = thrown instanceof Error ? [] : selectFrames(thrown.traceback);
    const parts = [
      `Cannot run ${shorten(notebook)}: ${describeReason(number, reason)}`,
      "",
      numberLines(source),
      ...(frames.length > 0 ? ["", ...frames] : []),
    ];
    super(parts.join("\n"), reason instanceof Error ? { cause: reason } : {});
    this.cell = cell;
  }
}

function describeReason(number: number, reason: FailedCell["reason"]): string {
  if (reason instanceof TimeLimitError) {
    return `expected cell ${number} to take at most ${reason.seconds} s but found it still running`;
  }
  if (reason instanceof KernelDiedError) {
    return `expected the kernel to finish cell ${number} but found that it ${
      describeEnd(reason.end)
    }`;
  }
  return `expected cell ${number} to succeed but found ${describeFailure(reason)}`;
}

function describeFailure(reason: FailedCell["reason"]): string {
  if (reason instanceof UncaughtError) return reason.found;
  return reason instanceof Error ? describeError(reason) : describeThrown(reason);
}

function numberLines(source: string): string {
  const lines = source.split("\n");
  const width = String(Math.min(lines.length, MAX_LINES)).length + 2;
  const shown = lines.slice(0, MAX_LINES)
    .map((line, index) => `${String(index + 1).padStart(width)} | ${shorten(line)}`.trimEnd());
  const rest = lines.length - shown.length;
  return [...shown, ...(rest > 0 ? [`${" ".repeat(width)} | … ${rest} more`] : [])].join("\n");
}

/** Cuts a line, and takes out what a terminal would obey. */
function shorten(line: string): string {
  const text = line.length <= MAX_COLUMNS ? line : `${line.slice(0, MAX_COLUMNS - 1)}…`;
  // deno-lint-ignore no-control-regex
  return text.replaceAll(/[\u0000-\u0008\u000a-\u001f\u007f-\u009f]/g, "\ufffd");
}

/**
 * Selects the stack's frames that a reader can look up, and the causes with theirs. Positions in
 * cells are left out: the kernel gives those of the JavaScript that it made of the cell.
 */
function selectFrames(traceback: readonly string[]): string[] {
  let frames = 0;
  return traceback.filter((line) => {
    if (/^(Caused by|Error \d+ of \d+:) /.test(line)) {
      frames = 0;
      return true;
    }
    return /^\s+at /.test(line) && !/\b(ext|node):/.test(line) &&
      !/at (async )?<anonymous>:\d+:\d+$/.test(line) && ++frames <= MAX_FRAMES;
  }).map((line) => shorten(line.replace(/<anonymous>:\d+:\d+/, "a cell").trimEnd()));
}
