import { deepEqual, equal } from "node:assert/strict";
import { join } from "node:path";
import { copyPictures } from "../../../lib/jupyter/run/copy_pictures.ts";
import type { Notebook } from "../../../lib/jupyter/nbformat/nbformat.ts";
import { listFiles, makeCell, makeFolder, makeNotebook } from "../../tools/notebooks.ts";

function notebook(...sources: string[]): Notebook {
  const cells = sources.map((source) => ({ cell_type: "markdown", metadata: {}, source } as const));
  return { ...makeNotebook(), cells: [...cells, makeCell("// ![a](code.png)")] };
}

/** The names of the copies. */
async function namesOf(shown: Notebook, from: string): Promise<string[]> {
  return (await copyPictures(shown, from, "out")).map(({ path }) => path).toSorted();
}

Deno.test("copyPictures() copies the pictures that markdown shows, once each", async () => {
  await using folder = await makeFolder({
    "in/a b.png": "1",
    "in/images/b.SVG": "2",
    "in/c(1).jpg": "3",
    "in/d.webp": "4",
    "in/code.png": "not shown",
    "in/e_(1).png": "5",
    "in/f.png": "6",
    "in/in_code.png": "not shown",
    "in/page.png": "not shown",
    "in/text.txt": "no picture",
  });
  const from = join(folder.path, "in");
  const copies = await copyPictures(
    notebook(
      '# a\n\n![a](a%20b.png) and ![b](./images/b.SVG "title") ![a](a%20b.png)',
      '![c][c] <img alt="" src="d.webp">\n\n[c]: <c(1).jpg>\n\n[text](text.txt) ![t](text.txt)',
      "![par](e_(1).png) <IMG alt='>' src = f.png> `![a](in_code.png)` [page]\n\n[page]: page.png",
      "![](missing.png) ![](https://example.org/a.png) ![](attachment:a.png) ![](data:,) ![](a%ff.png)",
    ),
    from,
    ".",
  );
  for (const { path, write } of copies) await write(join(folder.path, "out", path));
  deepEqual(listFiles(join(folder.path, "out")), [
    "a b.png",
    "c(1).jpg",
    "d.webp",
    "e_(1).png",
    "f.png",
    "images/b.SVG",
    "text.txt",
  ]);
});

Deno.test("copyPictures() copies what outputs name, and small data", async () => {
  await using folder = await makeFolder({
    "a.png": "1",
    "b.mp4": "2",
    "c.png": "3",
    "data.csv": "4",
    "e.json": "5",
    "large.csv": "6".repeat(1_000_001),
    ".env": "7",
    ".hidden/a.txt": "8",
    "other.ipynb": "{}",
  });
  const html = `<img src='a.png'><video poster="c.png"><source src="b.mp4"></video>
    <a href="data.csv?download=1#x">d</a> <a href="large.csv">l</a> <a href=".env">e</a>
    <a href=".hidden/a.txt">h</a> <a href="other.ipynb">o</a> <a href="https://example.org/e.json">w</a>`;
  const outputs = [{ "text/html": html }, { "text/markdown": "[e](e.json)" }]
    .map((data) => ({ output_type: "display_data" as const, data, metadata: {} }));
  const shown = { ...makeNotebook(), cells: [{ ...makeCell("show();"), outputs }] };
  deepEqual(
    await namesOf(shown, folder.path),
    ["a.png", "b.mp4", "c.png", "data.csv", "e.json"].map((name) => join("out", name)),
  );
});

Deno.test("copyPictures() copies nothing from outside the notebook's folder", async () => {
  await using folder = await makeFolder({ "secret.png": "1", "in/x": "" });
  const from = join(folder.path, "in");
  const secret = join(folder.path, "secret.png");
  await Deno.symlink(secret, join(from, "link.png"));
  const pictures = notebook(`![](../secret.png) ![](${secret}) ![](link.png)`);
  deepEqual(await namesOf(pictures, from), []);
});

Deno.test("copyPictures() passes over a folder with a picture's name", async () => {
  await using folder = await makeFolder({ "a.png/b.png": "1" });
  deepEqual(await namesOf(notebook("![](a.png) ![](a.png/b.png)"), folder.path), [
    join("out", "a.png", "b.png"),
  ]);
});

Deno.test("copyPictures() replaces a link, and leaves what it leads to", async () => {
  await using folder = await makeFolder({
    "in/a.png": "new",
    "precious.txt": "precious",
    "out/x": "",
  });
  const [precious, copy] = ["precious.txt", "out/a.png"].map((name) => join(folder.path, name));
  await Deno.symlink(precious, copy);
  const [picture] = await copyPictures(notebook("![](a.png)"), join(folder.path, "in"), ".");
  await picture.write(copy);
  equal(await Deno.readTextFile(copy), "new");
  equal(await Deno.readTextFile(precious), "precious");
});
