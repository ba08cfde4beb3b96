/**
 * A notebook that did not run to its end, and why.
 *
 * @module
 */
import { type CellResult, describeEnd, KernelDiedError, TimeLimitError } from "../kernel/mod.ts";

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
 * A cell that failed. The message names the notebook and the cell, and shows its source and the
 * part of the stack that leads to the fault.
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
 *   reason: { name: "TypeError", message: "look is no function", traceback: [] },
 * });
 * equal(
 *   failure.message,
 *   "Cannot run 02_look: expected cell 3 to succeed but found TypeError: look is no function\n" +
 *     "\n  1 | look(\n  2 |   data)",
 * );
 * ```
 */
export class CellFailure extends Error {
  /** Names the class. */
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
    const frames = reason instanceof Error ? [] : selectFrames(reason.traceback);
    const parts = [
      `Cannot run ${notebook}: ${describeReason(number, reason)}`,
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
  const found = reason instanceof Error ? reason.message : `${reason.name}: ${reason.message}`;
  return `expected cell ${number} to succeed but found ${found}`;
}

function numberLines(source: string): string {
  const lines = source.split("\n");
  const width = String(lines.length).length + 2;
  return lines
    .map((line, index) => `${String(index + 1).padStart(width)} | ${line}`.trimEnd())
    .join("\n");
}

/**
 * Selects the stack's frames that a reader can look up. Positions in cells are left out: the kernel
 * gives those of the JavaScript that it made of the cell.
 */
function selectFrames(traceback: readonly string[]): string[] {
  return traceback
    .filter((line) => /^\s+at /.test(line))
    .filter((line) => !/\b(ext|node):/.test(line))
    .filter((line) => !/at (async )?<anonymous>:\d+:\d+$/.test(line))
    .map((line) => line.replace(/<anonymous>:\d+:\d+/, "a cell").trimEnd());
}
