import { deepEqual, equal } from "node:assert/strict";
import type { Cell, Notebook } from "../../../lib/jupyter/nbformat/nbformat.ts";
import { upgradeNotebook } from "../../../lib/jupyter/nbformat/upgrade_notebook.ts";
import { makeCell } from "../../tools/notebooks.ts";

function notebook(nbformat_minor: number, ...ids: (string | undefined)[]): Notebook {
  const cells: Cell[] = ids.map((id) => id === undefined ? makeCell("") : { ...makeCell(""), id });
  return { nbformat: 4, nbformat_minor, metadata: {}, cells };
}

const IDS: [string, (string | undefined)[], string[]][] = [
  ["numbers cells without ids", [undefined, undefined], ["cell-1", "cell-2"]],
  ["keeps ids", ["a", "B_9-c", "x".repeat(64)], ["a", "B_9-c", "x".repeat(64)]],
  ["takes no id twice", [undefined, "cell-1", undefined], ["cell-1-1", "cell-1", "cell-3"]],
  ["keeps the first of two equal ids", ["a", "a"], ["a", "cell-2"]],
  [
    "replaces ids that nbformat rejects",
    ["", "a b", "ü", "x".repeat(65), 7 as unknown as string],
    ["cell-1", "cell-2", "cell-3", "cell-4", "cell-5"],
  ],
];

for (const [what, before, after] of IDS) {
  Deno.test(`upgradeNotebook() ${what}`, () => {
    deepEqual(upgradeNotebook(notebook(4, ...before)).cells.map(({ id }) => id), after);
  });
}

Deno.test("upgradeNotebook() keeps a later format, and changes nothing in its input", () => {
  equal(upgradeNotebook(notebook(0)).nbformat_minor, 5);
  equal(upgradeNotebook(notebook(6)).nbformat_minor, 6);
  const input = notebook(4, undefined);
  const copy = structuredClone(input);
  upgradeNotebook(input);
  deepEqual(input, copy);
});
