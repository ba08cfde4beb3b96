import { deepEqual, equal, match } from "node:assert/strict";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";
import { listFiles, makeFolder, runTool } from "./notebooks.ts";

Deno.test("export writes any notebook as a page that needs nothing else", async () => {
  await using folder = await makeFolder({ "mine.ipynb": ["const a = 1;"] });
  const args = ["mine.ipynb", "--single-file", "--out", "out"];
  const { code, stdout, stderr } = await runTool("export.ts", folder.path, ...args);
  deepEqual([code, stdout, stderr], [0, `${join("out", "mine.html")}\n`, ""]);
  deepEqual(listFiles(folder.path), ["mine.ipynb", "out/mine.html"]);
  const page = await Deno.readTextFile(join(folder.path, "out", "mine.html"));
  match(page, /<title>mine · Notebooks<\/title>/);
});

Deno.test("export takes the executed lessons, and --only one of them", async () => {
  await using folder = await makeFolder({
    "site/en/01_a.ipynb": ["1"],
    "site/en/02_b.ipynb": ["2"],
  });
  const args = ["--only", "02", "--edition", "student", "--slides"];
  const { code, stdout, stderr } = await runTool("export.ts", folder.path, ...args);
  const page = join("site", "download", "student", "02_b-slides", "en", "02_b.slides.html");
  deepEqual([code, stdout, stderr], [0, `${page}\n`, ""]);
  match(await Deno.readTextFile(join(folder.path, page)), /<title>02_b · Convbook<\/title>/);
});

Deno.test("export gives each kind of material a place of its own", async () => {
  await using folder = await makeFolder({
    "site/en/01_a.ipynb": ["1"],
    "site/en/02_b.ipynb": ["2"],
    "mine.ipynb": ["3"],
    "yours.ipynb": ["4"],
  });
  const written = new Set<string>();
  for (
    const [args, place] of [
      [[], "convbook-pages"],
      [["--slides"], "convbook-slides"],
      [["--only", "1"], "01_a-pages"],
      [["--single-file"], "single-files"],
      [["--single-file", "--slides"], "single-files"],
      [["mine.ipynb"], "mine-pages"],
      [["mine.ipynb", "yours.ipynb"], "notebooks-pages"],
    ] as const
  ) {
    const { stdout } = await runTool("export.ts", folder.path, ...args);
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
  const { code, stdout, stderr } = await runTool("export.ts", folder.path, "--help");
  deepEqual([code, stderr], [0, ""]);
  deepEqual(
    [...stdout.matchAll(/^ {2}(--[\w-]+)/gm)].map(([, option]) => option),
    ["--edition", "--only", "--single-file", "--slides", "--pdf", "--out"],
  );
  match(stdout, /A site takes the place of the one that was exported to its folder before/);
});

/** Runs `export --pdf` where the search path has nothing but what is in `bin/`. */
async function exportPdf(folder: string): Promise<[number, string, string]> {
  const tool = fileURLToPath(new URL("../../tools/export.ts", import.meta.url));
  const { code, stdout, stderr } = await new Deno.Command(Deno.execPath(), {
    args: ["run", "--quiet", "--allow-all", tool, "a.ipynb", "--pdf", "--out", "out"],
    cwd: folder,
    env: { NO_COLOR: "1", TMPDIR: folder, PATH: join(folder, "bin") },
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
  await runTool("export.ts", folder.path, "a.ipynb", "--out", "out");
  const left = listFiles(join(folder.path, dirname(pdf)));
  deepEqual(left, ["a.html", "a.ipynb"]);
});

const WRONG = [
  [["--edition", "pupil"], 2, "expected --edition to be student or teacher but found pupil"],
  [["--only", "9"], 2, "expected --only to be one of a but found 9"],
  [["--slides=2"], 2, "expected no value after --slides but found 2"],
  [
    ["--slide"],
    2,
    "expected only the options --edition, --only, --out, --single-file, --slides, --pdf " +
    "but found --slide",
  ],
  [["--out"], 2, "expected a value after --out but found none"],
] as const;

for (const [args, exitCode, message] of WRONG) {
  Deno.test(`export ${args.join(" ")} says what is wrong`, async () => {
    await using folder = await makeFolder({ "a.ipynb": ["1"] });
    const { code, stderr } = await runTool("export.ts", folder.path, "a.ipynb", ...args);
    deepEqual([code, stderr], [exitCode, `Cannot export notebooks: ${message}\n`]);
    deepEqual(listFiles(folder.path), ["a.ipynb"]);
  });
}

Deno.test("export says that the lessons have not been run", async () => {
  await using folder = await makeFolder();
  const { code, stderr } = await runTool("export.ts", folder.path);
  equal(code, 1);
  match(
    stderr,
    /^Cannot export notebooks: expected executed lessons in site.en but found none; run deno task start first\n$/,
  );
});
