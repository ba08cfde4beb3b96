import { deepEqual, equal } from "node:assert/strict";
import { join } from "node:path";
import { readNotebook } from "../../../tools/notebook/read_notebook.ts";
import { runNotebook } from "../../../tools/notebook/run_notebook.ts";
import { formatNotebook } from "../../../tools/notebook/write_notebook.ts";
import { listFiles, makeFolder, makeNotebook } from "../notebooks.ts";

Deno.test("runNotebook() writes a copy of format 4.5, with its pictures", async () => {
  const notebook = makeNotebook("1;");
  notebook.nbformat_minor = 4;
  delete notebook.cells[0].id;
  notebook.cells.push({ cell_type: "markdown", metadata: {}, source: "![a](images/a.svg)" });
  await using folder = await makeFolder({
    "in/old.ipynb": formatNotebook(notebook),
    "in/images/a.svg": "<svg/>",
  });
  const target = join(folder.path, "out", "old.ipynb");
  await runNotebook(join(folder.path, "in", "old.ipynb"), {
    target,
    timeLimit: 20,
    output: { isTerminal: false, columns: 80, write: () => {} },
  });
  deepEqual(listFiles(join(folder.path, "out")), ["images/a.svg", "old.ipynb"]);
  const executed = await readNotebook(target);
  equal(executed.nbformat_minor, 5);
  deepEqual(executed.cells.map(({ id }) => id), ["cell-1", "cell-2"]);
});
