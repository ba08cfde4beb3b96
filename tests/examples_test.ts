import { deepEqual, equal, match, ok } from "node:assert/strict";
import { join } from "node:path";
import { runDeno } from "@convbook/jupyter";
import { inFolder } from "./in_folder.ts";

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

Deno.test("every example runs in a test", async () => {
  const text = await Deno.readTextFile(new URL(import.meta.url));
  for (const { name } of Deno.readDirSync("examples")) ok(text.includes(`examples/${name}`), name);
});
