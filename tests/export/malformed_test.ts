import { deepEqual, equal, match, ok, rejects } from "node:assert/strict";
import { join } from "node:path";
import { writeSite } from "../../lib/export/write_site.ts";
import { listFiles, makeFolder, makeNotebook } from "../tools/notebooks.ts";
import { BREAKOUT, makeHostileNotebook } from "./hostile_notebook.ts";
import { FOR_TEACHERS, open, PAGES, SINGLE, SLIDES, write } from "./sites.ts";

for (
  const [kind, form, frame] of [["page", PAGES, "SECTION"], ["slides", SLIDES, "DIV"]] as const
) {
  Deno.test(`writeSite() keeps a hostile notebook inside its ${kind}`, async () => {
    await using site = await write({ "evil.ipynb": makeHostileNotebook() }, { form });
    const page = await open(site.pages[0]);
    match(page.title, /^Title <b>/);
    equal(page.querySelectorAll("main").length, 1);
    // What comes last in the notebook still stands in the page's own frame.
    const last = [...page.querySelectorAll("main p")].at(-1)!;
    equal(last.textContent, "Still here.");
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
  await using site = await write({ "evil.ipynb": makeHostileNotebook() }, { form: SINGLE });
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
  ["format 3", `{ "nbformat": 3, "worksheets": [] }`, /: expected metadata but found none$/],
  ["no cells", `{ "nbformat": 4, "metadata": {} }`, /: expected a list of cells but found none$/],
] as const;

for (const [what, text, message] of MALFORMED) {
  Deno.test(`writeSite() says what is wrong with a notebook: ${what}`, async () => {
    await using folder = await makeFolder({ "x.ipynb": text });
    const target = join(folder.path, "out");
    await rejects(writeSite([join(folder.path, "x.ipynb")], { ...FOR_TEACHERS, target }), {
      message,
    });
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
  for (const form of [PAGES, SINGLE]) {
    await using site = await write({ "a.ipynb": notebook }, { form });
    const text = await Deno.readTextFile(site.pages[0]);
    ok(text.length < 600_000, `${text.length} characters`);
    equal(text.includes("with results (too large for this page)"), form === SINGLE);
  }
});

Deno.test("writeSite() rejects two notebooks of the same name", async () => {
  await rejects(writeSite(["a/x.ipynb", "b/x.ipynb"], { ...FOR_TEACHERS, target: "out" }), {
    name: "TypeError",
    message: "Cannot export notebooks: expected different names but found two called x.ipynb",
  });
});
