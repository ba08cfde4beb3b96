import { deepEqual, equal, match, rejects } from "node:assert/strict";
import { join } from "node:path";
import { writeWhole } from "../../lib/files/write_whole.ts";
import {
  checkPlaces,
  type NewFile,
  replaceFiles,
  type Replacement,
} from "../../lib/files/replace_files.ts";
import { listFiles, makeFolder } from "../tools/notebooks.ts";

const LIST = "files.json";
/** FIPS 180-4: the hash of nothing. */
const NOTHING = "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855";

/** Writes files with the texts given, or with their names as texts. */
async function replace(
  folder: string,
  files: string[] | Record<string, string>,
  options: Partial<Replacement> = {},
): Promise<void> {
  const texts = Array.isArray(files) ? files.map((path) => [path, path]) : Object.entries(files);
  await replaceFiles({
    verb: "write",
    folder,
    list: LIST,
    files: texts.map(([path, text]) => ({ path, write: (place) => writeWhole(place, text) })),
    earlier: "removed",
    ...options,
  });
}

const read = (...path: string[]) => Deno.readTextFile(join(...path));

const taken = (folder: string, name: string) => ({
  message: `Cannot write to ${folder}: expected a free place or a file of an earlier run but ` +
    `found ${join(folder, name)}; move it, or choose another folder`,
});

Deno.test("replaceFiles() removes what is on the earlier list, as far as it is there", async () => {
  await using folder = await makeFolder({ "en/mine.html": "c" });
  await replace(folder.path, ["en/a.html", "en/b.html", "c/d/e.html"]);
  await Deno.remove(join(folder.path, "c"), { recursive: true });
  await replace(folder.path, { "en/a.html": "" });
  deepEqual(listFiles(folder.path), ["en/a.html", "en/mine.html", LIST]);
  equal(await read(folder.path, LIST), `{\n "en/a.html": [\n  "${NOTHING}"\n ]\n}\n`);
});

Deno.test("replaceFiles() removes folders that it empties, and no others", async () => {
  await using folder = await makeFolder({});
  await replace(folder.path, ["a/b/c.html", "a/b/d.html", "e/f.html", "g/h/i.html", "k.html"]);
  await Deno.writeTextFile(join(folder.path, "e/mine.html"), "");
  await Deno.mkdir(join(folder.path, "g/mine"));
  await replace(folder.path, ["k.html"]);
  const folders = [...Deno.readDirSync(folder.path)].filter(({ isDirectory }) => isDirectory);
  deepEqual(folders.map(({ name }) => name).sort(), ["e", "g"]);
  deepEqual([...Deno.readDirSync(join(folder.path, "g"))].map(({ name }) => name), ["mine"]);
});

Deno.test("replaceFiles() takes no file for its own that came in the place of its own", async () => {
  await using folder = await makeFolder({});
  await replace(folder.path, ["a.html", "b.html"], { earlier: "kept" });
  await Deno.remove(join(folder.path, "a.html"));
  await replace(folder.path, ["b.html"], { earlier: "kept" });
  await Deno.writeTextFile(join(folder.path, "a.html"), "mine");
  await rejects(replace(folder.path, ["a.html"]), taken(folder.path, "a.html"));
  equal(await read(folder.path, "a.html"), "mine");
});

Deno.test("replaceFiles() neither overwrites nor removes a file that was changed since", async () => {
  await using folder = await makeFolder({});
  await replace(folder.path, ["a.ipynb", "b.ipynb"]);
  await Deno.writeTextFile(join(folder.path, "a.ipynb"), "my answer");
  await rejects(replace(folder.path, { "a.ipynb": "2", "b.ipynb": "2" }), {
    ...taken(folder.path, "a.ipynb"),
  });
  deepEqual(await Promise.all(["a.ipynb", "b.ipynb"].map((name) => read(folder.path, name))), [
    "my answer",
    "b.ipynb",
  ]);
  // It is nobody's but the user's from now on.
  await replace(folder.path, ["c.html"]);
  deepEqual(listFiles(folder.path), ["a.ipynb", "c.html", LIST]);
  await rejects(replace(folder.path, ["a.ipynb"]), taken(folder.path, "a.ipynb"));
  equal(await read(folder.path, "a.ipynb"), "my answer");
});

Deno.test("replaceFiles() follows no link that has taken a file's place", async () => {
  await using folder = await makeFolder({ "precious.txt": "a.html" });
  const out = join(folder.path, "out");
  await replace(out, ["a.html"]);
  await Deno.remove(join(out, "a.html"));
  await Deno.symlink(join(folder.path, "precious.txt"), join(out, "a.html"));
  await rejects(replace(out, { "a.html": "new" }), taken(out, "a.html"));
  await replace(out, ["b.html"]);
  equal(await read(folder.path, "precious.txt"), "a.html");
  equal((await Deno.lstat(join(out, "a.html"))).isSymlink, true);
});

Deno.test("replaceFiles() leaves what is the same to the last byte, and does not list it", async () => {
  await using folder = await makeFolder({ "a.svg": "a.svg" });
  await replace(folder.path, ["a.svg", "b.svg"]);
  await replace(folder.path, ["c.svg"]);
  deepEqual(listFiles(folder.path), ["a.svg", "c.svg", LIST]);
});

Deno.test("replaceFiles() keeps to its folder, whatever the list says", async () => {
  const names = ["../precious.txt", "../out2/a.html", "", "en/..", "linked/b.html", "index.html/x"];
  await using folder = await makeFolder({
    "out/files.json": JSON.stringify(Object.fromEntries(names.map((name) => [name, [NOTHING]]))),
    "precious.txt": "",
    "out2/a.html": "",
    "outside/b.html": "",
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

Deno.test("replaceFiles() removes no notebook that is read, through a link either", async () => {
  await using folder = await makeFolder({});
  const [out, link] = ["out", "link"].map((name) => join(folder.path, name));
  await replace(out, ["a.ipynb"]);
  await Deno.symlink(out, link);
  const sources = [join(link, "a.ipynb")];
  await replace(out, ["b.html"], { sources });
  deepEqual(listFiles(out), ["a.ipynb", "b.html", LIST]);
  await rejects(replace(out, { "a.ipynb": "what is left of it" }, { sources }), {
    message: "Cannot export notebooks: expected a folder where none of them is overwritten but " +
      `found that ${join(out, "a.ipynb")} would be`,
  });
  equal(await read(out, "a.ipynb"), "a.ipynb");
});

Deno.test("replaceFiles() removes no folder that the list names", async () => {
  await using folder = await makeFolder({
    "files.json": `{ "en": ["${NOTHING}"] }`,
    "en/mine.html": "a",
  });
  await replace(folder.path, ["index.html"]);
  deepEqual(listFiles(folder.path), ["en/mine.html", LIST, "index.html"]);
});

Deno.test("replaceFiles() says that its list cannot be read", async () => {
  await using folder = await makeFolder({ "files.json/x": "" });
  await rejects(replace(folder.path, ["index.html"]), ({ message, cause }) => {
    match(message, /^Cannot write to .*: expected files that can be read and removed but found: /);
    return cause instanceof Error;
  });
});

for (const text of ["[", "{}x", "[1]", '["a.html"]', '{"a": 1}', '{"a": [1]}', "null", ""]) {
  Deno.test(`replaceFiles() does not guess what ${text} means`, async () => {
    await using folder = await makeFolder({ "files.json": text });
    const path = join(folder.path, LIST);
    await rejects(replace(folder.path, ["index.html"]), ({ name, message }) => {
      const start = `Cannot write to ${folder.path}: expected a list of files with their hashes ` +
        `in ${path} but found `;
      deepEqual([name, message.startsWith(start)], ["SyntaxError", true], message);
      return true;
    });
    equal(await read(path), text);
    deepEqual(listFiles(folder.path), [LIST]);
  });
}

Deno.test("replaceFiles() changes nothing before all new files are whole", async () => {
  await using folder = await makeFolder({});
  await replace(folder.path, ["a.html", "old.html"]);
  const before = await read(folder.path, LIST);
  const last: NewFile = {
    path: "z/last.html",
    write() {
      const seen = listFiles(folder.path).filter((name) => !name.startsWith(".convbook-"));
      deepEqual(seen, ["a.html", LIST, "old.html"]);
      equal(Deno.readTextFileSync(join(folder.path, "a.html")), "a.html");
      equal(Deno.readTextFileSync(join(folder.path, LIST)), before);
      return Promise.reject(new Error("disk full"));
    },
  };
  const first: NewFile = { path: "a.html", write: (path) => writeWhole(path, "new") };
  await rejects(replace(folder.path, [], { files: [first, last] }), { message: "disk full" });
  deepEqual(listFiles(folder.path), ["a.html", LIST, "old.html"]);
  equal(await read(folder.path, "a.html"), "a.html");
});

Deno.test("replaceFiles() undoes what it has done when a file cannot get its place", async () => {
  await using folder = await makeFolder({});
  await replace(folder.path, ["a.html", "b.html", "old.html"]);
  // Somebody makes a folder at the last moment.
  const b: NewFile = {
    path: "new.html",
    async write(path) {
      await writeWhole(path, "new");
      await Deno.mkdir(join(folder.path, "new.html"));
    },
  };
  const a: NewFile = { path: "a.html", write: (path) => writeWhole(path, "new") };
  const error = { name: "Error", message: /^Cannot write to .*: expected a folder that can be/ };
  await rejects(replace(folder.path, [], { files: [a, b] }), error);
  deepEqual(listFiles(folder.path), ["a.html", "b.html", LIST, "old.html"]);
  equal(await read(folder.path, "a.html"), "a.html");
  await Deno.remove(join(folder.path, "new.html"));
  await replace(folder.path, ["c.html"]);
  deepEqual(listFiles(folder.path), ["c.html", LIST]);
});

Deno.test("replaceFiles() knows the old and the new files of a run that was killed while they moved", async () => {
  await using folder = await makeFolder({});
  await replace(folder.path, ["a.html", "b.html"]);
  const before: Record<string, string[]> = JSON.parse(await read(folder.path, LIST));
  await replace(folder.path, { "a.html": "new", "c.html": "new" });
  const after: Record<string, string[]> = JSON.parse(await read(folder.path, LIST));
  // As if only a.html had moved.
  await Deno.remove(join(folder.path, "c.html"));
  await Deno.writeTextFile(join(folder.path, "b.html"), "b.html");
  const both = { ...before, ...after, "a.html": [...before["a.html"], ...after["a.html"]] };
  await Deno.writeTextFile(join(folder.path, LIST), JSON.stringify(both));
  await replace(folder.path, ["a.html"]);
  deepEqual(listFiles(folder.path), ["a.html", LIST]);
});

Deno.test("replaceFiles() clears away what a killed run has left, and nothing of others", async () => {
  const staging = `.convbook-${crypto.randomUUID()}.tmp`;
  await using folder = await makeFolder({
    [`${staging}/files/a.html`]: "",
    ".convbook-mine.tmp/a.html": "",
    [`.convbook-${crypto.randomUUID()}`]: "",
  });
  const before = listFiles(folder.path);
  await replace(folder.path, ["b.html"]);
  deepEqual(
    listFiles(folder.path),
    [...before.slice(0, 1), ...before.slice(1), "b.html", LIST]
      .filter((name) => !name.startsWith(staging)).toSorted(),
  );
});

Deno.test("replaceFiles() lets one run at a time into a folder, and knows the files of both", async () => {
  await using folder = await makeFolder({});
  for (let round = 0; round < 5; round++) {
    await Promise.all([
      replace(folder.path, { "a.html": `${round} a`, "both.html": "a" }),
      replace(folder.path, { "b.html": `${round} b`, "both.html": "b" }),
    ]);
    equal(listFiles(folder.path).length, 3);
  }
  await replace(folder.path, ["c.html"]);
  deepEqual(listFiles(folder.path), ["c.html", LIST]);
});

Deno.test("checkPlaces() takes a copy of the same file, and no other that is in the way", async () => {
  await using folder = await makeFolder({ "a.svg": "<svg/>", "out/a.svg": "<svg/>" });
  const out = join(folder.path, "out");
  const target = { verb: "write", folder: out, list: LIST } as const;
  await checkPlaces(target, [{ path: "b.svg" }]);
  await checkPlaces(target, [{ path: "a.svg", copyOf: join(folder.path, "a.svg") }]);
  await rejects(checkPlaces(target, [{ path: "a.svg" }]), taken(out, "a.svg"));
  await Deno.writeTextFile(join(out, "a.svg"), "mine");
  await rejects(
    checkPlaces(target, [{ path: "a.svg", copyOf: join(folder.path, "a.svg") }]),
    taken(out, "a.svg"),
  );
  await rejects(checkPlaces({ ...target, folder: join(out, "a.svg") }, [{ path: "x" }]), {
    message: `Cannot write to ${join(out, "a.svg")}: expected a folder but found the file ` +
      join(out, "a.svg"),
  });
});
