import { expectedOneOf } from "@convbook/check";
import { listFormOptions } from "@convbook/export";
import { deepEqual, equal, match } from "node:assert/strict";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";
import { formatNotebook } from "../../lib/jupyter/nbformat/write_notebook.ts";
import {
  listFiles,
  makeCell,
  makeFolder,
  makeNotebook,
  runTool,
  toolCommand,
} from "./notebooks.ts";

Deno.test("export writes any notebook as a page that needs nothing else", async () => {
  await using folder = await makeFolder({ "mine.ipynb": ["const a = 1;"] });
  const args = ["mine.ipynb", "--single-file", "--out", "out"];
  const { code, stdout, stderr } = await runTool("export/main.ts", folder.path, ...args);
  deepEqual([code, stdout, stderr], [0, `${join("out", "mine.html")}\n`, ""]);
  deepEqual(listFiles(folder.path), ["mine.ipynb", "out/.files.json", "out/mine.html"]);
  const page = await Deno.readTextFile(join(folder.path, "out", "mine.html"));
  match(page, /<title>mine · Notebooks<\/title>/);
});

Deno.test("export takes the executed lessons, and --only one of them", async () => {
  await using folder = await makeFolder({
    "site/en/01_a.ipynb": ["1"],
    "site/en/02_b.ipynb": ["2"],
  });
  const args = ["--only", "02", "--edition", "student", "--slides"];
  const { code, stdout, stderr } = await runTool("export/main.ts", folder.path, ...args);
  const page = join("site", "download", "student", "02_b-slides", "en", "02_b.slides.html");
  deepEqual([code, stdout, stderr], [0, `${page}\n`, ""]);
  match(await Deno.readTextFile(join(folder.path, page)), /<title>02_b · Convbook<\/title>/);
});

Deno.test("export says what is not in the students' edition, and what may be by mistake", async () => {
  const cells = ["a", " Solution ", "soluton"].map((tag, index) => ({
    ...makeCell(`${index}`),
    metadata: { tags: [tag] },
  }));
  const notebook = formatNotebook({ ...makeNotebook(), cells });
  await using folder = await makeFolder({ "a.ipynb": notebook });
  const args = ["a.ipynb", "--out", "out", "--edition"];
  const page = join("out", "en", "a.html");
  deepEqual(await runTool("export/main.ts", folder.path, ...args, "student"), {
    code: 0,
    stdout: `${page}\n`,
    stderr: "a.ipynb: 1 of 3 cells is not in the students' edition\n" +
      'a.ipynb: cell 3 of the file is in the students\' edition, though "soluton" looks like a ' +
      "mark that it is not for them (solution, instructor)\n",
  });
  equal((await runTool("export/main.ts", folder.path, ...args, "teacher")).stderr, "");
});

Deno.test("export gives each kind of material a place of its own", async () => {
  await using folder = await makeFolder({
    "site/en/01_a.ipynb": ["1"],
    "site/en/02_b.ipynb": ["2"],
    "mine.ipynb": ["3"],
    "yours.ipynb": ["4"],
    "convbook.ipynb": ["5"],
  });
  const written = new Set<string>();
  for (
    const [args, place] of [
      [[], "convbook-pages"],
      [["--slides"], "convbook-slides"],
      [["--only", "1"], "01_a-pages"],
      [["--single-file"], "single-files"],
      [["--single-file", "--slides"], "single-files"],
      [["mine.ipynb"], "../own/teacher/mine-pages"],
      [["mine.ipynb", "yours.ipynb", "--out", "both"], "../../../both"],
      // Only the name is that of the course.
      [["convbook.ipynb"], "../own/teacher/convbook-pages"],
      [["mine.ipynb", "--single-file"], "../own/teacher/single-files"],
    ] as const
  ) {
    const { stdout } = await runTool("export/main.ts", folder.path, ...args);
    for (const path of stdout.trim().split("\n")) {
      const expected = join("site", "download", "teacher", place);
      equal(path.slice(0, expected.length + 1), join(expected, "/"));
      equal(written.has(path), false, path);
      written.add(path);
    }
  }
  for (const path of written) await Deno.stat(join(folder.path, path));
});

Deno.test("export --help lists the options and says what is replaced", async () => {
  await using folder = await makeFolder();
  const { code, stdout, stderr } = await runTool("export/main.ts", folder.path, "--help");
  deepEqual([code, stderr], [0, ""]);
  deepEqual(
    [...stdout.matchAll(/^ {2}(--[\w-]+)/gm)].map(([, option]) => option),
    [
      "--edition",
      "--only",
      ...listFormOptions().map(({ name }) => `--${name}`),
      "--fetch",
      "--out",
    ],
  );
  match(stdout, /No\s+file is overwritten or removed that no export has written/);
  match(
    stdout,
    /--only LESSON +one of the notebooks, by its name or the number that it begins with/,
  );
});

/** Runs `export --pdf` where the search path has nothing but what is in `bin/`. */
async function exportPdf(folder: string): Promise<[number, string, string]> {
  const tool = fileURLToPath(new URL("../../tools/export/main.ts", import.meta.url));
  const { code, stdout, stderr } = await new Deno.Command(Deno.execPath(), {
    args: ["run", "--quiet", "--allow-all", tool, "a.ipynb", "--pdf", "--out", "out"],
    cwd: folder,
    env: { NO_COLOR: "1", TMPDIR: folder, INIT_CWD: folder, PATH: join(folder, "bin") },
  }).output();
  const decoder = new TextDecoder();
  return [code, decoder.decode(stdout), decoder.decode(stderr)];
}

Deno.test("export --pdf says that there is no Chromium, and writes nothing", async () => {
  await using folder = await makeFolder({ "a.ipynb": ["1"] });
  deepEqual(await exportPdf(folder.path), [
    1,
    "",
    "Cannot print a PDF: expected Chromium, Chrome or Edge but found none; install one of them, " +
    "or leave out --pdf and print the page from your browser\n",
  ]);
  deepEqual(listFiles(folder.path), ["a.ipynb"]);
});

Deno.test("export --pdf prints each page beside itself, and the next export takes it away", async () => {
  await using folder = await makeFolder({
    "a.ipynb": ["1"],
    "bin/chromium":
      `#!/bin/sh\nfor a in "$@"; do case $a in --print-to-pdf=*) echo pdf > "\${a#*=}";; esac; done\n`,
  });
  await Deno.chmod(join(folder.path, "bin", "chromium"), 0o755);
  const page = join("out", "en", "a.html");
  const pdf = join("out", "en", "a.pdf");
  deepEqual(await exportPdf(folder.path), [0, `${page}\n${pdf}\n`, ""]);
  equal(await Deno.readTextFile(join(folder.path, pdf)), "pdf\n");
  await runTool("export/main.ts", folder.path, "a.ipynb", "--out", "out");
  const left = listFiles(join(folder.path, dirname(pdf)));
  deepEqual(left, ["a.html", "a.ipynb"]);
});

const WRONG = [
  [["--edition", "pupil"], 2, "expected --edition to be student or teacher but found pupil"],
  [["--only", "9"], 2, "expected --only to be one of a but found 9"],
  [["--slides=2"], 2, 'expected no value after --slides but found "2"'],
  [
    ["--slide"],
    2,
    // With the names of all forms.
    expectedOneOf(
      "an option",
      ["edition", "only", ...listFormOptions().map(({ name }) => name), "fetch", "out", "help"]
        .map((name) => `--${name}`),
      "--slide",
    ),
  ],
  [["--out"], 2, "expected a value after --out but found none"],
  [["b.ipynb"], 2, "expected --out with several notebooks of your own but found none"],
] as const;

for (const [args, exitCode, message] of WRONG) {
  Deno.test(`export ${args.join(" ")} says what is wrong`, async () => {
    await using folder = await makeFolder({ "a.ipynb": ["1"] });
    const { code, stderr } = await runTool("export/main.ts", folder.path, "a.ipynb", ...args);
    deepEqual([code, stderr], [exitCode, `Cannot export notebooks: ${message}\n`]);
    deepEqual(listFiles(folder.path), ["a.ipynb"]);
  });
}

Deno.test("export overwrites no sources, though their folder looks like a site", async () => {
  await using folder = await makeFolder({
    "site/en/01_a.ipynb": ["1"],
    "notebooks/en/01_a.ipynb": ["1 // the source"],
  });
  const source = join("notebooks", "en", "01_a.ipynb");
  const before = await Deno.readTextFile(join(folder.path, source));
  const args = ["--edition", "student", "--out", "notebooks"];
  deepEqual(await runTool("export/main.ts", folder.path, ...args), {
    code: 1,
    stdout: "",
    stderr: "Cannot export to notebooks: expected a free place or an earlier export but found " +
      `${source}; move it, or choose another folder\n`,
  });
  deepEqual(listFiles(join(folder.path, "notebooks")), ["en/01_a.ipynb"]);
  equal(await Deno.readTextFile(join(folder.path, source)), before);
});

Deno.test("export warns of a single file that is too large to hand on", async () => {
  const output = {
    output_type: "display_data",
    metadata: {},
    data: { "image/png": "AAAA".repeat(400_000) },
  } as const;
  const cell = { ...makeCell("1"), id: "a", outputs: [output, output] };
  const notebook = formatNotebook({ ...makeNotebook(), cells: [cell] });
  await using folder = await makeFolder({ "large.ipynb": notebook, "small.ipynb": ["1"] });
  const args = ["large.ipynb", "small.ipynb", "--single-file", "--out", "out"];
  const { code, stderr } = await runTool("export/main.ts", folder.path, ...args);
  equal(code, 0);
  const path = join("out", "large.html");
  const { size } = await Deno.stat(join(folder.path, path));
  const found = size.toLocaleString("en");
  equal(
    stderr,
    `${path} has ${found} bytes, more than the 3,000,000 of a single file to hand on\n`,
  );
});

Deno.test("export takes paths from where it was called, though a task runs in the root", async () => {
  await using folder = await makeFolder({
    "site/en/01_a.ipynb": ["1"],
    "site/en/02_b.ipynb": ["2"],
    "my/lab.ipynb": ["3"],
  });
  const place = { root: folder.path, caller: join(folder.path, "my") };
  const own = join("..", "site", "download", "own", "teacher", "single-files", "lab.html");
  const course = join("..", "site", "download", "teacher", "single-files", "01_a.html");
  for (
    const [args, path] of [
      [["lab.ipynb", "--out", "out"], join("out", "lab.html")],
      [["lab.ipynb"], own],
      [["--only", "1"], course],
    ] as const
  ) {
    const result = await runTool("export/main.ts", place, ...args, "--single-file");
    deepEqual(result, { code: 0, stdout: `${path}\n`, stderr: "" });
    await Deno.stat(join(folder.path, "my", path));
  }
  deepEqual(await runTool("export/main.ts", place, "mine.ipynb"), {
    code: 1,
    stdout: "",
    stderr: "Cannot read the notebook mine.ipynb: expected a file but found none\n",
  });
});

Deno.test({
  name: "export stops at the signal, also while it reads and writes",
  // Windows has neither named pipes in folders nor signals that a program could catch.
  ignore: Deno.build.os === "windows",
  async fn() {
    await using folder = await makeFolder({ "a.ipynb": ["1"], "c.ipynb": ["3"] });
    const pipe = join(folder.path, "b.ipynb");
    await new Deno.Command("mkfifo", { args: [pipe] }).output();
    const args = ["a.ipynb", "b.ipynb", "c.ipynb", "--out", "out"];
    const running = toolCommand("export/main.ts", folder.path, ...args).spawn();
    // Opens when the other side does: the export is then waiting for this notebook.
    const file = await Deno.open(pipe, { write: true });
    running.kill("SIGINT");
    const notebook = new TextEncoder().encode(formatNotebook(makeNotebook("2")));
    file.writeSync(notebook);
    file.close();
    const { code, stderr } = await running.output();
    deepEqual([code, new TextDecoder().decode(stderr)], [130, "Stopped by SIGINT\n"]);
    deepEqual(listFiles(folder.path), ["a.ipynb", "b.ipynb", "c.ipynb"]);
  },
});

Deno.test("export says that the lessons have not been run", async () => {
  await using folder = await makeFolder();
  const { code, stderr } = await runTool("export/main.ts", folder.path);
  equal(code, 1);
  match(
    stderr,
    /^Cannot export notebooks: expected executed lessons in site.en but found none; run deno task start first\n$/,
  );
});
