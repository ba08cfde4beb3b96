import { deepEqual } from "node:assert/strict";
import { fileURLToPath } from "node:url";
import { listNotebooks } from "../lib/jupyter/nbformat/list_notebooks.ts";
import { readNotebook } from "../lib/jupyter/nbformat/read_notebook.ts";
import { listUntidyParts } from "../lib/jupyter/nbformat/untidy_parts.ts";
import { formatNotebook } from "../lib/jupyter/nbformat/write_notebook.ts";

const ROOT = fileURLToPath(new URL("../", import.meta.url));
const FOLDERS = ["docs", "examples", "notebooks"];
const NOTEBOOKS = (await Promise.all(FOLDERS.map((folder) => listNotebooks(ROOT + folder)))).flat();

for (const path of NOTEBOOKS) {
  const name = path.slice(ROOT.length);

  Deno.test(`${name} is clean`, async () => {
    deepEqual(listUntidyParts(await readNotebook(path)), []);
  });

  Deno.test(`${name} is written as Jupyter writes it`, async () => {
    // So that saving it in Jupyter changes only what was edited.
    deepEqual(await Deno.readTextFile(path), formatNotebook(await readNotebook(path)));
  });
}
