import { deepEqual, equal, match } from "node:assert/strict";
import { join } from "node:path";
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
  const page = join("site", "download", "student", "en", "02_b.slides.html");
  deepEqual([code, stdout, stderr], [0, `${page}\n`, ""]);
  match(await Deno.readTextFile(join(folder.path, page)), /<title>02_b · Convbook<\/title>/);
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
