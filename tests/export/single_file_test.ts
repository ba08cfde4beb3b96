import { deepEqual, equal, ok } from "node:assert/strict";
import { listFiles, makeNotebook } from "../tools/notebooks.ts";
import { makeLessonNotebook, open, SINGLE, write } from "./sites.ts";

Deno.test("writeSite() links single files that lie side by side", async () => {
  const notebooks = { "01_a.ipynb": makeLessonNotebook(1), "02 b.ipynb": makeLessonNotebook(2) };
  notebooks["01_a.ipynb"].cells[1].source = "[two](02%20b.ipynb#Next)";
  await using site = await write(notebooks, { form: SINGLE });
  const first = await open(site.pages[0]);
  equal(first.querySelector("main .markdown p a")!.getAttribute("href"), "02%20b.html#Next");
  equal(first.querySelector("[rel=next]")!.getAttribute("href"), "02%20b.html");
  equal((await open(site.pages[1])).querySelector("[rel=prev]")!.getAttribute("href"), "01_a.html");
});

Deno.test("writeSite() writes a lesson as one file", async () => {
  await using site = await write({ "01_a.ipynb": makeLessonNotebook(1) }, { form: SINGLE });
  deepEqual(listFiles(site.path), [".files.json", "01_a.html"]);
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
  await using site = await write({ "a.ipynb": notebook }, { form: SINGLE });
  ok((await Deno.stat(site.pages[0])).size < 3_000_000);
  const facts = (await open(site.pages[0])).querySelector(".facts");
  equal(facts!.textContent, "Notebook: to run, with results (too large for this page)");
});

Deno.test("writeSite() leaves Plotly out of a single file without figures", async () => {
  await using site = await write({ "a.ipynb": makeNotebook("1") }, { form: SINGLE });
  ok((await Deno.stat(site.pages[0])).size < 500_000);
});
