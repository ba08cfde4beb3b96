/**
 * What of a cell is shown: authors fold or take away its code, its outputs, or all of it. Tags are those
 * of Jupyter Book, metadata those of JupyterLab, Colab and notebook extensions, comments in the code
 * those of Quarto.
 *
 * @module
 */
import type { Cell, CodeCell, Output } from "@convbook/jupyter";
import { listTags } from "./edition_tags.ts";

/** Whether a part of a cell is shown, folded until the reader opens it, or left out. */
export type Showing = "shown" | "folded" | "removed";

/** What of a cell is shown. */
export interface CellView {
  /** All of it. */
  cell: Showing;
  /** Its code. */
  input: Showing;
  /** What stands under it. */
  output: Showing;
  /** Whether warnings under it are left out. */
  hasNoWarnings: boolean;
  /** Its text, without comments that say what is shown. */
  source: string;
}

/** A comment that is meant for Quarto or nbdev, at the beginning of a cell. */
const OPTION = /^(?:\/\/|#|--|%)\|[ \t]*(.*?)[ \t]*$/;

/**
 * Reads what of a cell is shown.
 *
 * @param cell The cell.
 * @returns What is shown.
 *
 * @example
 * ```ts
 * import { readView } from "./cell_view.ts";
 * import { equal } from "node:assert/strict";
 *
 * const metadata = { tags: ["remove-input"], jupyter: { outputs_hidden: true } };
 * const code = { cell_type: "code", outputs: [], execution_count: null, metadata } as const;
 * const view = readView({ ...code, outputs: [], source: "//| label: a\n1" });
 * equal(`${view.cell} ${view.input} ${view.output} ${view.source}`, "shown removed folded 1");
 * ```
 */
export function readView(cell: Cell): CellView {
  const { options, source } = cell.cell_type === "code"
    ? readOptions(cell.source)
    : { options: new Map<string, string>(), source: cell.source };
  const tags = new Set(listTags(cell).map((tag) => tag.trim().toLowerCase().replaceAll("_", "-")));
  const { jupyter, collapsed, hide_input, hide_output, cellView } = cell.metadata;
  const lab = (typeof jupyter === "object" && jupyter !== null ? jupyter : {}) as Record<
    string,
    unknown
  >;
  const is = (name: string, ...values: string[]) => values.includes(options.get(name) ?? "");
  const choose = (removed: boolean, folded: boolean): Showing =>
    removed ? "removed" : folded ? "folded" : "shown";
  return {
    cell: choose(
      tags.has("remove-cell") || is("include", "false") || options.has("hide"),
      tags.has("hide-cell"),
    ),
    input: choose(
      tags.has("remove-input") || is("echo", "false") || options.has("hide_input"),
      tags.has("hide-input") || lab.source_hidden === true || hide_input === true ||
        cellView === "form" || is("code-fold", "true", "show"),
    ),
    output: choose(
      tags.has("remove-output") || is("output", "false") || is("results", "hide") ||
        options.has("hide_output"),
      tags.has("hide-output") || lab.outputs_hidden === true || collapsed === true ||
        hide_output === true,
    ),
    hasNoWarnings: tags.has("remove-stderr") || is("warning", "false"),
    source,
  };
}

/**
 * Lists the outputs of a cell that are shown, folded or not.
 *
 * @param cell The cell.
 * @param view What of it is shown.
 * @returns The outputs.
 */
export function listShownOutputs(
  { outputs }: CodeCell,
  { output, hasNoWarnings }: CellView,
): readonly Output[] {
  if (output === "removed") return [];
  return outputs.filter((output) =>
    !(hasNoWarnings && output.output_type === "stream" && output.name === "stderr")
  );
}

/** `//| echo: false` in the first lines; nbdev's `#| hide` has no value. */
function readOptions(source: string): { options: Map<string, string>; source: string } {
  const options = new Map<string, string>();
  const lines = source.split("\n");
  let first = 0;
  while (first < lines.length) {
    const option = OPTION.exec(lines[first])?.[1];
    if (option === undefined) break;
    const [, name, value] = /^([\w-]+)\s*(?::\s*(.*))?$/.exec(option) ?? [];
    if (name !== undefined) options.set(name, (value ?? "").replaceAll(/^["']|["']$/g, ""));
    first++;
  }
  return { options, source: lines.slice(first).join("\n") };
}
