import { deepEqual, equal, ok } from "node:assert/strict";

import { runScript } from "./run_script.ts";

const ROOT = new URL("../", import.meta.url);
const README = await Deno.readTextFile(new URL("README.md", ROOT));

/** The contents of the code blocks of a language. */
function codeBlocks(markdown: string, language: string): string[] {
  return Array.from(
    markdown.matchAll(new RegExp(`^\`\`\`${language}\n(.*?)^\`\`\`$`, "gms")),
    ([, code]) => code.trimEnd(),
  );
}

const withoutOptions = (words: string[]) =>
  words.filter((word) => !word.startsWith("--")).join(" ");

Deno.test("README.md names no command that CI does not run", async () => {
  const ci = (await Deno.readTextFile(new URL(".ci/run", ROOT))).split("\n");
  const commands = codeBlocks(README, "sh").flatMap((block) => block.split("\n"));
  ok(commands.length >= 6, `found ${commands.length} commands`);
  for (const command of commands) {
    // CI may add options, such as `--quiet`, but leaves none out.
    const words = command.split(" ");
    const run = ci.map((line) => line.trim().split(" ")).some((line) =>
      words.every((word) => line.includes(word)) &&
      withoutOptions(line).startsWith(withoutOptions(words))
    );
    ok(run, `.ci/run does not run "${command}"`);
  }
});

Deno.test("README.md, CONTRIBUTING.md and the lessons name tasks that exist", async () => {
  const { tasks } = JSON.parse(await Deno.readTextFile(new URL("deno.json", ROOT)));
  const files = ["README.md", "CONTRIBUTING.md", "data/README.md"];
  for (const { name } of Deno.readDirSync(new URL("notebooks/en/", ROOT))) {
    if (name.endsWith(".ipynb")) files.push(`notebooks/en/${name}`);
  }
  for (const file of files) {
    const text = await Deno.readTextFile(new URL(file, ROOT));
    for (const [, task] of text.matchAll(/(?<=deno(?:@[\d.]+)?) task ([\w:]+)/g)) {
      ok(task in tasks, `${file} names "deno task ${task}"`);
    }
  }
});

Deno.test("README.md lists every lesson, in order", () => {
  const files = Array.from(Deno.readDirSync(new URL("notebooks/en/", ROOT)), ({ name }) => name)
    .filter((name) => /^\d\d_.*\.ipynb$/.test(name))
    .sort();
  const table = README.slice(README.indexOf("## The lessons"), README.indexOf("## The library"));
  const listed = Array.from(table.matchAll(/\(notebooks\/en\/(.*?)\)/g), ([, name]) => name);
  deepEqual(listed, files);
});

Deno.test("README.md links to files that are there", async () => {
  const links = Array.from(README.matchAll(/\]\((?!https?:)(.*?)\)/g), ([, path]) => path);
  ok(links.length > 10);
  for (const link of links) await Deno.stat(new URL(link, ROOT));
});

Deno.test("README.md names rights that are enough for the packages, for digits and for pictures", async () => {
  const uses: Record<string, string> = {
    "convbook/backend": `import "convbook/backend"; import * as tf from "@tensorflow/tfjs";
      await tf.setBackend("simd"); console.log(tf.ones([2]).sum().arraySync());`,
    "convbook": `import { MnistData } from "convbook";
      console.log((await MnistData.load({ seed: 1 })).nextTestBatch(2).xs.shape[0]);`,
    "convbook/vis": `import { imageGrid, JUPYTER_DISPLAY } from "convbook/vis";
      const shown = await imageGrid([[[0, 1]]])[JUPYTER_DISPLAY]();
      console.log("image/png" in shown ? 2 : Object.keys(shown));`,
  };
  const rows = README.matchAll(/^\| (`convbook[^|]*?) +\| `(--allow[^|`]*)` +\|$/gm);
  const names = Array.from(
    rows,
    ([, packages, flags]) =>
      Array.from(packages.matchAll(/`([\w/]+)`/g), ([, name]) => ({ name, flags })),
  ).flat();
  deepEqual(names.map(({ name }) => name).toSorted(), Object.keys(uses).toSorted());
  for (const { name, flags } of names) {
    const { stdout, stderr } = await runScript(uses[name], flags.split(" "));
    deepEqual([name, stdout], [name, "2\n"], stderr);
  }
});

Deno.test("README.md shows the library in ten lines", () => {
  const [example, ...others] = codeBlocks(README, "ts");
  equal(others.length, 0);
  equal(example.split("\n").filter((line) => line !== "").length, 10);
});
