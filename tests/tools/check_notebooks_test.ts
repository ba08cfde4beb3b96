import { deepEqual, equal, match } from "node:assert/strict";
import { join } from "node:path";
import { pathToFileURL } from "node:url";
import { listFiles, makeFolder, makeNotebook, runTool, toolCommand } from "./notebooks.ts";

const CONFIG = JSON.stringify({
  imports: { book: "./lib/mod.ts" },
  compilerOptions: { noImplicitReturns: true },
});

Deno.test("check_notebooks names file, cell and line of each fault", async () => {
  await using folder = await makeFolder({
    "deno.json": CONFIG,
    "lib/mod.ts": "export const size: number = 28;",
    "notebooks/en/01_good.ipynb": [
      `import { size } from "book";\nawait Deno.jupyter.display(size)`,
      "(size + 1).toFixed()",
    ],
    "notebooks/en/02_bad.ipynb": [
      `import { size } from "book";\n\nconst text: string = size;`,
      "",
      "[1, 2].map((x) => x + missing)\nlet text = 1;",
    ],
    "notebooks/en/03_bad.ipynb": [
      `import { none } from "./none.ts";`,
      "function half(x: number) {\n  if (x > 0) return 1;\n}",
    ],
  });
  const { code, stderr } = await runTool("check_notebooks/main.ts", folder.path);
  equal(code, 1);
  const [bad2, bad3] = ["02_bad", "03_bad"].map((name) => join("notebooks", "en", `${name}.ipynb`));
  const none = pathToFileURL(join(folder.path, "notebooks", "en", "none.ts"));
  deepEqual(
    stderr.split("\n").toSorted(),
    [
      "",
      "Cannot accept the notebooks: expected no faults but found 5",
      `${bad2} cell 1 line 3: Type 'number' is not assignable to type 'string'. (TS2322)`,
      `${bad2} cell 2 line 1: Cannot find name 'missing'. (TS2304)`,
      `${bad2} cell 2 line 2: Cannot declare 'text' again: expected const or import, as in cell 1, ` +
      "but found let",
      `${bad3} cell 1 line 1: Cannot find module '${none}'. (TS2307)`,
      `${bad3} cell 2 line 1: Not all code paths return a value. (TS7030)`,
    ],
  );
  // Temporary files lie in the folder, too.
  deepEqual(listFiles(folder.path).filter((name) => !/^(lib|notebooks)\//.test(name)), [
    "deno.json",
  ]);
});

Deno.test("check_notebooks names the place of a syntax error", async () => {
  await using folder = await makeFolder({ "deno.json": CONFIG, "a.ipynb": ["1", "\nlet a = (;"] });
  deepEqual(await runTool("check_notebooks/main.ts", folder.path, "a.ipynb"), {
    code: 1,
    stdout: "",
    stderr: "a.ipynb cell 2 line 2: SyntaxError: Expression expected\n" +
      "Cannot accept the notebooks: expected no faults but found 1\n",
  });
});

Deno.test("check_notebooks accepts what has no faults, also in a folder it cannot write", async () => {
  await using folder = await makeFolder({
    "deno.json": CONFIG,
    "lib/mod.ts": "export const size = 28;",
    "notebooks/en/a.ipynb": [`import { size } from "book";`, "await Promise.resolve(size)"],
  });
  await Deno.chmod(join(folder.path, "notebooks", "en"), 0o555);
  deepEqual(await runTool("check_notebooks/main.ts", folder.path), {
    code: 0,
    stdout: "Checked 1 notebook\n",
    stderr: "",
  });
  await Deno.chmod(join(folder.path, "notebooks", "en"), 0o755);
});

Deno.test("check_notebooks checks a notebook without a deno.json", async () => {
  await using folder = await makeFolder({
    "helper.ts": "export const size = 28;",
    "a.ipynb": [`import { size } from "./helper.ts"; size.toUpperCase();`],
  });
  const { code, stderr } = await runTool("check_notebooks/main.ts", folder.path, "a.ipynb");
  equal(code, 1);
  match(stderr, /^a\.ipynb cell 1 line 1: Property 'toUpperCase' does not exist on type '28'/);
});

Deno.test("check_notebooks names what keeps a lesson from being clean", async () => {
  const notebook = makeNotebook("1");
  Object.assign(notebook.cells[0], { execution_count: 3 });
  await using folder = await makeFolder({
    "deno.json": CONFIG,
    "notebooks/en/a.ipynb": JSON.stringify(notebook),
  });
  deepEqual(await runTool("check_notebooks/main.ts", folder.path), {
    code: 1,
    stdout: "",
    stderr: `${join("notebooks", "en", "a.ipynb")} is not clean: ` +
      "cell 1 of the file has the execution count 3\n" +
      "Cannot accept the notebooks: expected no faults but found 1\n",
  });
  equal((await runTool("check_notebooks/main.ts", folder.path, "notebooks/en/a.ipynb")).code, 0);
});

Deno.test({
  name: "check_notebooks stops at a signal and leaves no file",
  // Windows has no signals that a program could catch.
  ignore: Deno.build.os === "windows",
  async fn() {
    await using folder = await makeFolder({ "notebooks/en/a.ipynb": ["1"] });
    using watcher = Deno.watchFs(folder.path);
    const running = toolCommand("check_notebooks/main.ts", folder.path).spawn();
    // The folder for the modules is the first thing that is made.
    for await (const { kind } of watcher) if (kind === "create") break;
    running.kill("SIGTERM");
    const { code, stderr } = await running.output();
    deepEqual([code, new TextDecoder().decode(stderr)], [143, "Stopped by SIGTERM\n"]);
    deepEqual(listFiles(folder.path), ["notebooks/en/a.ipynb"]);
  },
});

Deno.test("check_notebooks needs notebooks", async () => {
  await using folder = await makeFolder();
  deepEqual(await runTool("check_notebooks/main.ts", folder.path), {
    code: 1,
    stdout: "",
    stderr: "Cannot list notebooks: expected some in notebooks but found none\n",
  });
  equal((await runTool("check_notebooks/main.ts", folder.path, "--all")).code, 2);
});

Deno.test("check_notebooks takes folders from where it was called, and names all that it cannot take", async () => {
  const python = { ...makeNotebook("import numpy as np"), metadata: {} };
  python.metadata = {
    kernelspec: { name: "python3", display_name: "Python 3", language: "python" },
  };
  await using folder = await makeFolder({
    "my/book/a.ipynb": ["const rows = [1];", "const rows = 'a';\nrows.trim()"],
    "my/book/deep/b.ipynb": ["1", "let a = ;", "missing"],
    "my/book/.ipynb_checkpoints/a.ipynb": ["let a = ;"],
    "my/book/c.ipynb": "no notebook",
    "my/book/python.ipynb": JSON.stringify(python),
    "my/other.ipynb": ["1"],
  });
  const place = { root: folder.path, caller: join(folder.path, "my") };
  const args = ["book", "other.ipynb", join("book", "a.ipynb"), "none.ipynb"];
  const { code, stderr } = await runTool("check_notebooks/main.ts", place, ...args);
  equal(code, 1);
  const [unread, none, ...faults] = stderr.split("\n");
  match(
    unread,
    /^Cannot read the notebook book.c\.ipynb: expected JSON but found text that is none/,
  );
  equal(none, "Cannot read the notebook none.ipynb: expected a file but found none");
  const deep = join("book", "deep", "b.ipynb");
  deepEqual(faults, [
    `${deep} cell 2 line 1: SyntaxError: Expression expected`,
    `${deep} cell 3 line 1: Cannot find name 'missing'. (TS2304)`,
    `${join("book", "python.ipynb")}: Cannot check it: expected a notebook for the Deno kernel ` +
    'but found one for python (its kernel is "python3")',
    "Cannot accept the notebooks: expected no faults but found 5",
    "",
  ]);
  deepEqual(await runTool("check_notebooks/main.ts", place, join("book", "a.ipynb")), {
    code: 0,
    stdout: "Checked 1 notebook\n",
    stderr: "",
  });
});

Deno.test("check_notebooks --help says what it takes, and checks nothing", async () => {
  await using folder = await makeFolder();
  const { code, stdout } = await runTool("check_notebooks/main.ts", folder.path, "--help");
  equal(code, 0);
  match(stdout, /^deno task check:notebooks \[OPTIONS\] \[FILE or FOLDER…\]: /);
});

Deno.test("check_notebooks names the notebook that a frozen lock file does not allow, and checks the others", async () => {
  await using folder = await makeFolder({
    "deno.json": JSON.stringify({ lock: { frozen: true } }),
    "deno.lock": '{\n  "version": "5"\n}\n',
    "a.ipynb": ["import seedrandom from 'npm:seedrandom@3.0.5';"],
    "b.ipynb": ["const s: string = 1;"],
    "c.ipynb": ["import './helper.ts';"],
    "helper.ts": "import 'npm:no-such-package-of-convbook@1.0.0';",
  });
  const { code, stderr } = await runTool("check_notebooks/main.ts", folder.path, ".");
  equal(code, 1);
  deepEqual(stderr.split("\n"), [
    'a.ipynb: deno.lock is frozen and does not list all of ["npm:seedrandom@3.0.5"]; ' +
    "add packages with deno add --frozen=false",
    "b.ipynb cell 1 line 1: Type 'number' is not assignable to type 'string'. (TS2322)",
    "helper.ts line 1: npm package 'no-such-package-of-convbook' does not exist.",
    "Cannot accept the notebooks: expected no faults but found 3",
    "",
  ]);
});
