import { deepEqual, equal } from "node:assert/strict";
import { join } from "node:path";
import { runNotebook } from "../../../lib/jupyter/run/run_notebook.ts";
import { formatNotebook } from "../../../lib/jupyter/nbformat/write_notebook.ts";
import { makeFolder, makeNotebook } from "../../tools/notebooks.ts";

Deno.test("runNotebook() makes a notebook of format 4.5, and leaves the file as it is", async () => {
  const notebook = makeNotebook("1;");
  notebook.nbformat_minor = 4;
  delete notebook.cells[0].id;
  notebook.cells.push({ cell_type: "markdown", metadata: {}, source: "![a](images/a.svg)" });
  const text = formatNotebook(notebook);
  await using folder = await makeFolder({ "old.ipynb": text });
  const file = join(folder.path, "old.ipynb");
  const { notebook: executed } = await runNotebook(file, {
    timeLimit: 20,
    output: { isTerminal: false, columns: 80, write: () => {} },
  });
  equal(await Deno.readTextFile(file), text);
  equal(executed.nbformat_minor, 5);
  deepEqual(executed.cells.map(({ id }) => id), ["cell-1", "cell-2"]);
});
