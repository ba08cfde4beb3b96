import { deepEqual, equal, rejects } from "node:assert/strict";
import { join } from "node:path";
import { formatNotebook, writeNotebook } from "../../../lib/jupyter/nbformat/write_notebook.ts";
import { listFiles, makeFolder, makeNotebook } from "../../tools/notebooks.ts";

Deno.test("formatNotebook() cuts texts after each line, sorts keys, changes nothing", () => {
  const notebook = makeNotebook("a\n\nb\n");
  const copy = structuredClone(notebook);
  const file = JSON.parse(formatNotebook(notebook));
  deepEqual(file.cells[0].source, ["a\n", "\n", "b\n"]);
  deepEqual(Object.keys(file), ["cells", "metadata", "nbformat", "nbformat_minor"]);
  deepEqual(notebook, copy);
});

Deno.test("formatNotebook() indents nothing if asked so", () => {
  const notebook = makeNotebook("a\n b");
  const text = formatNotebook(notebook, { isIndented: false });
  equal(text, JSON.stringify(JSON.parse(formatNotebook(notebook))) + "\n");
});

Deno.test("writeNotebook() makes the folder, and leaves no other file", async () => {
  await using folder = await makeFolder();
  await writeNotebook(join(folder.path, "a", "b.ipynb"), makeNotebook("1"));
  deepEqual(listFiles(folder.path), ["a/b.ipynb"]);
  const text = await Deno.readTextFile(join(folder.path, "a", "b.ipynb"));
  equal(text, formatNotebook(makeNotebook("1")));
});

Deno.test("writeNotebook() leaves nothing behind where it cannot write", async () => {
  await using folder = await makeFolder({ "file": "", "a.ipynb/inside": "" });
  await rejects(writeNotebook(join(folder.path, "file", "a.ipynb"), makeNotebook("1")), {
    message: /^Cannot write .*a\.ipynb: expected a folder that can be written but found: /,
  });
  await rejects(writeNotebook(join(folder.path, "a.ipynb"), makeNotebook("1")));
  deepEqual(listFiles(folder.path), ["a.ipynb/inside", "file"]);
});
