import { deepEqual, equal, rejects } from "node:assert/strict";
import { join } from "node:path";
import { replaceSite } from "../../../tools/export/replace_site.ts";
import { listFiles, makeFolder } from "../notebooks.ts";

Deno.test("replaceSite() removes what is on the earlier list, as far as it is there", async () => {
  await using folder = await makeFolder({
    "en/a.html": "a",
    "en/b.html": "b",
    "en/mine.html": "c",
  });
  await replaceSite(folder.path, ["en/a.html", "en/b.html", "never_written.html"], []);
  deepEqual(listFiles(join(folder.path, "en")), ["a.html", "b.html", "mine.html"]);
  await replaceSite(folder.path, ["en/a.html"], [join(folder.path, "en", "b.html")]);
  deepEqual(listFiles(join(folder.path, "en")), ["b.html", "mine.html"]);
});

Deno.test("replaceSite() keeps to its folder", async () => {
  await using folder = await makeFolder({
    "out/assets/files.json": '["../precious.txt", "../out2/a.html", ""]',
    "precious.txt": "p",
    "out2/a.html": "a",
  });
  await replaceSite(join(folder.path, "out"), ["index.html"], []);
  deepEqual(listFiles(folder.path), ["out/assets/files.json", "out2/a.html", "precious.txt"]);
});

for (const text of ["[", "{}", "[1]"]) {
  Deno.test(`replaceSite() does not guess what ${text} means`, async () => {
    await using folder = await makeFolder({ "assets/files.json": text });
    const path = join(folder.path, "assets", "files.json");
    await rejects(replaceSite(folder.path, ["index.html"], []), {
      name: "SyntaxError",
      message: `Cannot replace the site of ${path}: expected a list of its files but found ` +
        "something else; remove the site, or choose another folder",
    });
    equal(await Deno.readTextFile(path), text);
  });
}
