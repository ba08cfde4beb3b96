import { deepEqual, equal } from "node:assert/strict";
import { join } from "node:path";
import { chooseForm } from "../../../lib/export/forms/mod.ts";
import { writeSite } from "../../../lib/export/write_site.ts";
import type { Cell, Output } from "../../../lib/jupyter/nbformat/nbformat.ts";
import { formatNotebook } from "../../../lib/jupyter/nbformat/write_notebook.ts";
import { makeNotebook } from "../../tools/notebooks.ts";
import { inFolder } from "../../in_folder.ts";

const PNG = "iVBORw0KGgo=";
const COURSE = { title: "Course", description: "", language: "en" };

const text = (source: string, more: Partial<Cell> = {}): Cell =>
  ({ cell_type: "markdown", metadata: {}, source, ...more }) as Cell;
const code = (source: string, outputs: Output[] = [], more: Partial<Cell> = {}): Cell =>
  ({ cell_type: "code", metadata: {}, execution_count: 1, source, outputs, ...more }) as Cell;
const shown = (data: Record<string, unknown>): Output => ({
  output_type: "display_data",
  data,
  metadata: {},
});

/** Exports notebooks as Markdown, and reads all files that were written. */
async function exportMarkdown(
  notebooks: Record<string, Cell[]>,
  edition: "student" | "teacher" = "teacher",
  pictures: string[] = [],
): Promise<Record<string, string>> {
  return await inFolder(async (folder) => {
    for (const [name, cells] of Object.entries(notebooks)) {
      const notebook = { ...makeNotebook(), cells };
      await Deno.writeTextFile(join(folder, `${name}.ipynb`), formatNotebook(notebook));
    }
    for (const picture of pictures) await Deno.writeTextFile(join(folder, picture), "<svg/>");
    const target = join(folder, "out");
    await writeSite(Object.keys(notebooks).map((name) => join(folder, `${name}.ipynb`)), {
      course: COURSE,
      target,
      edition,
      form: chooseForm(["markdown"]),
    });
    const files: Record<string, string> = {};
    const read = async (path: string) => {
      for await (const { name, isDirectory } of Deno.readDir(join(target, path))) {
        const inside = path === "" ? name : `${path}/${name}`;
        if (isDirectory) await read(inside);
        else if (name !== ".files.json") {
          files[inside] = await Deno.readTextFile(join(target, inside));
        }
      }
    };
    await read("");
    return files;
  });
}

Deno.test("markdown: text and code stand as they are, code between fences with its language", async () => {
  const { "a.md": written } = await exportMarkdown({
    a: [
      text("# One\n\nA *text*.\n"),
      code("const a = 1;\n"),
      code("`" + "``js`" + "``"),
      code(" "),
      { cell_type: "raw", metadata: {}, source: "<b>" } as Cell,
    ],
  });
  equal(
    written,
    [
      "# One\n\nA *text*.",
      "```typescript\nconst a = 1;\n```",
      "````typescript\n```js```\n````",
      "```\n<b>\n```",
    ].join("\n\n") + "\n",
  );
});

Deno.test("markdown: each output stands in its best form, pictures in files beside", async () => {
  const files = await exportMarkdown({
    "a b": [
      code("1", [
        { output_type: "stream", name: "stdout", text: "10 %\r20 %\n" },
        { output_type: "stream", name: "stdout", text: "\x1b[31mred\x1b[39m\n" },
        shown({ "image/png": PNG, "text/plain": "2 images\n[a]" }),
        shown({
          "application/vnd.plotly.v1+json": { data: [] },
          "image/svg+xml": "<svg></svg>",
          "text/plain": "loss",
        }),
        shown({ "text/markdown": "*so*", "text/plain": "so" }),
        shown({
          "text/html": `<table onclick="f()"><tr><td>1</td></tr></table>\n\n<script>f()</script>`,
          "text/plain": "1",
        }),
        shown({ "text/html": `<img src="data:image/png;base64,${PNG}" alt="dot">` }),
        shown({ "text/html": "<script>f()</script>", "text/plain": "42" }),
        shown({ "application/json": { a: 1 } }),
        { output_type: "error", ename: "E", evalue: "no", traceback: ["\x1b[31mE\x1b[39m: no"] },
      ]),
    ],
  });
  deepEqual(files, {
    "a b.md": [
      "```typescript\n1\n```",
      "```text\n20 %\nred\n```",
      "![2 images \\[a\\]](a%20b_files/1.png)",
      "![loss](a%20b_files/2.svg)",
      "*so*",
      "<table><tbody><tr><td>1</td></tr></tbody></table>",
      '<img src="a%20b_files/3.png" alt="dot">',
      "```text\n42\n```",
      '```json\n{\n  "a": 1\n}\n```',
      "```text\nE: no\n```",
    ].join("\n\n") + "\n",
    "a b_files/1.png": new TextDecoder().decode(Uint8Array.fromBase64(PNG)),
    "a b_files/2.svg": '<svg xmlns="http://www.w3.org/2000/svg"></svg>',
    "a b_files/3.png": new TextDecoder().decode(Uint8Array.fromBase64(PNG)),
  });
});

Deno.test("markdown: links between notebooks, attachments and pictures go on to work", async () => {
  const files = await exportMarkdown(
    {
      a: [
        text(
          "[2](./b.ipynb#end) [3](c.ipynb) `[2](b.ipynb)` ![dot](attachment:d%20t.png) ![](p.svg)",
          {
            attachments: { "d t.png": { "image/png": PNG } },
          },
        ),
      ],
      b: [text("[1](a.ipynb) ![](attachment:no.png)")],
    },
    "teacher",
    ["p.svg"],
  );
  deepEqual(Object.keys(files).sort(), ["a.md", "a_files/1.png", "b.md", "p.svg"]);
  equal(
    files["a.md"],
    "[2](b.md#end) [3](c.ipynb) `[2](b.ipynb)` ![dot](a_files/1.png) ![](p.svg)\n",
  );
  equal(files["b.md"], "[1](a.md) ![](attachment:no.png)\n");
});

Deno.test("markdown: teachers get solutions folded once, students get none", async () => {
  const solution = { metadata: { tags: ["solution"] } };
  const notebooks = {
    a: [
      text("Why?"),
      text("Because.", solution),
      code("42", [], solution),
      text("<details><summary>Answer</summary>\n\n7\n\n</details>", solution),
    ],
  };
  const { "a.md": teacher } = await exportMarkdown(notebooks);
  equal(
    teacher,
    [
      "Why?",
      "<details><summary>Solution</summary>\n\nBecause.\n\n</details>",
      "<details><summary>Solution</summary>\n\n```typescript\n42\n```\n\n</details>",
      "<details><summary>Answer</summary>\n\n7\n\n</details>",
    ].join("\n\n") + "\n",
  );
  equal((await exportMarkdown(notebooks, "student"))["a.md"], "Why?\n");
});

Deno.test("markdown: an export takes the place of the one before, and no others' files", async () => {
  await inFolder(async (folder) => {
    const target = join(folder, "out");
    const file = join(folder, "a.ipynb");
    const picture = [code("1", [shown({ "image/png": PNG })])];
    for (const cells of [picture, [text("b")]]) {
      await Deno.writeTextFile(file, formatNotebook({ ...makeNotebook(), cells }));
      const form = chooseForm(["markdown"]);
      await writeSite([file], { course: COURSE, target, edition: "teacher", form });
      await Deno.writeTextFile(join(target, "mine.md"), "mine");
    }
    const left = [...Deno.readDirSync(target)].map(({ name }) => name);
    deepEqual(left.sort(), [".files.json", "a.md", "mine.md"]);
  });
});
