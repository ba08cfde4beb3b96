import { deepEqual, equal, match, notEqual, rejects } from "node:assert/strict";
import { join } from "node:path";
import { writeSite } from "../../lib/export/write_site.ts";
import { formatNotebook } from "../../lib/jupyter/nbformat/write_notebook.ts";
import { listFiles, makeFolder } from "../tools/notebooks.ts";
import {
  FOR_TEACHERS,
  makeLessonNotebook,
  PAGES,
  SINGLE,
  SINGLE_SLIDES,
  SLIDES,
  withPdf,
  write,
} from "./sites.ts";

Deno.test("writeSite() takes the place of an earlier site, and leaves other files alone", async () => {
  const notebooks = { "01_a.ipynb": makeLessonNotebook(1), "02_b.ipynb": makeLessonNotebook(2) };
  await using site = await write(notebooks, { form: withPdf(PAGES) });
  await Deno.writeTextFile(join(site.path, "en", "notes.html"), "my own");
  const only = [join(site.path, "..", "02_b.ipynb")];
  await writeSite(only, { ...FOR_TEACHERS, form: SLIDES, edition: "student", target: site.path });
  deepEqual(listFiles(site.path).filter((name) => !name.startsWith("assets/")), [
    "download/en/02_b.ipynb",
    "en/02_b.ipynb",
    "en/02_b.slides.html",
    "en/notes.html",
    "index.html",
  ]);
});

Deno.test("writeSite() never removes the notebooks that it reads, as in site/", async () => {
  await using folder = await makeFolder({ "en/01_a.ipynb": ["1"], "en/02_b.ipynb": ["2"] });
  const files = ["en/01_a.ipynb", "en/02_b.ipynb"].map((name) => join(folder.path, name));
  await writeSite(files, { ...FOR_TEACHERS, target: folder.path });
  await writeSite(files.slice(1), { ...FOR_TEACHERS, target: folder.path });
  deepEqual(listFiles(join(folder.path, "en")), ["01_a.ipynb", "02_b.html", "02_b.ipynb"]);
});

Deno.test("writeSite() does not write a student edition over the notebook it is made from", async () => {
  const text = formatNotebook(makeLessonNotebook(1));
  for (const place of ["en", "download/en"]) {
    await using folder = await makeFolder({});
    await Deno.mkdir(join(folder.path, place), { recursive: true });
    const file = join(folder.path, place, "mine.ipynb");
    await Deno.writeTextFile(file, text);
    await rejects(
      writeSite([file], { ...FOR_TEACHERS, edition: "student", target: folder.path }),
      {
        name: "Error",
        message: "Cannot export notebooks: expected a folder where none of them is overwritten " +
          `but found that ${file} would be`,
      },
    );
    equal(await Deno.readTextFile(file), text);
  }
});

/** Where files lie that no export has written, and how they would be overwritten. */
const IN_THE_WAY = [
  ["index.html", PAGES],
  ["assets/style.css", PAGES],
  ["en/a.html", PAGES],
  ["en/a.ipynb", PAGES],
  ["download/en/a.ipynb", PAGES],
  ["en/a.pdf", withPdf(PAGES)],
  ["en/a.slides.html", SLIDES],
  ["a.html", SINGLE],
  ["a.slides.html", SINGLE_SLIDES],
  ["a.pdf", withPdf(SINGLE)],
] as const;

for (const [name, form] of IN_THE_WAY) {
  Deno.test(`writeSite() overwrites no ${name} that is not from an export`, async () => {
    await using folder = await makeFolder({ "a.ipynb": ["1"], [`out/${name}`]: "mine" });
    const source = join(folder.path, "a.ipynb");
    const target = join(folder.path, "out");
    const before = listFiles(folder.path);
    await rejects(writeSite([source], { ...FOR_TEACHERS, target, form }), {
      name: "Error",
      message: `Cannot export to ${target}: expected a free place or an earlier export but found ` +
        `${join(target, name)}; move it, or choose another folder`,
    });
    deepEqual(listFiles(folder.path), before);
    equal(await Deno.readTextFile(join(target, name)), "mine");
  });
}

Deno.test("writeSite() writes single files over earlier ones, and lets others lie", async () => {
  await using site = await write({ "a.ipynb": makeLessonNotebook(1) }, { form: SINGLE });
  const a = join(site.path, "..", "a.ipynb");
  const b = join(site.path, "..", "b.ipynb");
  await Deno.copyFile(a, b);
  const single = { ...FOR_TEACHERS, form: SINGLE, target: site.path };
  await writeSite([b], { ...single, form: withPdf(SINGLE) });
  await writeSite([a], { ...single, form: SINGLE_SLIDES });
  await writeSite([a, b], { ...single, form: withPdf(SINGLE) });
  deepEqual(listFiles(site.path), [
    ".files.json",
    "a.html",
    "a.pdf",
    "a.slides.html",
    "b.html",
    "b.pdf",
  ]);
  const page = await Deno.readTextFile(join(site.path, "a.html"));
  match(page, /^<!doctype html>/);
  await Deno.writeTextFile(a, formatNotebook(makeLessonNotebook(7)));
  await writeSite([a], single);
  notEqual(await Deno.readTextFile(join(site.path, "a.html")), page);
});

Deno.test("writeSite() does not change a notebook in whose folder the pages go", async () => {
  for (const isIndented of [true, false]) {
    const text = formatNotebook(makeLessonNotebook(1), { isIndented });
    await using folder = await makeFolder({ "en/a.ipynb": text });
    const source = join(folder.path, "en", "a.ipynb");
    const writing = writeSite([source], { ...FOR_TEACHERS, target: folder.path });
    // A copy that differs, if only in its spaces, would overwrite it.
    if (isIndented) await writing;
    else await rejects(writing, /expected a folder where none of them is overwritten but found/);
    equal(await Deno.readTextFile(source), text);
  }
});

Deno.test("writeSite() sees through links to the notebooks that it reads", async () => {
  const text = formatNotebook(makeLessonNotebook(1));
  await using folder = await makeFolder({ "real/en/a.ipynb": text });
  const link = join(folder.path, "link");
  await Deno.symlink(join(folder.path, "real"), link);
  const source = join(folder.path, "real", "en", "a.ipynb");
  const linked = join(link, "en", "a.ipynb");
  await rejects(writeSite([source], { ...FOR_TEACHERS, edition: "student", target: link }), {
    message: "Cannot export notebooks: expected a folder where none of them is overwritten but " +
      `found that ${linked} would be`,
  });
  equal(await Deno.readTextFile(source), text);
  await writeSite([source], { ...FOR_TEACHERS, target: link });
  await writeSite([linked], { ...FOR_TEACHERS, target: join(folder.path, "real") });
  equal(await Deno.readTextFile(source), text);
});

Deno.test("writeSite() leaves its folder through no link", async () => {
  await using folder = await makeFolder({ "a.ipynb": ["1"], "outside/b.html": "mine" });
  const target = join(folder.path, "out");
  await Deno.mkdir(target);
  await Deno.symlink(join(folder.path, "outside"), join(target, "en"));
  await rejects(writeSite([join(folder.path, "a.ipynb")], { ...FOR_TEACHERS, target }), {
    message: `Cannot export to ${target}: expected a folder that holds all its files but found a ` +
      `link that leads out of it: ${join(target, "en")}`,
  });
  deepEqual(listFiles(join(folder.path, "outside")), ["b.html"]);
  deepEqual(listFiles(target), ["en"]);
});

for (const [file, target] of [["out", "out"], ["out", "out/x"], ["out/en", "out"]]) {
  Deno.test(`writeSite() says that ${file} is a file on its way to ${target}`, async () => {
    await using folder = await makeFolder({ "a.ipynb": ["1"], [file]: "mine" });
    const path = join(folder.path, target);
    await rejects(writeSite([join(folder.path, "a.ipynb")], { ...FOR_TEACHERS, target: path }), {
      message: `Cannot export to ${path}: expected a folder but found the file ` +
        join(folder.path, file),
    });
    deepEqual(listFiles(folder.path), ["a.ipynb", file]);
  });
}

/** Asks to stop at the given time that it is looked at, counted from 1. */
function stopAt(time: number): AbortSignal {
  let looks = 0;
  return {
    throwIfAborted() {
      if (++looks === time) throw new Error("stop");
    },
  } as AbortSignal;
}

Deno.test("writeSite() stops between any two files, and the next export puts it right", async () => {
  const notebooks = { "01_a.ipynb": makeLessonNotebook(1), "02_b.ipynb": makeLessonNotebook(2) };
  await using site = await write(notebooks, { form: withPdf(PAGES) });
  const [a, b] = Object.keys(notebooks).map((name) => join(site.path, "..", name));
  const target = join(site.path, "..", "again");
  await writeSite([b], { ...FOR_TEACHERS, target });
  const expected = listFiles(target);
  let time = 1;
  for (;; time++) {
    const stopped = await writeSite([a], {
      ...FOR_TEACHERS,
      target,
      form: SLIDES,
      signal: stopAt(time),
    })
      .then(() => false, ({ message }) => message === "stop");
    // Stopped, it has changed nothing.
    if (stopped) deepEqual(listFiles(target), expected);
    await writeSite([b], { ...FOR_TEACHERS, target });
    deepEqual(listFiles(target), expected);
    if (!stopped) break;
  }
  // A look before each of: reading a notebook, making its page, the folder's lock, what is shared, two
  // notebooks, a page, the index.
  equal(time - 1, 7 + expected.filter((name) => /^assets\/(?!files)/.test(name)).length);
});
