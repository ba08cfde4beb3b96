/**
 * What is wrong with a notebook.
 *
 * @module
 */

/** What is wrong, and where. */
export interface Fault {
  /** The path of the notebook, or of a module that it imports. */
  path: string;
  /** The number of the cell, as Jupyter shows it after running all cells. */
  cell?: number;
  /** The number of the line: in the cell, or in the module. */
  line?: number;
  /** What is wrong. */
  message: string;
}

/**
 * Writes what is wrong as people read it.
 *
 * @param fault What is wrong.
 * @returns Place and message.
 *
 * @example
 * ```ts
 * import { formatFault } from "./fault.ts";
 * import { equal } from "node:assert/strict";
 *
 * equal(formatFault({ path: "a.ipynb", cell: 2, line: 1, message: "No." }), "a.ipynb cell 2 line 1: No.");
 * ```
 */
export function formatFault({ path, cell, line, message }: Fault): string {
  const place = [
    path,
    ...(cell === undefined ? [] : [`cell ${cell}`]),
    ...(line === undefined ? [] : [`line ${line}`]),
  ];
  return `${place.join(" ")}: ${message}`;
}
