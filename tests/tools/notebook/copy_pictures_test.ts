import { deepEqual } from "node:assert/strict";
import { join } from "node:path";
import { copyPictures } from "../../../tools/notebook/copy_pictures.ts";
import type { Notebook } from "../../../tools/notebook/nbformat.ts";
import { listFiles, makeCell, makeFolder, makeNotebook } from "../notebooks.ts";

function notebook(...sources: string[]): Notebook {
  const cells = sources.map((source) => ({ cell_type: "markdown", metadata: {}, source } as const));
  return { ...makeNotebook(), cells: [...cells, makeCell("// ![a](code.png)")] };
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
  const [from, to] = ["in", "out"].map((name) => join(folder.path, name));
  await copyPictures(
    notebook(
      '# a\n\n![a](a%20b.png) and ![b](./images/b.SVG "title") ![a](a%20b.png)',
      '![c][c] <img alt="" src="d.webp">\n\n[c]: <c(1).jpg>\n\n[text](text.txt) ![t](text.txt)',
      "![par](e_(1).png) <IMG alt='>' src = f.png> `![a](in_code.png)` [page]\n\n[page]: page.png",
      "![](missing.png) ![](https://example.org/a.png) ![](attachment:a.png) ![](data:,) ![](a%ff.png)",
    ),
    from,
    to,
  );
  deepEqual(listFiles(to), [
    "a b.png",
    "c(1).jpg",
    "d.webp",
    "e_(1).png",
    "f.png",
    "images/b.SVG",
  ]);
});

Deno.test("copyPictures() copies nothing from outside the notebook's folder", async () => {
  await using folder = await makeFolder({ "secret.png": "1", "in/x": "" });
  const from = join(folder.path, "in");
  const secret = join(folder.path, "secret.png");
  await Deno.symlink(secret, join(from, "link.png"));
  const pictures = notebook(`![](../secret.png) ![](${secret}) ![](link.png)`);
  await copyPictures(pictures, from, join(folder.path, "out"));
  deepEqual(listFiles(folder.path), ["in/link.png", "in/x", "secret.png"]);
});

Deno.test("copyPictures() leaves a folder as it is that is copied to itself", async () => {
  await using folder = await makeFolder({ "a.png": "1" });
  await copyPictures(notebook("![](a.png)"), folder.path, join(folder.path, "."));
  deepEqual(await Deno.readTextFile(join(folder.path, "a.png")), "1");
});
