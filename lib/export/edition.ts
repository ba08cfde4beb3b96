/**
 * Editions of a lesson: what students get, and what teachers get.
 *
 * @module
 */
import { type Cell, type Notebook, upgradeNotebook } from "@convbook/jupyter";
import { findLookAlike, findMark } from "./edition_tags.ts";

/** The editions. */
export const EDITIONS = ["student", "teacher"] as const;

/** For whom material is made. */
export type Edition = typeof EDITIONS[number];

/**
 * Makes an edition of a notebook, in format 4.5. A cell has the same id in both editions.
 *
 * @param notebook The notebook. It is not changed.
 * @param edition For whom.
 * @returns The notebook: whole for teachers, without solutions and notes for students.
 *
 * @example
 * ```ts
 * import { makeEdition } from "./edition.ts";
 * import { equal } from "node:assert/strict";
 *
 * const cells = [{ cell_type: "markdown", source: "42", metadata: { tags: ["solution"] } } as const];
 * const notebook = { nbformat: 4, nbformat_minor: 5, metadata: {}, cells: [...cells] } as const;
 * equal(makeEdition({ ...notebook, cells: [...cells] }, "student").cells.length, 0);
 * equal(makeEdition({ ...notebook, cells: [...cells] }, "teacher").cells.length, 1);
 * ```
 */
export function makeEdition(notebook: Notebook, edition: Edition): Notebook {
  const whole = upgradeNotebook(notebook);
  if (edition === "teacher") return whole;
  return { ...whole, cells: whole.cells.filter((cell) => findMark(cell) === undefined) };
}

/**
 * Tells what became of a notebook in the students' edition.
 *
 * @param name What lines call the notebook.
 * @param notebook The whole notebook.
 * @returns Lines: how many cells were left out, if any, and which were not though it looks as if
 * their author wished so.
 *
 * @example
 * ```ts
 * import { reportEdition } from "./edition.ts";
 * import type { Cell } from "@convbook/jupyter";
 * import { deepEqual } from "node:assert/strict";
 *
 * const mark = (tag: string): Cell => ({
 *   cell_type: "markdown",
 *   source: "42",
 *   metadata: { tags: [tag] },
 * });
 * const notebook = { nbformat: 4, nbformat_minor: 5, metadata: {} } as const;
 * deepEqual(reportEdition("a.ipynb", { ...notebook, cells: [mark("Solution"), mark("soluton")] }), [
 *   "a.ipynb: 1 of 2 cells is not in the students' edition",
 *   'a.ipynb: cell 2 of the file is in the students\' edition, though "soluton" looks like a mark ' +
 *   "that it is not for them (solution, instructor)",
 * ]);
 * ```
 */
export function reportEdition(name: string, { cells }: Notebook): string[] {
  const left = cells.filter((cell) => findMark(cell) !== undefined).length;
  const lines = left === 0 ? [] : [
    `${name}: ${left} of ${cells.length} cells ${
      left === 1 ? "is" : "are"
    } not in the students' edition`,
  ];
  for (const [index, cell] of cells.entries()) {
    const found = findMark(cell) === undefined ? findLookAlike(cell) : undefined;
    if (found === undefined) continue;
    lines.push(
      `${name}: cell ${index + 1} of the file is in the students' edition, though ${found} looks ` +
        "like a mark that it is not for them (solution, instructor)",
    );
  }
  return lines;
}

/**
 * Makes a clean copy of an executed notebook, as lessons are kept: no outputs, no counts, no times.
 *
 * @param notebook The notebook. It is not changed.
 * @returns The copy.
 *
 * @example
 * ```ts
 * import { makeClean } from "./edition.ts";
 * import type { CodeCell } from "@convbook/jupyter";
 * import { deepEqual } from "node:assert/strict";
 *
 * const cell: CodeCell = {
 *   cell_type: "code",
 *   source: "1",
 *   metadata: {},
 *   execution_count: null,
 *   outputs: [],
 * };
 * const clean = { nbformat: 4, nbformat_minor: 5, metadata: {}, cells: [cell] } as const;
 * const executed = { ...clean, cells: [{ ...cell, execution_count: 7 }] };
 * deepEqual(makeClean(executed), clean);
 * ```
 */
export function makeClean(notebook: Notebook): Notebook {
  return { ...notebook, cells: notebook.cells.map(cleanCell) };
}

function cleanCell(cell: Cell): Cell {
  const { execution: _, ...metadata } = cell.metadata;
  if (cell.cell_type !== "code") return { ...cell, metadata };
  return { ...cell, metadata, execution_count: null, outputs: [] };
}
