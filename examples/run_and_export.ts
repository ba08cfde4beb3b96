/**
 * Notebooks of your own, run and exported by a program. Run it with
 * `deno run -A examples/run_and_export.ts NOTEBOOK FOLDER`.
 *
 * @module
 */
import { basename, join } from "node:path";
import { chooseForm, writeSite } from "@convbook/export";
import { openStandardOutput, runNotebook, writeNotebook } from "@convbook/jupyter";

const [file, folder] = Deno.args;
if (folder === undefined) {
  console.error("Cannot run a notebook: expected its name and a folder but found less");
  Deno.exit(2);
}
// Each cell may take a minute. A cell that throws ends the run with an error that shows it.
const { notebook } = await runNotebook(file, { timeLimit: 60, output: openStandardOutput() });
await Deno.mkdir(folder, { recursive: true });
const executed = join(folder, basename(file));
await writeNotebook(executed, notebook);

// One notebook, two forms of it.
for (const options of [["single-file"], ["markdown"]]) {
  const form = chooseForm(options);
  const paths = await writeSite([executed], {
    course: { title: "My notebooks", description: "", language: "en" },
    target: join(folder, form.nameFolder("mine")),
    edition: "teacher",
    form,
  });
  console.log(paths.join("\n"));
}
