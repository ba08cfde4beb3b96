/**
 * Jupyter's own packages take the notebooks that we write.
 *
 * They need Python 3.9 or newer. The tests make themselves a virtual environment in `data/cache/`, unless
 * `CONVBOOK_PYTHON` names a Python that has the packages.
 *
 * @module
 */
import { equal, match } from "node:assert/strict";
import { basename, join } from "node:path";
import { listFiles } from "../tools/notebooks.ts";
import { folder, LESSONS, site } from "./site.ts";

const PACKAGES = ["nbformat==5.11.1", "nbconvert==7.17.2"];

const python = Deno.env.get("CONVBOOK_PYTHON") ?? await makeEnvironment("data/cache/jupyter");

Deno.test.afterAll(() => Deno.remove(folder, { recursive: true }));

Deno.test("nbformat accepts the executed notebooks and those to run", async () => {
  const notebooks = listFiles(site).filter((name) => name.endsWith(".ipynb"));
  equal(notebooks.length, 2 * LESSONS.length);
  const code = `import sys, nbformat
for path in sys.argv[1:]:
    notebook = nbformat.read(path, as_version=nbformat.NO_CONVERT)
    nbformat.validate(notebook)
    print(notebook.nbformat, notebook.nbformat_minor)`;
  const printed = await run(
    python,
    "-W",
    "error",
    "-c",
    code,
    ...notebooks.map((name) => join(site, name)),
  );
  equal(printed, "4 5\n".repeat(notebooks.length));
});

for (
  const [format, extension] of [["html", "html"], ["markdown", "md"], ["slides", "slides.html"]]
) {
  Deno.test(`nbconvert makes ${format} of the executed notebooks`, async () => {
    const out = join(folder, format);
    await run(python, "-m", "nbconvert", "--to", format, "--output-dir", out, ...LESSONS);
    for (const lesson of LESSONS) {
      const text = await Deno.readTextFile(join(out, `${basename(lesson, ".ipynb")}.${extension}`));
      match(text, /MnistData/);
      match(text, /\.png|\.svg|image\/png|<svg/);
    }
  });
}

async function makeEnvironment(path: string): Promise<string> {
  const isWindows = Deno.build.os === "windows";
  const python = isWindows ? join(path, "Scripts", "python.exe") : join(path, "bin", "python");
  const info = await Deno.stat(python).catch(() => undefined);
  if (info === undefined) await run(isWindows ? "python" : "python3", "-m", "venv", path);
  await run(python, "-m", "pip", "install", "--quiet", "--disable-pip-version-check", ...PACKAGES);
  return python;
}

async function run(program: string, ...args: string[]): Promise<string> {
  const { success, stdout, stderr } = await new Deno.Command(program, { args }).output();
  if (success) return new TextDecoder().decode(stdout);
  throw new Error(
    `Cannot run ${program} ${args.join(" ")}: expected it to succeed but found: ` +
      new TextDecoder().decode(stderr),
  );
}
