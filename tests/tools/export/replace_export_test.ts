import { deepEqual, equal, match, rejects } from "node:assert/strict";
import { dirname, join } from "node:path";
import { type Export, replaceExport } from "../../../tools/export/replace_export.ts";
import { listFiles, makeFolder } from "../notebooks.ts";

const LIST = "files.json";

/** Writes files whose text is their name. */
async function replace(
  folder: string,
  names: string[],
  options: Partial<Export> = {},
): Promise<void> {
  await replaceExport({
    folder,
    list: LIST,
    files: names.map((path) => ({ path, write: (place) => writeText(place, path) })),
    sources: [],
    earlier: "removed",
    ...options,
  });
}

async function writeText(path: string, text: string): Promise<void> {
  await Deno.mkdir(dirname(path), { recursive: true });
  await Deno.writeTextFile(path, text);
}

Deno.test("replaceExport() removes what is on the earlier list, as far as it is there", async () => {
  await using folder = await makeFolder({ "en/mine.html": "c" });
  await replace(folder.path, ["en/a.html", "en/b.html", "c/d/e.html"]);
  await Deno.remove(join(folder.path, "c"), { recursive: true });
  await replace(folder.path, ["en/a.html"]);
  deepEqual(listFiles(folder.path), ["en/a.html", "en/mine.html", LIST]);
  equal(await Deno.readTextFile(join(folder.path, LIST)), '[\n "en/a.html"\n]\n');
});

Deno.test("replaceExport() does not take a file for its own that came when its own had gone", async () => {
  await using folder = await makeFolder({});
  await replace(folder.path, ["a.html", "b.html"], { earlier: "kept" });
  await Deno.remove(join(folder.path, "a.html"));
  await replace(folder.path, ["b.html"], { earlier: "kept" });
  await Deno.writeTextFile(join(folder.path, "a.html"), "mine");
  await rejects(replace(folder.path, ["a.html"]), /but found .*a\.html; move it/);
  equal(await Deno.readTextFile(join(folder.path, "a.html")), "mine");
});

Deno.test("replaceExport() keeps to its folder, whatever the list says", async () => {
  await using folder = await makeFolder({
    "out/files.json": '["../precious.txt", "../out2/a.html", "", "en/..", "linked/b.html"]',
    "precious.txt": "p",
    "out2/a.html": "a",
    "outside/b.html": "b",
  });
  const out = join(folder.path, "out");
  await Deno.symlink(join(folder.path, "outside"), join(out, "linked"));
  await replace(out, ["index.html"]);
  deepEqual(listFiles(folder.path), [
    "out/files.json",
    "out/index.html",
    "out/linked",
    "out2/a.html",
    "outside/b.html",
    "precious.txt",
  ]);
});

Deno.test("replaceExport() removes no notebook that is read, through a link either", async () => {
  await using folder = await makeFolder({ "out/files.json": '["a.ipynb"]', "out/a.ipynb": "a" });
  const link = join(folder.path, "link");
  await Deno.symlink(join(folder.path, "out"), link);
  await replace(join(folder.path, "out"), ["b.html"], { sources: [join(link, "a.ipynb")] });
  deepEqual(listFiles(join(folder.path, "out")), ["a.ipynb", "b.html", LIST]);
});

Deno.test("replaceExport() removes no folder that the list names", async () => {
  await using folder = await makeFolder({ "files.json": '["en"]', "en/mine.html": "a" });
  await rejects(replace(folder.path, ["index.html"]), {
    message: `Cannot export to ${folder.path}: expected files on its list but found a folder: ` +
      join(folder.path, "en"),
  });
  deepEqual(listFiles(folder.path), ["en/mine.html", LIST]);
});

Deno.test("replaceExport() says that its list cannot be read", async () => {
  await using folder = await makeFolder({ "files.json/x": "" });
  await rejects(replace(folder.path, ["index.html"]), ({ message, cause }) => {
    match(message, /^Cannot export to .*: expected files that can be read and removed but found: /);
    return cause instanceof Error;
  });
});

for (const text of ["[", "{}", "[1]"]) {
  Deno.test(`replaceExport() does not guess what ${text} means`, async () => {
    await using folder = await makeFolder({ "files.json": text });
    const path = join(folder.path, LIST);
    await rejects(replace(folder.path, ["index.html"]), {
      name: "SyntaxError",
      message: `Cannot export to ${folder.path}: expected a list of files in ${path} but found ` +
        "something else; remove the earlier export, or choose another folder",
    });
    equal(await Deno.readTextFile(path), text);
  });
}

Deno.test("replaceExport() writes the new files before it removes the old ones", async () => {
  await using folder = await makeFolder({});
  await replace(folder.path, ["old.html"]);
  let seen: string[] = [];
  const write = async (path: string) => {
    await Deno.writeTextFile(path, "new");
    seen = [...listFiles(folder.path), await Deno.readTextFile(join(folder.path, LIST))];
  };
  await replace(folder.path, [], { files: [{ path: "new.html", write }] });
  deepEqual(seen, [LIST, "new.html", "old.html", '[\n "new.html",\n "old.html"\n]\n']);
  deepEqual(listFiles(folder.path), [LIST, "new.html"]);
});

Deno.test("replaceExport() clears away what a killed export has left", async () => {
  const remains = (name: string) => `.${name}.${crypto.randomUUID()}.tmp`;
  await using folder = await makeFolder({
    "files.json": '["old/a.html", "b.html"]',
    [`old/${remains("a.html")}`]: "",
    [remains("b.html")]: "",
    [remains(LIST)]: "",
    [remains("mine.html")]: "",
  });
  await replace(folder.path, ["b.html"]);
  match(listFiles(folder.path).join(" "), /^\.mine\.html\.[\da-f-]+\.tmp b\.html files\.json$/);
});
