/**
 * Exports notebooks that have been damaged at random. Each must come out whole, or be refused in one
 * short sentence with nothing written.
 *
 * `CONVBOOK_MUTATIONS` says how many: 150 if left out.
 *
 * @module
 */
import { equal, match, ok } from "node:assert/strict";
import { basename, join } from "node:path";
import seedrandom from "seedrandom";
import { numberCodeCells } from "../../lib/jupyter/nbformat/nbformat.ts";
import { findOtherKernel } from "../../lib/jupyter/nbformat/notebook_language.ts";
import { parseNotebook } from "../../lib/jupyter/nbformat/read_notebook.ts";
import { listUntidyParts } from "../../lib/jupyter/nbformat/untidy_parts.ts";
import { joinCells } from "../../lib/jupyter/check/join_cells.ts";
import { writeSite } from "../../lib/export/write_site.ts";
import { listFiles } from "../tools/notebooks.ts";
import { inFolder } from "../in_folder.ts";
import { makeHostileNotebook } from "./hostile_notebook.ts";
import { FOR_TEACHERS, makeLessonNotebook, PAGES, SINGLE, SLIDES } from "./sites.ts";

const COUNT = Number(Deno.env.get("CONVBOOK_MUTATIONS") ?? 150);
const PIXEL =
  "iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg==";

/** Values that stand where others are expected. */
const ODD: unknown[] = [
  null,
  true,
  -1,
  1e308,
  0.5,
  "",
  "<script>alert(1)</script>",
  "\u0000\u202e\ud800",
  "x".repeat(20_000),
  [],
  [[]],
  ["a\n", 1, null],
  {},
  { __proto__: null, constructor: 1, toString: 2 },
  { "text/html": ["<b>", 1] },
  nest(40),
];

function nest(depth: number): unknown {
  return depth === 0 ? 1 : [{ a: nest(depth - 1) }];
}

/** Notebooks in which every kind of cell and output stands. */
function makeBases(): object[] {
  const outputs = [
    { output_type: "stream", name: "stderr", text: ["\u001b[31mred\u001b[0m\n", "plain\n"] },
    {
      output_type: "execute_result",
      execution_count: 1,
      metadata: { "image/png": { width: 10 } },
      data: { "image/png": PIXEL, "text/plain": "a dot" },
    },
    {
      output_type: "display_data",
      metadata: {},
      data: { "text/markdown": "*a* $x^2$", "application/json": { a: [1] } },
    },
    { output_type: "error", ename: "Error", evalue: "no", traceback: ["at 1", "at 2"] },
  ];
  const lesson = makeLessonNotebook(1);
  return [
    {
      ...lesson,
      cells: [
        ...lesson.cells,
        {
          cell_type: "markdown",
          id: "m",
          metadata: {},
          source: "![](attachment:dot.png)\n\n| a |\n|---|\n| $\\frac12$ |\n",
          attachments: { "dot.png": { "image/png": PIXEL } },
        },
        { cell_type: "raw", id: "r", metadata: { format: "text/html" }, source: "<b>raw</b>" },
        {
          cell_type: "code",
          id: "o",
          metadata: { tags: ["solution"] },
          execution_count: 1,
          source: ["const a = 1;\n", "a"],
          outputs,
        },
      ],
    },
    makeHostileNotebook(),
  ];
}

/** Changes one value somewhere in a JSON value, or takes it away. */
function mutate(json: unknown, random: () => number): void {
  const places: [Record<string, unknown>, string][] = [];
  // What lies high up is soon refused: it counts once, what lies deep in a cell four times.
  const collect = (value: unknown, depth: number) => {
    if (typeof value !== "object" || value === null) return;
    for (const key of Object.keys(value)) {
      const times = depth < 3 ? 1 : 4;
      for (let i = 0; i < times; i++) places.push([value as Record<string, unknown>, key]);
      collect((value as Record<string, unknown>)[key], depth + 1);
    }
  };
  collect(json, 0);
  if (places.length === 0) return;
  const pick = <T>(items: readonly T[]) => items[Math.floor(random() * items.length)];
  const [owner, key] = pick(places);
  const [other, otherKey] = pick(places);
  const change = random();
  if (change < 0.25) delete owner[key];
  else if (change < 0.4) owner[key] = structuredClone(other[otherKey]);
  else owner[key] = structuredClone(pick(ODD));
}

/** Makes the text of a damaged notebook; one in eight is cut or has a wrong letter. */
function makeText(base: object, random: () => number): string {
  const json = structuredClone(base);
  for (let count = 1 + Math.floor(random() * 2); count > 0; count--) mutate(json, random);
  const text = JSON.stringify(json);
  const at = Math.floor(random() * text.length);
  const damage = random();
  if (damage < 0.06) return text.slice(0, at);
  if (damage < 0.12) return text.slice(0, at) + "}\\" + text.slice(at + 1);
  return text;
}

/** Asserts that an error is one short sentence in the house style. */
function checkRefusal(error: unknown, what: string): void {
  ok(error instanceof Error, what);
  match(error.message, /^Cannot [^]*: expected [^]* but found /, `${what}: ${error.stack}`);
  ok(error.message.length <= 500, `${what}: ${error.message.length} characters`);
}

Deno.test(`writeSite() writes ${COUNT} damaged notebooks whole, or refuses them in a sentence`, () =>
  inFolder(async (folder) => {
    const random = seedrandom("damaged notebooks");
    const bases = makeBases();
    let written = 0;
    for (let index = 0; index < COUNT; index++) {
      const what = `notebook ${index}`;
      const file = join(folder, `n${index}.ipynb`);
      await Deno.writeTextFile(file, makeText(bases[index % bases.length], random));
      const target = join(folder, `out${index}`);
      try {
        const pages = await writeSite([file], {
          ...FOR_TEACHERS,
          target,
          form: [PAGES, PAGES, PAGES, SINGLE, SLIDES][index % 5],
          edition: index % 3 === 0 ? "student" : "teacher",
        });
        for (const page of pages) match(await Deno.readTextFile(page), /<\/html>\s*$/, what);
        equal(pages.length, 1, what);
        written++;
      } catch (error) {
        checkRefusal(error, what);
        const left = [...Deno.readDirSync(folder)].map(({ name }) => name);
        ok(!left.includes(basename(target)) || listFiles(target).length === 0, what);
      }
      if (listFiles(folder).some((name) => name.endsWith(".tmp"))) ok(false, `${what} left parts`);
      await Deno.remove(target, { recursive: true }).catch(() => {});
      await Deno.remove(file);
    }
    ok(written > COUNT / 5, `${written} written`);
    ok(written < COUNT, `${written} written`);
  }));

Deno.test(`parseNotebook() and the checker take ${COUNT} damaged notebooks, or refuse them`, () => {
  const random = seedrandom("checked notebooks");
  const bases = makeBases();
  let taken = 0;
  for (let index = 0; index < COUNT; index++) {
    try {
      const notebook = parseNotebook(makeText(bases[index % bases.length], random), "a.ipynb");
      for (const part of listUntidyParts(notebook)) ok(part.length <= 300, part);
      ok((findOtherKernel(notebook) ?? "").length <= 500);
      const cells = numberCodeCells(notebook);
      joinCells(
        cells.map(({ number, cell }) => ({ number, text: cell.source })),
        new URL("file:///notes/"),
      );
      taken++;
    } catch (error) {
      checkRefusal(error, `notebook ${index}`);
    }
  }
  ok(taken > 0 && taken < COUNT, `${taken} taken`);
});
