import { deepEqual, equal } from "node:assert/strict";
import { readFrontMatter, removeFrontMatter } from "../../lib/export/front_matter.ts";
import type { Cell, Metadata } from "../../lib/jupyter/nbformat/nbformat.ts";
import { makeCell, makeNotebook } from "../tools/notebooks.ts";

function read(source: string, metadata: Metadata = {}, type: "raw" | "markdown" = "raw") {
  const cell: Cell = { cell_type: type, metadata: {}, source };
  const { title, authors, date } = readFrontMatter({ ...makeNotebook(), metadata, cells: [cell] });
  return [title, authors.join("; "), date];
}

const TEXTS: [source: string, title?: string, authors?: string, date?: string][] = [
  ["---\ntitle: A title\n---", "A title"],
  ['---\ntitle: "A: \\"b\\""\nauthor: Ann\ndate: 2024-01-02\n---', 'A: "b"', "Ann", "2024-01-02"],
  ["---\ntitle: 'It''s'\n---", "It's"],
  ["---\nauthor: [Ann, 'Bob']\n---", undefined, "Ann; Bob"],
  ["---\nauthors:\n  - Ann\n  - Bob\n---", undefined, "Ann; Bob"],
  ["---\nauthor:\n  - name: Ann\n    email: a@b.c\n  - name: Bob\n---", undefined, "Ann; Bob"],
  ["---\nauthor:\n  name: Ann\n---", undefined, "Ann"],
  ["---\ntitle: >\n  Two\n  lines\ndate: today # no\n---", "Two lines", "", "today"],
  ["---\nformat:\n  html:\n    title: no\n---"],
  ["---\nA line.\n---"],
  ["title: no"],
];

for (const [source, title, authors = "", date] of TEXTS) {
  Deno.test(`readFrontMatter() reads ${JSON.stringify(source)}`, () => {
    deepEqual(read(source), [title, authors, date]);
    deepEqual(read(`${source}\n\n# Text`, {}, "markdown"), [title, authors, date]);
  });
}

Deno.test("readFrontMatter() takes from the metadata what the first cell does not say", () => {
  const metadata = { title: "M", authors: [{ name: "Ann" }, "Bob"], date: 2024 };
  deepEqual(read("", metadata), ["M", "Ann; Bob", "2024"]);
  deepEqual(read("---\ntitle: C\n---", metadata), ["C", "Ann; Bob", "2024"]);
  deepEqual(read("", { title: { a: 1 }, authors: [3, { name: 4 }] }), [undefined, "", undefined]);
});

Deno.test("removeFrontMatter() leaves text, and code", () => {
  const cell = (source: string): Cell => ({ cell_type: "markdown", metadata: {}, source });
  equal(removeFrontMatter(cell("---\ntitle: a\n---\n# B")), "# B");
  equal(removeFrontMatter(cell("---\n\nA rule.\n\n---\n")), "---\n\nA rule.\n\n---\n");
  equal(removeFrontMatter(makeCell("---\ntitle: a\n---")), "---\ntitle: a\n---");
});
