/**
 * Bringing notebooks to format 4.5, in which each cell has an id.
 *
 * @module
 */
import type { Notebook } from "./nbformat.ts";

/** What the schema of format 4.5 takes as an id. */
const VALID_ID = /^[a-zA-Z0-9_-]{1,64}$/;

/**
 * Makes a notebook of format 4.0 to 4.4 one of format 4.5. A cell without an id, or with one that
 * is not valid or taken, gets one from its place, so that the same notebook always gets the same ids.
 *
 * @param notebook The notebook. It is not changed.
 * @returns The notebook, in format 4.5 or the later one that it has.
 *
 * @example
 * ```ts
 * import { upgradeNotebook } from "./upgrade_notebook.ts";
 * import { deepEqual } from "node:assert/strict";
 *
 * const cell = { cell_type: "raw", metadata: {}, source: "" } as const;
 * const old = { nbformat: 4, nbformat_minor: 4, metadata: {}, cells: [cell] } as const;
 * deepEqual(upgradeNotebook({ ...old, cells: [cell] }), {
 *   ...old,
 *   nbformat_minor: 5,
 *   cells: [{ ...cell, id: "cell-1" }],
 * });
 * ```
 */
export function upgradeNotebook(notebook: Notebook): Notebook {
  const given = new Set(notebook.cells.map(({ id }) => id));
  const taken = new Set<string>();
  const cells = notebook.cells.map((cell, index) => {
    let { id } = cell;
    // A file can hold a number there.
    if (typeof id !== "string" || !VALID_ID.test(id) || taken.has(id)) {
      id = `cell-${index + 1}`;
      while (given.has(id) || taken.has(id)) id += "-1";
    }
    taken.add(id);
    return { ...cell, id };
  });
  return { ...notebook, nbformat_minor: Math.max(5, notebook.nbformat_minor), cells };
}
