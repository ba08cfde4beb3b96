import { deepEqual, equal, match, ok } from "node:assert/strict";
import { join } from "node:path";
import { readNotebook } from "../../lib/jupyter/nbformat/read_notebook.ts";
import { listFiles, makeNotebook } from "../tools/notebooks.ts";
import {
  makeLessonNotebook,
  open,
  PAGES,
  SINGLE,
  SINGLE_SLIDES,
  SLIDES,
  withPdf,
  write,
} from "./sites.ts";

Deno.test("writeSite() writes index, pages, notebooks and what they share", async () => {
  await using site = await write({
    "01_a.ipynb": makeLessonNotebook(1),
    "02_b.ipynb": makeLessonNotebook(2),
  });
  deepEqual(listFiles(site.path).filter((name) => !name.startsWith("assets/fonts/")), [
    "assets/figures.js",
    "assets/files.json",
    "assets/frames.js",
    "assets/licences.txt",
    "assets/page.js",
    "assets/plotly.min.js",
    "assets/scrolling.js",
    "assets/search.js",
    "assets/search_index.js",
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
    "01_a.html",
    "02_b.html",
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
  for (const form of [PAGES, SLIDES, SINGLE, SINGLE_SLIDES]) {
    await using site = await write({ "01_a.ipynb": makeLessonNotebook(1) }, { form });
    const page = await open(site.pages[0]);
    equal(page.querySelector("#Next + p")!.firstChild!.textContent, "2 ");
    equal(page.querySelectorAll('[href^="02_b"], [rel=next], [rel=prev]').length, 0);
  }
});

Deno.test("writeSite() returns pages, then what was printed", async () => {
  await using site = await write({ "a.ipynb": makeNotebook("1") }, { form: withPdf(PAGES) });
  deepEqual(site.pages, [join(site.path, "en/a.html"), join(site.path, "en/a.pdf")]);
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

Deno.test("writeSite() writes slides", async () => {
  const notebook = makeLessonNotebook(1);
  for (const { metadata } of notebook.cells) metadata.slideshow = { slide_type: "slide" };
  await using site = await write({ "01_a.ipynb": notebook }, { form: SLIDES });
  deepEqual(site.pages, [join(site.path, "en/01_a.slides.html")]);
  equal((await open(site.pages[0])).querySelectorAll(".slide").length, 4);
});

Deno.test("writeSite() shows a notebook without cells, and one that was never run", async () => {
  await using site = await write({ "a b.ipynb": makeNotebook(), "c.ipynb": makeNotebook("1 < 2") });
  const empty = await open(site.path, "en/a b.html");
  match(empty.querySelector("main")!.textContent!, /a b\s+This notebook has no cells\./);
  const page = await open(site.path, "en/c.html");
  equal(page.querySelector(".source code")?.textContent, "1 < 2");
  equal(page.querySelector("[rel=prev]")?.getAttribute("href"), "a%20b.html");
});
