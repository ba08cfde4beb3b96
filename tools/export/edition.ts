/**
 * Editions of a lesson: what students get, and what teachers get.
 *
 * @module
 */
import type { Cell, Notebook } from "../notebook/nbformat.ts";
import { upgradeNotebook } from "../notebook/upgrade_notebook.ts";

/** The editions. */
export const EDITIONS = ["student", "teacher"] as const;

/** For whom material is made. */
export type Edition = typeof EDITIONS[number];

/** What a page calls a folded cell, by the cell's tag. */
const FOLDED_TAGS: Record<string, string> = { solution: "Solution", instructor: "For teachers" };

/**
 * Tells under which word a cell is folded for teachers. Students do not get such a cell.
 *
 * @param cell A cell.
 * @returns The word, or `undefined` if the cell is for everybody.
 *
 * @example
 * ```ts
 * import { findFold } from "./edition.ts";
 * import { equal } from "node:assert/strict";
 *
 * const cell = { cell_type: "markdown", source: "42" } as const;
 * equal(findFold({ ...cell, metadata: { tags: ["solution"] } }), "Solution");
 * equal(findFold({ ...cell, metadata: {} }), undefined);
 * ```
 */
export function findFold(cell: Cell): string | undefined {
  const { tags } = cell.metadata;
  if (!Array.isArray(tags)) return undefined;
  return Object.entries(FOLDED_TAGS).find(([tag]) => tags.includes(tag))?.[1];
}

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
  return { ...whole, cells: whole.cells.filter((cell) => findFold(cell) === undefined) };
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
 * import type { CodeCell } from "../notebook/nbformat.ts";
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
