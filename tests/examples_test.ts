import { deepEqual, equal, match, ok } from "node:assert/strict";
import { join } from "node:path";
import { formatNotebook, readNotebook, runDeno } from "@convbook/jupyter";
import { inFolder } from "./in_folder.ts";
import { makeNotebook } from "./tools/notebooks.ts";

/** Runs an example as its first lines say. */
async function runExample(name: string, ...args: string[]): Promise<string> {
  const { success, stdout, stderr } = await runDeno(["run", "-A", `examples/${name}`, ...args]);
  equal(success, true, stderr);
  return stdout;
}

Deno.test("examples/colour_network.ts learns three shapes", async () => {
  const [, share] =
    /(\d+(?:\.\d+)?) %/.exec((await runExample("colour_network.ts")).split("\n").at(-2)!) ?? [];
  ok(Number(share) > 80, `${share} % right`); // a third by chance
});

Deno.test("examples/run_and_export.ts runs examples/own_charts.ipynb and writes both forms", async () => {
  await inFolder(async (folder) => {
    const printed = await runExample("run_and_export.ts", "examples/own_charts.ipynb", folder);
    const page = join(folder, "single-files", "own_charts.html");
    const markdown = join(folder, "mine-markdown", "own_charts.md");
    deepEqual(printed.split("\n").slice(-3), [page, markdown, ""]);
    ok(/<h1[^>]*>Charts of your own/.test(await Deno.readTextFile(page)));
    match(await Deno.readTextFile(markdown), /!\[Falling .*\]\(own_charts_files\/1\.svg\)/);
    match(
      await Deno.readTextFile(join(folder, "mine-markdown", "own_charts_files", "2.svg")),
      /A spiral/,
    );
  });
});

Deno.test("examples/check_and_run.ts checks a notebook, runs it with a parameter, and goes on", async () => {
  await inFolder(async (folder) => {
    const notebook = makeNotebook(
      "const size: string = 5;",
      "const name = 'a=b';",
      "throw new Error(name);",
    );
    notebook.cells[1].metadata = { tags: ["parameters"] };
    const [path, copy] = ["a.ipynb", "copy.ipynb"].map((file) => join(folder, file));
    await Deno.writeTextFile(path, formatNotebook(notebook));
    const printed = await runExample("check_and_run.ts", path, copy, "name=c=d");
    deepEqual(printed.replace(/[\d.]+ s\n/, "… s\n").split("\n"), [
      `${path} cell 1 line 1: Type 'number' is not assignable to type 'string'. (TS2322)`,
      "cell 1 of 3",
      "cell 2 of 3",
      "cell 3 of 3",
      `Cannot run ${path}: expected cell 3 to succeed but found Error: c=d`,
      "",
      "  1 | throw new Error(name);",
      "1 faults, 1 cells failed, … s",
      "42",
      "",
    ]);
    equal((await readNotebook(copy)).cells[1].source, 'const name = "c=d";');
  });
});

Deno.test("every example runs in a test", async () => {
  const text = await Deno.readTextFile(new URL(import.meta.url));
  for (const { name } of Deno.readDirSync("examples")) ok(text.includes(`examples/${name}`), name);
});
