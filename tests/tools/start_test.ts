import { deepEqual, doesNotMatch, equal, match, ok } from "node:assert/strict";
import { join } from "node:path";
import { readNotebook } from "../../lib/jupyter/nbformat/read_notebook.ts";
import { listFiles, makeFolder, runTool } from "./notebooks.ts";

/** The source of a cell that reports. */
const report = (values: unknown, expected: unknown) =>
  `await Deno.jupyter.display({
    "text/plain": "numbers",
    "application/vnd.convbook.report+json": ${JSON.stringify({ values, expected })},
  }, { raw: true })`;

const TRAINING = {
  backend: "simd",
  threads: 2,
  epochs: 10,
  examples: 5500,
  seconds: 27.123,
  finalValAcc: 0.89123,
};
const BAND = { "training.finalValAcc": [0.86, 0.92] };

const readReport = async (folder: string) =>
  JSON.parse(await Deno.readTextFile(join(folder, "site/report.json")));

Deno.test("start runs all lessons in order and writes copies and report", async () => {
  await using folder = await makeFolder({
    "notebooks/en/02_train.ipynb": [
      "Deno.writeTextFileSync('../../order', '2', { append: true })",
      report({ training: TRAINING }, BAND),
    ],
    "notebooks/en/01_load.ipynb": ["Deno.writeTextFileSync('../../order', '1', { append: true })"],
    "notebooks/en/gallery.ipynb": [
      "Deno.writeTextFileSync('../../order', '3', { append: true })",
      report({ test: { examples: 1300, accuracy: 0.9 } }, {}),
      "",
    ],
    "notebooks/en/.ipynb_checkpoints/01_load-checkpoint.ipynb": ["throw 1"],
  });
  await Deno.mkdir(join(folder.path, "site/download/student"), { recursive: true });
  await Deno.writeTextFile(join(folder.path, "site/download/student/kept.html"), "");
  const { code, stdout, stderr } = await runTool("start/main.ts", folder.path);
  deepEqual([code, stderr], [0, ""]);
  match(
    stdout,
    new RegExp(
      "^01_load {2}1 cell {2}[\\d.]+ s\n02_train {2}2 cells {2}[\\d.]+ s\n" +
        "gallery {2}2 cells {2}[\\d.]+ s\n" +
        "training: backend simd, threads 2, epochs 10, examples 5500, seconds 27.123, " +
        "finalValAcc 0.8912\ntest: examples 1300, accuracy 0.9\n" +
        "3 lessons in [\\d.]+ s: .*\n$",
    ),
  );
  equal(await Deno.readTextFile(join(folder.path, "order")), "123");
  const all = listFiles(join(folder.path, "site"));
  const written = all.filter((name) => !/^(assets|api)\//.test(name));
  deepEqual(written, [
    "download/en/01_load.ipynb",
    "download/en/02_train.ipynb",
    "download/en/gallery.ipynb",
    "download/student/kept.html",
    "en/01_load.html",
    "en/01_load.ipynb",
    "en/02_train.html",
    "en/02_train.ipynb",
    "en/gallery.html",
    "en/gallery.ipynb",
    "index.html",
    "report.json",
  ]);
  const index = await Deno.readTextFile(join(folder.path, "site/index.html"));
  const apiPages = [...index.matchAll(/href="(api\/[^"]+)"/g)].map(([, path]) => path);
  equal(apiPages.length, 8);
  for (const page of [...apiPages, "api/~/train.html", "api/vis/show/mod.ts/~/filters.html"]) {
    ok(all.includes(page), page);
  }
  for (const page of all.filter((name) => /^api\/.*\.(html|js)$/.test(name))) {
    doesNotMatch(
      await Deno.readTextFile(join(folder.path, "site", page)),
      /file:(\/|&#x2F;)/,
      page,
    );
  }
  const { lessons, ...values } = await readReport(folder.path);
  deepEqual(values, { training: TRAINING, test: { examples: 1300, accuracy: 0.9 } });
  for (const lesson of lessons) ok(lesson.seconds > 0 && lesson.seconds < 60);
  deepEqual(
    lessons.map(({ seconds: _, ...lesson }: { seconds: number }) => lesson),
    [
      { name: "01_load", language: "en", cells: 1, ok: true },
      { name: "02_train", language: "en", cells: 2, ok: true },
      { name: "gallery", language: "en", cells: 2, ok: true },
    ],
  );
  const executed = await readNotebook(join(folder.path, "site/en/02_train.ipynb"));
  equal("outputs" in executed.cells[1] && executed.cells[1].outputs.length, 1);
});

Deno.test("start stops at a failing cell, and its report says so", async () => {
  await using folder = await makeFolder({
    "notebooks/en/01_load.ipynb": ["1"],
    "notebooks/en/02_bad.ipynb": ["1", "throw new Error('no')", "3"],
    "notebooks/en/03_never.ipynb": ["Deno.writeTextFileSync('../../never', '')"],
  });
  const { code, stdout, stderr } = await runTool("start/main.ts", folder.path);
  equal(code, 1);
  match(stdout, /^01_load {2}1 cell {2}[\d.]+ s\n$/);
  equal(
    stderr,
    "Cannot run 02_bad: expected cell 2 to succeed but found Error: no\n\n" +
      "  1 | throw new Error('no')\n",
  );
  const { lessons } = await readReport(folder.path);
  deepEqual(
    lessons.map(({ name, cells, ok }: Record<string, unknown>) => [name, cells, ok]),
    [["01_load", 1, true], ["02_bad", 3, false]],
  );
  deepEqual(listFiles(folder.path).filter((name) => !name.startsWith("notebooks/")), [
    "site/assets/files.json",
    "site/report.json",
  ]);
});

/** The texts of a site, by their names. */
const readSite = (folder: string) =>
  Object.fromEntries(
    listFiles(join(folder, "site")).map((name) => [
      name,
      Deno.readTextFileSync(join(folder, "site", name)),
    ]),
  );

Deno.test("start leaves the site as it was until all lessons have run, but for the report of one that failed", async () => {
  await using folder = await makeFolder({
    "notebooks/en/01_a.ipynb": ["1"],
    "notebooks/en/02_b.ipynb": ["2"],
    "site/en/notes.txt": "mine",
    "site/assets/mine.css": "mine",
  });
  equal((await runTool("start/main.ts", folder.path)).code, 0);
  const before = readSite(folder.path);
  const second = join(folder.path, "notebooks", "en", "02_b.ipynb");
  const whole = await Deno.readTextFile(second);
  await Deno.writeTextFile(second, whole.replace('"2"', '"throw 2"'));
  equal((await runTool("start/main.ts", folder.path)).code, 1);
  const { "report.json": report, "assets/files.json": _, ...rest } = readSite(folder.path);
  deepEqual(JSON.parse(report).lessons.map(({ ok }: { ok: boolean }) => ok), [true, false]);
  const { "report.json": _report, "assets/files.json": _list, ...restBefore } = before;
  deepEqual(rest, restBefore);
  // The next whole run takes its place, and removes what a lesson left that has gone.
  await Deno.remove(second);
  equal((await runTool("start/main.ts", folder.path)).code, 0);
  const names = Object.keys(before).filter((name) => !name.includes("02_b"));
  deepEqual(listFiles(join(folder.path, "site")), names);
});

for (const name of ["en/01_a.ipynb", "en/01_a.html", "assets/style.css", "report.json"]) {
  Deno.test(`start names ${name} before a lesson runs, if somebody has changed it`, async () => {
    await using folder = await makeFolder({
      "notebooks/en/01_a.ipynb": ["Deno.writeTextFileSync('../../ran', '')"],
    });
    equal((await runTool("start/main.ts", folder.path)).code, 0);
    await Deno.remove(join(folder.path, "ran"));
    await Deno.writeTextFile(join(folder.path, "site", name), "my answer", { append: true });
    const before = listFiles(folder.path);
    deepEqual(await runTool("start/main.ts", folder.path), {
      code: 1,
      stdout: "",
      stderr: "Cannot write to site: expected a free place or a file of an earlier run but found " +
        `${join("site", name)}; move it, or choose another folder\n`,
    });
    deepEqual(listFiles(folder.path), before);
    match(await Deno.readTextFile(join(folder.path, "site", name)), /my answer$/);
  });
}

Deno.test("start writes through a link to the site's folder, and through none inside it", async () => {
  await using folder = await makeFolder({
    "notebooks/en/01_a.ipynb": ["1"],
    "elsewhere/en/precious.txt": "precious",
    "outside/x": "",
  });
  await Deno.symlink(join(folder.path, "elsewhere"), join(folder.path, "site"));
  equal((await runTool("start/main.ts", folder.path)).code, 0);
  deepEqual(listFiles(join(folder.path, "elsewhere", "en")), [
    "01_a.html",
    "01_a.ipynb",
    "precious.txt",
  ]);
  await Deno.rename(join(folder.path, "elsewhere", "en"), join(folder.path, "outside", "en"));
  await Deno.symlink(join(folder.path, "outside", "en"), join(folder.path, "elsewhere", "en"));
  const before = listFiles(join(folder.path, "outside"));
  const { code, stderr } = await runTool("start/main.ts", folder.path);
  deepEqual([code, stderr], [
    1,
    "Cannot write to site: expected a folder that holds all its files but found a link that leads " +
    `out of it: ${join("site", "en")}\n`,
  ]);
  deepEqual(listFiles(join(folder.path, "outside")), before);
});

Deno.test("start fails where a number is not as expected", async () => {
  const cases: [unknown, string][] = [
    [{ ...TRAINING, finalValAcc: 0.51 }, "0.51"],
    [{ ...TRAINING, finalValAcc: NaN }, "null"],
    [{}, "none"],
  ];
  for (const [training, found] of cases) {
    await using folder = await makeFolder({
      "notebooks/en/04_train_the_model.ipynb": [report({ training }, BAND)],
    });
    const { code, stderr } = await runTool("start/main.ts", folder.path);
    deepEqual([code, stderr], [
      1,
      "Cannot accept lesson 04_train_the_model: expected training.finalValAcc from 0.86 to 0.92 " +
      `but found ${found}\n`,
    ]);
    const { lessons, training: reported } = await readReport(folder.path);
    equal(lessons[0].ok, false);
    equal(reported, undefined);
  }
});

Deno.test("start fails where two lessons report the same section", async () => {
  await using folder = await makeFolder({
    "notebooks/en/01_a.ipynb": [report({ training: TRAINING }, BAND)],
    "notebooks/en/02_b.ipynb": [report({ training: TRAINING }, BAND)],
  });
  deepEqual(
    await runTool("start/main.ts", folder.path).then(({ code, stderr }) => [code, stderr]),
    [
      1,
      "Cannot accept lesson 02_b: expected training to be reported once but found it again\n",
    ],
  );
});

Deno.test("start needs lessons and takes no arguments", async () => {
  await using folder = await makeFolder({ "site/report.json": "{}" });
  deepEqual(await runTool("start/main.ts", folder.path), {
    code: 1,
    stdout: "",
    stderr: `Cannot list notebooks: expected some in ${join("notebooks", "en")} but found none\n`,
  });
  deepEqual(listFiles(folder.path), ["site/report.json"]);
  deepEqual(await runTool("start/main.ts", folder.path, "01"), {
    code: 2,
    stdout: "",
    stderr: 'Cannot run the lessons: expected options alone but found "01"\n',
  });
  deepEqual(await runTool("start/main.ts", folder.path, "--fast"), {
    code: 2,
    stdout: "",
    stderr: 'Cannot run the lessons: expected an option of --help but found "--fast"\n',
  });
});
