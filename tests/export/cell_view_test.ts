import { deepEqual, equal } from "node:assert/strict";
import { readView } from "../../lib/export/cell_view.ts";
import type { Metadata } from "../../lib/jupyter/nbformat/nbformat.ts";
import { makeCell } from "../tools/notebooks.ts";

/** Metadata, and what is shown of the cell, its code and its outputs. */
const METADATA: [metadata: Metadata, expected: string][] = [
  [{}, "shown shown shown"],
  [{ tags: ["remove-cell"] }, "removed shown shown"],
  [{ tags: ["remove_cell"] }, "removed shown shown"],
  [{ tags: "a, Remove-Cell" }, "removed shown shown"],
  [{ tags: ["remove-input"] }, "shown removed shown"],
  [{ tags: ["remove-output"] }, "shown shown removed"],
  [{ tags: ["remove-input", "remove-output"] }, "shown removed removed"],
  [{ tags: ["hide-cell"] }, "folded shown shown"],
  [{ tags: ["hide-input"] }, "shown folded shown"],
  [{ tags: ["hide_output"] }, "shown shown folded"],
  [{ jupyter: { source_hidden: true } }, "shown folded shown"],
  [{ jupyter: { outputs_hidden: true } }, "shown shown folded"],
  [{ jupyter: { source_hidden: "no" } }, "shown shown shown"],
  [{ jupyter: null }, "shown shown shown"],
  [{ collapsed: true }, "shown shown folded"],
  [{ hide_input: true }, "shown folded shown"],
  [{ cellView: "form" }, "shown folded shown"],
  [{ tags: ["my-remove-cell"] }, "shown shown shown"],
];

for (const [metadata, expected] of METADATA) {
  Deno.test(`readView() reads ${JSON.stringify(metadata)}`, () => {
    const { cell, input, output } = readView({ ...makeCell("1"), metadata });
    equal(`${cell} ${input} ${output}`, expected);
  });
}

/** Code, what is shown of it, and the rest of the code. */
const COMMENTS: [source: string, expected: string, rest: string][] = [
  ["//| echo: false\n1", "shown removed shown", "1"],
  ["#| echo: false\n1", "shown removed shown", "1"],
  ["//|echo:false\n1", "shown removed shown", "1"],
  ["//| output: false\n//| label: a\n1", "shown shown removed", "1"],
  ["//| include: false\n1", "removed shown shown", "1"],
  ["//| code-fold: true\n1", "shown folded shown", "1"],
  ['//| echo: "false"\n1', "shown removed shown", "1"],
  ["#| hide\n1", "removed shown shown", "1"],
  ["//| echo: true\n1", "shown shown shown", "1"],
  ["1\n//| echo: false", "shown shown shown", "1\n//| echo: false"],
  ["// | echo: false", "shown shown shown", "// | echo: false"],
];

for (const [source, expected, rest] of COMMENTS) {
  Deno.test(`readView() reads ${JSON.stringify(source)}`, () => {
    const view = readView(makeCell(source));
    deepEqual([`${view.cell} ${view.input} ${view.output}`, view.source], [expected, rest]);
  });
}
