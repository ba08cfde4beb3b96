import { deepEqual } from "node:assert/strict";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import type { Cell } from "../../lib/jupyter/nbformat/nbformat.ts";
import { formatNotebook } from "../../lib/jupyter/nbformat/write_notebook.ts";
import { makeCell, makeFolder, makeNotebook } from "../tools/notebooks.ts";

/** Exports cells with a small heap, which would be full if the DOM of each cell stayed in it. */
async function exportInSmallHeap(cells: Cell[]): Promise<[code: number, stderr: string]> {
  const notebook = formatNotebook({ ...makeNotebook(), cells });
  await using folder = await makeFolder({ "a.ipynb": notebook });
  const { code, stderr } = await new Deno.Command(Deno.execPath(), {
    args: [
      "run",
      "--quiet",
      "--allow-all",
      "--v8-flags=--max-old-space-size=160",
      fileURLToPath(new URL("../../tools/export/main.ts", import.meta.url)),
      "a.ipynb",
      "--out",
      join(folder.path, "out"),
    ],
    cwd: folder.path,
    env: { NO_COLOR: "1", INIT_CWD: folder.path },
  }).output();
  return [code, new TextDecoder().decode(stderr).slice(0, 500)];
}

const TEXT = "## Heading\n\ntext *a* $x$";

Deno.test("export keeps no DOM of cells that are done", async () => {
  const cell = { cell_type: "markdown", metadata: {}, source: TEXT } as const;
  deepEqual(await exportInSmallHeap(Array(400).fill(cell)), [0, ""]);
});

Deno.test("export keeps no DOM of outputs that are done", async () => {
  const output = { output_type: "display_data", metadata: {}, data: { "text/markdown": TEXT } };
  const outputs = Array(400).fill(output);
  deepEqual(await exportInSmallHeap([{ ...makeCell("1"), outputs }]), [0, ""]);
});
