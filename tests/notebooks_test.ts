import { deepEqual } from "node:assert/strict";
import { fileURLToPath } from "node:url";
import { listNotebooks } from "../tools/notebook/list_notebooks.ts";
import { readNotebook } from "../tools/notebook/read_notebook.ts";
import { listUntidyParts } from "../tools/notebook/untidy_parts.ts";
import { formatNotebook } from "../tools/notebook/write_notebook.ts";

const FOLDER = fileURLToPath(new URL("../notebooks", import.meta.url));
const NOTEBOOKS = await listNotebooks(FOLDER);

for (const path of NOTEBOOKS) {
  const name = path.slice(FOLDER.length + 1);

  Deno.test(`${name} is clean`, async () => {
    deepEqual(listUntidyParts(await readNotebook(path)), []);
  });

  Deno.test(`${name} is written as Jupyter writes it`, async () => {
    // So that saving it in Jupyter changes only what was edited.
    deepEqual(await Deno.readTextFile(path), formatNotebook(await readNotebook(path)));
  });
}
