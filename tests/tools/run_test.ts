import { deepEqual, equal, match, ok } from "node:assert/strict";
import { join } from "node:path";
import { readNotebook } from "../../lib/jupyter/nbformat/read_notebook.ts";
import { formatNotebook } from "../../lib/jupyter/nbformat/write_notebook.ts";
import {
  isRunning,
  listFiles,
  listProcesses,
  makeFolder,
  makeNotebook,
  runTool,
  toolCommand,
} from "./notebooks.ts";

Deno.test("run writes executed copies and leaves the notebooks untouched", async () => {
  await using folder = await makeFolder({
    "notes/a.ipynb": ["const name = Deno.cwd().split(/[\\\\/]/).at(-1); console.log(name)"],
    "b.ipynb": ["1", "2"],
  });
  const before = await Deno.readTextFile(join(folder.path, "b.ipynb"));
  const { code, stdout, stderr } = await runTool(
    "run/main.ts",
    folder.path,
    "notes/a.ipynb",
    "b.ipynb",
  );
  deepEqual([code, stderr], [0, ""]);
  match(
    stdout,
    /^a {2}1 cell {2}[\d.]+ s\nWritten to .*\nb {2}2 cells {2}[\d.]+ s\nWritten to .*\n$/,
  );
  deepEqual(listFiles(folder.path), [
    "b.ipynb",
    "notes/a.ipynb",
    "site/run/.files.json",
    "site/run/a.ipynb",
    "site/run/b.ipynb",
  ]);
  equal(await Deno.readTextFile(join(folder.path, "b.ipynb")), before);
  const executed = await readNotebook(join(folder.path, "site/run/a.ipynb"));
  // The kernel runs in the notebook's own folder.
  deepEqual("outputs" in executed.cells[0] && executed.cells[0].outputs, [
    { output_type: "stream", name: "stdout", text: "notes\n" },
  ]);
});

Deno.test("run --out writes the copies to another folder", async () => {
  await using folder = await makeFolder({ "a.ipynb": ["1"] });
  equal((await runTool("run/main.ts", folder.path, "a.ipynb", "--out", "x/y")).code, 0);
  deepEqual(listFiles(folder.path), ["a.ipynb", "x/y/.files.json", "x/y/a.ipynb"]);
});

const withPicture = formatNotebook({
  ...makeNotebook("1"),
  cells: [{ cell_type: "markdown", id: "a", metadata: {}, source: "![](images/plot.svg)" }],
});

Deno.test("run writes over what an earlier run wrote, also pictures", async () => {
  await using folder = await makeFolder({ "a.ipynb": withPicture, "images/plot.svg": "<svg/>" });
  const args = ["a.ipynb", "--out", "out"];
  equal((await runTool("run/main.ts", folder.path, ...args)).code, 0);
  await Deno.writeTextFile(join(folder.path, "images", "plot.svg"), "<svg>2</svg>");
  deepEqual((await runTool("run/main.ts", folder.path, ...args)).stderr, "");
  deepEqual(listFiles(join(folder.path, "out")), [".files.json", "a.ipynb", "images/plot.svg"]);
  equal(await Deno.readTextFile(join(folder.path, "out", "images", "plot.svg")), "<svg>2</svg>");
});

for (const name of ["a.ipynb", "images/plot.svg"]) {
  Deno.test(`run overwrites no ${name} that no run has written, through a link either`, async () => {
    for (const isLink of [false, true]) {
      await using folder = await makeFolder({
        "a.ipynb": withPicture,
        "images/plot.svg": "<svg/>",
        "precious.txt": "precious",
        [`out/${isLink ? "images/x" : name}`]: "mine",
      });
      const place = join(folder.path, "out", name);
      if (isLink) await Deno.symlink(join(folder.path, "precious.txt"), place);
      const before = listFiles(folder.path);
      deepEqual(await runTool("run/main.ts", folder.path, "a.ipynb", "--out", "out"), {
        code: 1,
        stdout: "",
        stderr:
          "Cannot write to out: expected a free place or a file of an earlier run but found " +
          `${join("out", name)}; move it, or choose another folder\n`,
      });
      deepEqual(listFiles(folder.path), before);
      equal(await Deno.readTextFile(place), isLink ? "precious" : "mine");
    }
  });
}

Deno.test("run takes paths from where it was called, though a task runs in the root", async () => {
  await using folder = await makeFolder({ "my/a.ipynb": ["1"] });
  const place = { root: folder.path, caller: join(folder.path, "my") };
  for (
    const [args, target] of [[[], join("..", "site", "run")], [["--out", "out"], "out"]] as const
  ) {
    const { code, stdout } = await runTool("run/main.ts", place, "a.ipynb", ...args);
    equal(code, 0);
    equal(/Written to (.*)\n$/.exec(stdout)?.[1], join(target, "a.ipynb"));
  }
  deepEqual(listFiles(folder.path).filter((name) => !name.endsWith(".json")), [
    "my/a.ipynb",
    "my/out/a.ipynb",
    "site/run/a.ipynb",
  ]);
});

Deno.test("run says which cell failed, shows its source and its error, and writes nothing", async () => {
  await using folder = await makeFolder({
    "a.ipynb": ["1", "const b = 2;\nthrow new RangeError('too far')", "3"],
  });
  deepEqual(await runTool("run/main.ts", folder.path, "a.ipynb"), {
    code: 1,
    stdout: "",
    stderr: `Cannot run a: expected cell 2 to succeed but found RangeError: too far

  1 | const b = 2;
  2 | throw new RangeError('too far')
`,
  });
  deepEqual(listFiles(folder.path), ["a.ipynb"]);
});

Deno.test("run --allow-errors goes on, names the cells that threw, and writes the copy", async () => {
  await using folder = await makeFolder({
    "a.ipynb": ["throw new RangeError('too far')", "console.log('after')"],
  });
  const { code, stdout, stderr } = await runTool(
    "run/main.ts",
    folder.path,
    "a.ipynb",
    "--allow-errors",
  );
  deepEqual([code, stderr], [0, ""]);
  match(
    stdout,
    /^a {2}2 cells .*\nCannot run a: expected cell 1 to succeed but found RangeError: too far\n/,
  );
  const { cells } = await readNotebook(join(folder.path, "site", "run", "a.ipynb"));
  deepEqual(
    cells.flatMap((cell) => "outputs" in cell ? cell.outputs : [])
      .map((output) => output.output_type === "stream" ? output.text : output.output_type),
    ["error", "after\n"],
  );
});

/** The JSON of a notebook whose second cell has the tag `parameters`. */
function withParameters(...sources: string[]): string {
  const notebook = makeNotebook(...sources);
  notebook.cells[1].metadata = { tags: ["parameters"] };
  return formatNotebook(notebook);
}

Deno.test("run --set fills the cell with the tag parameters, and what depends on it", async () => {
  await using folder = await makeFolder({
    "a.ipynb": withParameters(
      "1;",
      "const epochs = 10; // passes\nlet rate: number = 0.1,\n  name = 'slow';\nconst steps = epochs * 2;\n" +
        "let list: number[];",
      "console.log(epochs, rate, name, steps, list)",
    ),
  });
  const given = ["epochs=3", "rate=1e-2", "name=7", "list=[1, 2]"];
  const args = given.flatMap((text) => ["--set", text]);
  const { code, stderr } = await runTool("run/main.ts", folder.path, "a.ipynb", ...args);
  deepEqual([code, stderr], [0, ""]);
  const { cells } = await readNotebook(join(folder.path, "site", "run", "a.ipynb"));
  equal(
    cells[1].source,
    'const epochs = 3; // passes\nlet rate: number = 1e-2,\n  name = "7";\nconst steps = epochs * 2;\n' +
      "let list: number[] = [1, 2];",
  );
  deepEqual("outputs" in cells[2] && cells[2].outputs, [
    { output_type: "stream", name: "stdout", text: "3 0.01 7 6 [ 1, 2 ]\n" },
  ]);
});

Deno.test("run refuses before any notebook runs what one of them does not take", async () => {
  const python = { ...makeNotebook("1"), metadata: { language_info: { name: "python" } } };
  await using folder = await makeFolder({
    "a.ipynb": withParameters("Deno.writeTextFileSync('ran', '')", "const epochs = 10;"),
    "python.ipynb": formatNotebook(python),
    "none.ipynb": ["1"],
    "bad.ipynb": withParameters("1", "const epochs = ;"),
  });
  const before = listFiles(folder.path);
  const cases: [string[], string][] = [
    [
      ["python.ipynb"],
      "Cannot run python: expected a notebook for the Deno kernel but found one for python",
    ],
    [
      ["a.ipynb", "--set", "epoch=3"],
      'Cannot set parameters of a: expected a parameter of epochs but found "epoch" (did you mean epochs?)',
    ],
    [
      ["none.ipynb", "--set", "epochs=3"],
      "Cannot set parameters of none: expected a code cell with the tag parameters but found none",
    ],
    [
      ["bad.ipynb", "--set", "epochs=3"],
      "Cannot set parameters of bad: expected the cell with the tag parameters to parse " +
      "but found SyntaxError: Expression expected (line 1, column 16)",
    ],
  ];
  for (const [args, message] of cases) {
    const all = args[0] === "a.ipynb" ? args : ["a.ipynb", ...args];
    deepEqual(await runTool("run/main.ts", folder.path, ...all), {
      code: 1,
      stdout: "",
      stderr: `${message}\n`,
    });
    deepEqual(listFiles(folder.path), before);
  }
});

Deno.test("run fails where nothing catches an error, with setup() and without", async () => {
  const setup = new URL("../../lib/jupyter/uncaught_errors.ts", import.meta.url).href;
  const sources = [
    "setTimeout(() => { throw new Error('late') }); await new Promise(() => {});",
    "setTimeout(() => { throw new Error('late') }); await new Promise((r) => setTimeout(r, 50));",
  ];
  for (const before of ["1;", `(await import("${setup}")).showUncaughtErrors();`]) {
    for (const source of sources) {
      await using folder = await makeFolder({ "a.ipynb": [before, source, "3;"] });
      deepEqual(await runTool("run/main.ts", folder.path, "a.ipynb"), {
        code: 1,
        stdout: "",
        stderr: "Cannot run a: expected cell 2 to succeed but found Error: late, which nothing " +
          `catches\n\n  1 | ${source}\n\n    at Timeout._onTimeout (a cell)\n`,
      });
      deepEqual(listFiles(folder.path), ["a.ipynb"]);
    }
  }
});

Deno.test("run reports a kernel that dies or hangs, and leaves no process and no file", async () => {
  const cases = [
    [
      "Deno.exit(3)",
      "expected the kernel to finish cell 2 but found that it ended with exit code 3",
    ],
    ["while (true) {}", "expected cell 2 to take at most 2.5 s but found it still running"],
  ];
  for (const [source, message] of cases) {
    await using folder = await makeFolder({ "a.ipynb": [NOTE_PID, source] });
    const result = await runTool("run/main.ts", folder.path, "a.ipynb", "--time-limit", "2.5");
    deepEqual(result, {
      code: 1,
      stdout: "",
      stderr: `Cannot run a: ${message}\n\n  1 | ${source}\n`,
    });
    equal(isRunning(Number(await Deno.readTextFile(join(folder.path, "pid")))), false);
    // Temporary files lie in the folder, too: the connection file is gone.
    deepEqual(listFiles(folder.path), ["a.ipynb", "pid"]);
  }
});

/** Waits until a program has written something to a file. */
async function waitForFile(folder: string, name: string): Promise<void> {
  using watcher = Deno.watchFs(folder);
  const isThere = () => {
    try {
      return Deno.statSync(join(folder, name)).size > 0;
    } catch {
      return false;
    }
  };
  if (isThere()) return;
  for await (const _ of watcher) if (isThere()) return;
}

const NOTE_PID = "Deno.writeTextFileSync('pid', String(Deno.pid));";

Deno.test({
  name: "run ends its kernel when a signal stops it, also one to its process group as by Ctrl-C",
  // Windows has no signals that a program could catch.
  ignore: Deno.build.os === "windows",
  async fn() {
    const cases: [Deno.Signal, number, string][] = [
      ["SIGINT", 130, "while (true) {}"],
      ["SIGTERM", 143, "while (true) {}"],
      ["SIGHUP", 129, "await new Promise(() => {})"],
      // Deno's formatter runs in the group when a cell does not parse.
      ...Array.from({ length: 5 }, (): [Deno.Signal, number, string] => ["SIGINT", 130, "1"]),
    ];
    for (const [signal, exitCode, source] of cases) {
      await using folder = await makeFolder({
        "a.ipynb": [NOTE_PID, source, ...Array(20).fill("let a = 1;"), "while (true) {}"],
      });
      const running = toolCommand("run/main.ts", folder.path, "a.ipynb").spawn();
      await waitForFile(folder.path, "pid");
      Deno.kill(-running.pid, signal);
      const { code, stderr } = await running.output();
      deepEqual([code, new TextDecoder().decode(stderr)], [exitCode, `Stopped by ${signal}\n`]);
      equal(isRunning(Number(await Deno.readTextFile(join(folder.path, "pid")))), false);
      deepEqual(listFiles(folder.path), ["a.ipynb", "pid"]);
    }
  },
});

/** Waits until something is so, at most a number of milliseconds. */
async function isSoWithin(milliseconds: number, isSo: () => boolean): Promise<boolean> {
  const end = performance.now() + milliseconds;
  while (!isSo()) {
    if (performance.now() > end) return false;
    await new Promise((resolve) => setTimeout(resolve, 10));
  }
  return true;
}

Deno.test({
  name: "run leaves no process and no file when it is killed, at any moment",
  ignore: Deno.build.os !== "linux",
  async fn() {
    const child = "new Deno.Command(Deno.execPath(), { args: ['eval', 'for (;;);'] }).spawn();";
    // Ten moments from the start to the middle of a cell, then in the cell, alone and with its group.
    const moments = Array.from({ length: 10 }, (_, index) => index * 80);
    for (const moment of [...moments, "in the cell", "in the cell, with its group"]) {
      await using folder = await makeFolder({
        "a.ipynb": [`${child} ${NOTE_PID} while (true) {}`],
      });
      const running = toolCommand("run/main.ts", folder.path, "a.ipynb").spawn();
      if (typeof moment === "number") await new Promise((resolve) => setTimeout(resolve, moment));
      else await waitForFile(folder.path, "pid");
      Deno.kill(moment === "in the cell, with its group" ? -running.pid : running.pid, "SIGKILL");
      await running.output();
      const areGone = () => listProcesses(folder.path).length === 0;
      ok(await isSoWithin(5000, areGone), `killed ${moment}: ${listProcesses(folder.path)} run`);
      deepEqual(listFiles(folder.path).filter((name) => name !== "pid"), ["a.ipynb"]);
    }
  },
});

Deno.test("run rejects a wrong command line with exit code 2, before anything runs", async () => {
  await using folder = await makeFolder({ "a.ipynb": ["1"], "x/a.ipynb": ["1"] });
  const cases: [string[], string][] = [
    [[], "expected the names of notebooks but found none"],
    [
      ["--speed", "9"],
      'expected an option of --set, --help, --out, --time-limit, --allow-errors but found "--speed" (did you mean --set?)',
    ],
    [["a.ipynb", "--set", "5"], 'expected --set to be NAME=VALUE but found "5"'],
    [["a.ipynb", "--set", "=5"], 'expected --set to be NAME=VALUE but found "=5"'],
    [["a.ipynb", "--out"], "expected a value after --out but found none"],
    [["a.ipynb", "b.ipynb"], "expected a notebook but found none at b.ipynb"],
    [["a.ipynb", "x"], "expected a notebook but found none at x"],
    [
      ["a.ipynb", "x/a.ipynb"],
      "expected notebooks with different names but found two called a.ipynb",
    ],
    [
      ["a.ipynb", "--out", "."],
      "expected --out to be another folder than that of a.ipynb but found .",
    ],
    [
      ["a.ipynb", "--time-limit", "soon"],
      'expected --time-limit to be more than 0 and at most 86400 seconds but found "soon"',
    ],
    [
      ["a.ipynb", "--time-limit", "0"],
      'expected --time-limit to be more than 0 and at most 86400 seconds but found "0"',
    ],
  ];
  for (const [args, message] of cases) {
    deepEqual(await runTool("run/main.ts", folder.path, ...args), {
      code: 2,
      stdout: "",
      stderr: `Cannot run notebooks: ${message}\n`,
    });
  }
  deepEqual(listFiles(folder.path), ["a.ipynb", "x/a.ipynb"]);
});

Deno.test("run says what is wrong with a file that is not a notebook, and where it cannot write", async () => {
  await using folder = await makeFolder({
    "a.ipynb": "# text",
    "b.ipynb": `{ "nbformat": 2 }`,
    "c.ipynb": ["1"],
    "file": "",
  });
  const a = await runTool("run/main.ts", folder.path, "a.ipynb");
  equal(a.code, 1);
  match(
    a.stderr,
    /^Cannot read the notebook a\.ipynb: expected JSON but found text that is none \(/,
  );
  const b = await runTool("run/main.ts", folder.path, "b.ipynb");
  deepEqual(b, {
    code: 1,
    stdout: "",
    stderr: "Cannot read the notebook b.ipynb: expected nbformat 4 or 3 but found 2; convert it: " +
      'jupyter nbconvert --to notebook --inplace "b.ipynb"\n',
  });
  const c = await runTool("run/main.ts", folder.path, "c.ipynb", "--out", "file");
  deepEqual(c, {
    code: 1,
    stdout: "",
    stderr: "Cannot write to file: expected a folder but found the file file\n",
  });
});
