/**
 * What keeps a notebook from being clean.
 *
 * @module
 */
import { describeValue } from "@convbook/check";
import type { Notebook } from "./nbformat.ts";

/**
 * Lists what a clean notebook does not have. A clean notebook is in format 4.5, names the Deno
 * kernel, has no outputs and no execution counts, and identifies its cells.
 *
 * @param notebook A notebook.
 * @returns What is untidy about it, a sentence part each. Nothing if it is clean.
 *
 * @example
 * ```ts
 * import { listUntidyParts } from "./untidy_parts.ts";
 * import { deepEqual } from "node:assert/strict";
 *
 * deepEqual(
 *   listUntidyParts({
 *     nbformat: 4,
 *     nbformat_minor: 5,
 *     metadata: { kernelspec: { name: "deno", display_name: "Deno", language: "typescript" } },
 *     cells: [{
 *       id: "one",
 *       cell_type: "code",
 *       metadata: {},
 *       source: "1 + 1",
 *       execution_count: 7,
 *       outputs: [],
 *     }],
 *   }),
 *   ["cell 1 of the file has the execution count 7"],
 * );
 * ```
 */
export function listUntidyParts(notebook: Notebook): string[] {
  const untidy: string[] = [];
  if (notebook.nbformat_minor !== 5) {
    untidy.push(`its format is 4.${notebook.nbformat_minor}, not 4.5`);
  }
  const kernel = (notebook.metadata.kernelspec as { name?: unknown } | undefined)?.name;
  if (kernel !== "deno") {
    untidy.push(`its kernel is ${kernel === undefined ? "not named" : describeValue(kernel)}`);
  }
  const ids = new Set<string>();
  notebook.cells.forEach((cell, index) => {
    const where = `cell ${index + 1} of the file`;
    if (cell.id === undefined) untidy.push(`${where} has no id`);
    else if (ids.has(cell.id)) {
      untidy.push(`${where} has the id of another cell, ${describeValue(cell.id)}`);
    } else ids.add(cell.id);
    if (cell.cell_type !== "code") return;
    if (cell.outputs.length > 0) untidy.push(`${where} has outputs`);
    if (cell.execution_count !== null) {
      untidy.push(`${where} has the execution count ${describeValue(cell.execution_count)}`);
    }
  });
  return untidy;
}
