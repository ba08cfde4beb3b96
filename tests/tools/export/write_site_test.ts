// @ts-types="@types/jsdom"
import { JSDOM } from "jsdom";
import { deepEqual, equal, match, ok, rejects } from "node:assert/strict";
import { join } from "node:path";
import type { SiteOptions } from "../../../tools/export/write_site.ts";
import { writeSite } from "../../../tools/export/write_site.ts";
import type { Notebook } from "../../../tools/notebook/nbformat.ts";
import { readNotebook } from "../../../tools/notebook/read_notebook.ts";
import { formatNotebook } from "../../../tools/notebook/write_notebook.ts";
import { listFiles, makeCell, makeFolder, makeNotebook } from "../notebooks.ts";
import { BREAKOUT, makeHostileNotebook } from "./hostile_notebook.ts";

const COURSE = { title: "Course & <b>co", description: "All of <it>.", language: "en" };
const PAGES = { course: COURSE, edition: "teacher", kind: "page", isSingleFile: false } as const;

/** A lesson with a figure, a solution, and a link to the next one. */
function makeLessonNotebook(number: number): Notebook {
  const figure = { data: [{ y: [1, 2] }], layout: { width: 300, height: 200 } };
  return {
    ...makeNotebook(),
    cells: [
      {
        cell_type: "markdown",
        id: "a",
        metadata: {},
        source: `# ${number}. R & D\n\nYou *do* it.`,
      },
      { cell_type: "markdown", id: "b", metadata: {}, source: "## Next\n\n[2](02_b.ipynb) $x$" },
      {
        ...makeCell("const a = 1 < 2;"),
        id: "c",
        execution_count: 1,
        outputs: [{
          output_type: "display_data",
          metadata: {},
          data: { "application/vnd.plotly.v1+json": figure, "image/svg+xml": "<svg/>" },
        }],
      },
      { cell_type: "markdown", id: "d", metadata: { tags: ["solution"] }, source: "Forty-two" },
    ],
  };
}

async function write(
  notebooks: Record<string, Notebook>,
  options: Partial<SiteOptions> = {},
): Promise<{ path: string; pages: string[] } & AsyncDisposable> {
  const files = Object.fromEntries(
    Object.entries(notebooks).map(([name, notebook]) => [name, formatNotebook(notebook)]),
  );
  const folder = await makeFolder(files);
  const pages = await writeSite(
    Object.keys(notebooks).map((name) => join(folder.path, name)),
    { ...PAGES, target: join(folder.path, "out"), ...options },
  );
  return { ...folder, path: join(folder.path, "out"), pages };
}

async function open(...path: string[]): Promise<Document> {
  return new JSDOM(await Deno.readTextFile(join(...path))).window.document;
}

Deno.test("writeSite() writes index, pages, notebooks and what they share", async () => {
  await using site = await write({
    "01_a.ipynb": makeLessonNotebook(1),
    "02_b.ipynb": makeLessonNotebook(2),
  });
  deepEqual(listFiles(site.path).filter((name) => !name.startsWith("assets/fonts/")), [
    "assets/figures.js",
    "assets/files.json",
    "assets/licences.txt",
    "assets/page.js",
    "assets/plotly.min.js",
    "assets/scrolling.js",
    "assets/slides.css",
    "assets/slides.js",
    "assets/style.css",
    "download/en/01_a.ipynb",
    "download/en/02_b.ipynb",
    "en/01_a.html",
    "en/01_a.ipynb",
    "en/02_b.html",
    "en/02_b.ipynb",
    "index.html",
  ]);
  deepEqual(site.pages, [join(site.path, "en/01_a.html"), join(site.path, "en/02_b.html")]);

  const index = await open(site.path, "index.html");
  equal(index.title, "Course & <b>co");
  deepEqual(
    [...index.querySelectorAll("h2 a")].map((a) => [a.textContent, a.getAttribute("href")]),
    [["1. R & D", "en/01_a.html"], ["2. R & D", "en/02_b.html"]],
  );

  const page = await open(site.path, "en/01_a.html");
  equal(page.title, "1. R & D · Course & <b>co");
  const links = [...page.querySelectorAll("a")].map((a) => a.getAttribute("href"));
  deepEqual(links, [
    "#main",
    "../index.html",
    "#Next",
    "../download/en/01_a.ipynb",
    "01_a.ipynb",
    "02_b.html",
    "02_b.html",
  ]);
  equal(page.querySelector("main details:not(.numbers) summary")?.textContent, "Solution");
});

Deno.test("writeSite() names only files that are there", async () => {
  await using site = await write({ "01_a.ipynb": makeLessonNotebook(1) });
  for (const name of ["index.html", "en/01_a.html", "assets/style.css"]) {
    const text = await Deno.readTextFile(join(site.path, name));
    const sources = name.endsWith("css")
      ? [...text.matchAll(/url\(([^)]*)\)/g)].map(([, url]) => url)
      : [...text.matchAll(/(?:src|href)="([^"#][^"]*)"/g)].map(([, url]) => url);
    const files = sources.filter((url) => !url.startsWith("data:"));
    ok(files.length > 0);
    for (const file of files) await Deno.stat(join(site.path, name, "..", file));
  }
});

Deno.test("writeSite() makes text of a link to a lesson that is not written", async () => {
  for (const isSingleFile of [false, true]) {
    for (const kind of ["page", "slides"] as const) {
      const options = { isSingleFile, kind };
      await using site = await write({ "01_a.ipynb": makeLessonNotebook(1) }, options);
      const page = await open(site.pages[0]);
      equal(page.querySelector("#Next + p")!.firstChild!.textContent, "2 ");
      equal(page.querySelectorAll('[href^="02_b"], [rel=next], [rel=prev]').length, 0);
    }
  }
});

Deno.test("writeSite() links single files that lie side by side", async () => {
  const notebooks = { "01_a.ipynb": makeLessonNotebook(1), "02 b.ipynb": makeLessonNotebook(2) };
  notebooks["01_a.ipynb"].cells[1].source = "[two](02%20b.ipynb#Next)";
  await using site = await write(notebooks, { isSingleFile: true });
  const first = await open(site.pages[0]);
  equal(first.querySelector("main .markdown p a")!.getAttribute("href"), "02%20b.html#Next");
  equal(first.querySelector("[rel=next]")!.getAttribute("href"), "02%20b.html");
  equal((await open(site.pages[1])).querySelector("[rel=prev]")!.getAttribute("href"), "01_a.html");
});

Deno.test("writeSite() takes the place of an earlier site, and leaves other files alone", async () => {
  const notebooks = { "01_a.ipynb": makeLessonNotebook(1), "02_b.ipynb": makeLessonNotebook(2) };
  await using site = await write(notebooks, { print: writePdf });
  await Deno.writeTextFile(join(site.path, "en", "notes.html"), "my own");
  const only = [join(site.path, "..", "02_b.ipynb")];
  await writeSite(only, { ...PAGES, kind: "slides", edition: "student", target: site.path });
  deepEqual(listFiles(site.path).filter((name) => !name.startsWith("assets/")), [
    "download/en/02_b.ipynb",
    "en/02_b.ipynb",
    "en/02_b.slides.html",
    "en/notes.html",
    "index.html",
  ]);
});

/** Takes a browser's place. */
async function writePdf(page: string): Promise<string> {
  const path = page.replace(/\.html$/, ".pdf");
  await Deno.writeTextFile(path, "pdf");
  return path;
}

Deno.test("writeSite() returns pages, then what was printed", async () => {
  await using site = await write({ "a.ipynb": makeNotebook("1") }, { print: writePdf });
  deepEqual(site.pages, [join(site.path, "en/a.html"), join(site.path, "en/a.pdf")]);
});

Deno.test("writeSite() never removes the notebooks that it reads, as in site/", async () => {
  await using folder = await makeFolder({ "en/01_a.ipynb": ["1"], "en/02_b.ipynb": ["2"] });
  const files = ["en/01_a.ipynb", "en/02_b.ipynb"].map((name) => join(folder.path, name));
  await writeSite(files, { ...PAGES, target: folder.path });
  await writeSite(files.slice(1), { ...PAGES, target: folder.path });
  deepEqual(listFiles(join(folder.path, "en")), ["01_a.ipynb", "02_b.html", "02_b.ipynb"]);
});

Deno.test("writeSite() leaves solutions out of the student's page and notebooks", async () => {
  await using site = await write({ "01_a.ipynb": makeLessonNotebook(1) }, { edition: "student" });
  for (const name of listFiles(site.path).filter((name) => /html|ipynb/.test(name))) {
    ok(!(await Deno.readTextFile(join(site.path, name))).includes("Forty-two"), name);
  }
  equal((await readNotebook(join(site.path, "download/en/01_a.ipynb"))).cells.length, 3);
});

Deno.test("writeSite() offers the notebook with results and without", async () => {
  const notebook = makeLessonNotebook(1);
  await using site = await write({ "01_a.ipynb": notebook });
  deepEqual(await readNotebook(join(site.path, "en/01_a.ipynb")), notebook);
  const { cells } = await readNotebook(join(site.path, "download/en/01_a.ipynb"));
  deepEqual(cells[2], { ...notebook.cells[2], execution_count: null, outputs: [] });
});

Deno.test("writeSite() writes a lesson as one file", async () => {
  await using site = await write({ "01_a.ipynb": makeLessonNotebook(1) }, { isSingleFile: true });
  deepEqual(listFiles(site.path), ["01_a.html"]);
  const text = await Deno.readTextFile(site.pages[0]);
  ok(text.length < 3_000_000, `${text.length} characters`);
  const page = await open(site.pages[0]);
  equal(page.querySelectorAll("script[src], link[rel=stylesheet]").length, 0);
  deepEqual(
    [...page.querySelectorAll("style")].flatMap((
      { textContent },
    ) => [...textContent!.matchAll(/url\((?!data:)[^)]*\)/g)]),
    [],
  );
  const clean = page.querySelector("a[download]")!.getAttribute("href")!;
  const notebook = JSON.parse(await (await fetch(clean)).text());
  deepEqual(notebook.cells[2].outputs, []);
});

Deno.test("writeSite() offers no notebook that a single file cannot hold", async () => {
  const notebook = makeNotebook("1");
  const text = "x".repeat(2_000_000);
  Object.assign(notebook.cells[0], {
    outputs: [{ output_type: "stream", name: "stdout", text }],
  });
  await using site = await write({ "a.ipynb": notebook }, { isSingleFile: true });
  ok((await Deno.stat(site.pages[0])).size < 3_000_000);
  const facts = (await open(site.pages[0])).querySelector(".facts");
  equal(facts!.textContent, "Notebook: to run, with results (too large for this page)");
});

Deno.test("writeSite() leaves Plotly out of a single file without figures", async () => {
  await using site = await write({ "a.ipynb": makeNotebook("1") }, { isSingleFile: true });
  ok((await Deno.stat(site.pages[0])).size < 500_000);
});

Deno.test("writeSite() writes slides", async () => {
  await using site = await write({ "01_a.ipynb": makeLessonNotebook(1) }, { kind: "slides" });
  deepEqual(site.pages, [join(site.path, "en/01_a.slides.html")]);
  equal((await open(site.pages[0])).querySelectorAll(".slide").length, 3);
});

Deno.test("writeSite() shows a notebook without cells, and one that was never run", async () => {
  await using site = await write({ "a b.ipynb": makeNotebook(), "c.ipynb": makeNotebook("1 < 2") });
  const empty = await open(site.path, "en/a b.html");
  match(empty.querySelector("main")!.textContent!, /a b\s+This notebook has no cells\./);
  const page = await open(site.path, "en/c.html");
  equal(page.querySelector(".source code")?.textContent, "1 < 2");
  equal(page.querySelector("[rel=prev]")?.getAttribute("href"), "a%20b.html");
});

for (const kind of ["page", "slides"] as const) {
  Deno.test(`writeSite() keeps a hostile notebook inside its ${kind}`, async () => {
    await using site = await write({ "evil.ipynb": makeHostileNotebook() }, { kind });
    const page = await open(site.pages[0]);
    equal(page.title.startsWith("Title <b>"), true);
    equal(page.querySelectorAll("main").length, 1);
    // What comes last in the notebook still stands in the page's own frame.
    const last = [...page.querySelectorAll("main p")].at(-1)!;
    equal(last.textContent, "Still here.");
    const frame = kind === "page" ? "SECTION" : "DIV";
    equal(last.parentElement!.tagName, frame);
    equal(last.closest("main")!.querySelectorAll("main").length, 0);
    // The only script with content of the notebook's own is in an output with HTML.
    const scripts = [...page.querySelectorAll("body script:not([src], [type])")];
    deepEqual(scripts.map(({ textContent }) => textContent), ['live.textContent = "</p>"']);
    equal(page.querySelectorAll("main [onerror], main style, main plaintext").length, 0);
    equal(page.querySelectorAll('[href^="javascript"]').length, 0);
    const ids = [...page.querySelectorAll("[id]")].map(({ id }) => id);
    equal(new Set(ids).size, ids.length);
    const figure = JSON.parse(page.querySelector("figure.plot script")!.textContent!);
    equal(figure.data[0].name, BREAKOUT);
    const loaded = [...page.querySelectorAll("[src]")].map((element) =>
      element.getAttribute("src")!
    );
    deepEqual(loaded.filter((url) => !/^(data:|\.\.\/assets\/)/.test(url)), []);
  });
}

Deno.test("writeSite() keeps a hostile notebook inside a single file", async () => {
  await using site = await write({ "evil.ipynb": makeHostileNotebook() }, { isSingleFile: true });
  const page = await open(site.pages[0]);
  equal([...page.querySelectorAll("main p")].at(-1)!.textContent, "Still here.");
  equal(page.body.querySelectorAll(":scope > script").length, 4);
});

const MALFORMED = [
  [
    "not JSON",
    "{",
    /^Cannot read the notebook .*x\.ipynb: expected JSON but found text that is none/,
  ],
  ["format 3", `{ "nbformat": 3, "worksheets": [] }`, /: expected nbformat 4 but found 3$/],
  ["no cells", `{ "nbformat": 4, "metadata": {} }`, /: expected a list of cells but found none$/],
] as const;

for (const [what, text, message] of MALFORMED) {
  Deno.test(`writeSite() says what is wrong with a notebook: ${what}`, async () => {
    await using folder = await makeFolder({ "x.ipynb": text });
    const target = join(folder.path, "out");
    await rejects(writeSite([join(folder.path, "x.ipynb")], { ...PAGES, target }), { message });
    deepEqual(listFiles(folder.path), ["x.ipynb"]);
  });
}

Deno.test("writeSite() copes with an output of 20 MB", async () => {
  const notebook = makeNotebook("1");
  const large = "x".repeat(20_000_000);
  Object.assign(notebook.cells[0], {
    outputs: [
      { output_type: "stream", name: "stdout", text: large },
      { output_type: "display_data", data: { "text/html": large }, metadata: {} },
    ],
  });
  for (const isSingleFile of [false, true]) {
    await using site = await write({ "a.ipynb": notebook }, { isSingleFile });
    const text = await Deno.readTextFile(site.pages[0]);
    ok(text.length < 600_000, `${text.length} characters`);
    equal(text.includes("with results (too large for this page)"), isSingleFile);
  }
});

Deno.test("writeSite() rejects two notebooks of the same name", async () => {
  await rejects(writeSite(["a/x.ipynb", "b/x.ipynb"], { ...PAGES, target: "out" }), {
    name: "TypeError",
    message: "Cannot export notebooks: expected different names but found two called x.ipynb",
  });
});

Deno.test("writeSite() does not write a student edition over the notebook it is made from", async () => {
  const text = formatNotebook(makeLessonNotebook(1));
  await using folder = await makeFolder({});
  for (const place of ["en", "download/en"]) {
    await Deno.mkdir(join(folder.path, place), { recursive: true });
    const file = join(folder.path, place, "mine.ipynb");
    await Deno.writeTextFile(file, text);
    await rejects(
      writeSite([file], { ...PAGES, edition: "student", target: folder.path }),
      {
        name: "Error",
        message: "Cannot export notebooks: expected a folder where none of them is overwritten " +
          `but found that ${file} would be`,
      },
    );
    equal(await Deno.readTextFile(file), text);
  }
});
