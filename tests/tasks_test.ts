import { deepEqual, doesNotMatch, equal, match } from "node:assert/strict";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { makeFolder } from "./tools/notebooks.ts";

const ROOT = fileURLToPath(new URL("../", import.meta.url));
const { tasks, lock } = JSON.parse(await Deno.readTextFile(join(ROOT, "deno.json")));

/** Runs a task as its caller would, from a folder. */
async function runTask(name: string, folder: string, ...args: string[]) {
  const { code, stdout, stderr } = await new Deno.Command(Deno.execPath(), {
    args: ["task", "--quiet", "--config", join(ROOT, "deno.json"), name, ...args],
    cwd: folder,
    // A task keeps this if it is there, as where a task has started these tests.
    env: { NO_COLOR: "1", INIT_CWD: folder },
  }).output();
  const decoder = new TextDecoder();
  return { code, stdout: decoder.decode(stdout), stderr: decoder.decode(stderr) };
}

Deno.test("deno.json gives each program no more rights than it names", () => {
  const programs = Object.entries<{ command: string }>(tasks)
    .filter(([, { command }]) => /\btools\/\w+\/main\.ts\b/.test(command));
  equal(programs.length, 9);
  for (const [name, { command }] of programs) {
    doesNotMatch(command, / -(P|A)\b|--allow-all/, name);
    doesNotMatch(command, /--allow-(run|net|env|sys)(?!=)/, `${name}: ${command}`);
    doesNotMatch(command, /--allow-net=(?!127\.0\.0\.1 )/, name);
  }
});

Deno.test("deno.json lets export run what draws figures, and every browser that it looks for", async () => {
  const source = await Deno.readTextFile(join(ROOT, "lib/export/print_pdf.ts"));
  const [lists] = source.match(/const NAMES = .*?\];\n.*?const PLACES = .*?\];\n/s) ?? [""];
  const browsers = Array.from(lists.matchAll(/^ {2}"(.*)",$/gm), ([, name]) => name);
  equal(browsers.length, 9);
  const [, allowed] = tasks.export.command.match(/"--allow-run=(.*?)"/);
  const [drawing, ...found] = allowed.split(",");
  // Figures are drawn by programs of their own.
  equal(drawing, "$(deno eval -p 'Deno.execPath()')");
  deepEqual(found, browsers.map((name) => name.replaceAll("\\\\", "/")));
});

Deno.test("deno task run and check:notebooks work with the rights that they have", async () => {
  await using folder = await makeFolder({
    "a.ipynb": ["const a: number = 6 * 7;", "console.log(a, Deno.readTextFileSync('b.txt'));"],
    "b.txt": "read",
  });
  const run = await runTask("run", folder.path, "a.ipynb", "--out", "executed");
  deepEqual([run.code, run.stderr], [0, ""]);
  match(run.stdout, /^a {2}2 cells {2}[\d.]+ s\nWritten to executed.a\.ipynb\n$/);
  const path = join(folder.path, "a.ipynb");
  deepEqual(await runTask("check:notebooks", folder.path, path), {
    code: 0,
    stdout: "Checked 1 notebook\n",
    stderr: "",
  });
});

Deno.test("deno task export works with the rights that it has", async () => {
  await using folder = await makeFolder({ "a.ipynb": ["1"] });
  deepEqual(await runTask("export", folder.path, "a.ipynb", "--single-file", "--out", "pages"), {
    code: 0,
    stdout: `${join("pages", "a.html")}\n`,
    stderr: "",
  });
});

Deno.test("deno.lock is frozen, for notebooks too", () => {
  deepEqual(lock, { frozen: true });
});
