/**
 * Turns what a kernel says into what stands under the cells of a notebook.
 *
 * @module
 */
import type { KernelOutput } from "../kernel/mod.ts";
import type { CodeCell, DisplayOutput, ResultOutput } from "../nbformat/nbformat.ts";

/**
 * Collects the outputs of a notebook that is being executed. It treats them as Jupyter does: text
 * that follows text of the same stream joins it, an update changes every display with its id in
 * whichever cell it stands, and clearing empties the cell, if asked so only when the next output
 * comes.
 *
 * @example
 * ```ts
 * import { OutputCollector } from "./output_collector.ts";
 * import type { CodeCell } from "../nbformat/nbformat.ts";
 * import { deepEqual } from "node:assert/strict";
 *
 * const cell: CodeCell = {
 *   cell_type: "code",
 *   metadata: {},
 *   source: "",
 *   execution_count: null,
 *   outputs: [],
 * };
 * const collector = new OutputCollector();
 * collector.begin(cell);
 * collector.take({ output_type: "stream", name: "stdout", text: "one\n" });
 * collector.take({ output_type: "stream", name: "stdout", text: "two\n" });
 * deepEqual(cell.outputs, [{ output_type: "stream", name: "stdout", text: "one\ntwo\n" }]);
 * ```
 */
export class OutputCollector {
  #cell?: CodeCell;
  #clearsBeforeNext = false;
  readonly #displays = new Map<string, Set<DisplayOutput | ResultOutput>>();

  /**
   * Puts the outputs from now on under a cell.
   *
   * @param cell The cell. Its outputs are removed.
   */
  begin(cell: CodeCell): void {
    this.#cell = cell;
    this.#clear();
  }

  /**
   * Takes an output.
   *
   * @param output The output.
   * @throws {Error} If no cell has begun.
   */
  take(output: KernelOutput): void {
    const cell = this.#cell;
    if (cell === undefined) {
      throw new Error("Cannot take an output: expected a cell to have begun but found none");
    }
    switch (output.output_type) {
      case "clear_output":
        if (output.wait) this.#clearsBeforeNext = true;
        else this.#clear();
        return;
      case "update_display_data":
        this.#update(output);
        return;
    }
    if (this.#clearsBeforeNext) this.#clear();
    const last = cell.outputs.at(-1);
    if (
      output.output_type === "stream" && last?.output_type === "stream" &&
      last.name === output.name
    ) {
      last.text += output.text;
      return;
    }
    const { displayId, ...shown } = output;
    cell.outputs.push(shown);
    if (displayId === undefined || !("data" in shown)) return;
    // A display with the id of an earlier one updates that one too (jupyter_client, "Messaging in
    // Jupyter", "display_data").
    this.#update({ ...shown, displayId });
    const displays = this.#displays.get(displayId) ?? new Set();
    this.#displays.set(displayId, displays.add(shown));
  }

  #update(
    { displayId, data, metadata }: Extract<KernelOutput, { data: unknown }>,
  ): void {
    if (displayId === undefined) return;
    for (const shown of this.#displays.get(displayId) ?? []) {
      Object.assign(shown, { data, metadata });
    }
  }

  #clear(): void {
    this.#clearsBeforeNext = false;
    if (this.#cell === undefined) return;
    const removed = new Set(this.#cell.outputs);
    for (const displays of this.#displays.values()) {
      for (const shown of displays) if (removed.has(shown)) displays.delete(shown);
    }
    this.#cell.outputs = [];
  }
}
