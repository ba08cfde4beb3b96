import { deepEqual, equal, ok } from "node:assert/strict";
import { inlineAssets } from "../../lib/export/assets.ts";
import { serialise } from "../../lib/export/dom.ts";
import { type Html, markup } from "../../lib/export/html.ts";
import { LessonMarkdown } from "../../lib/export/markdown.ts";

async function render(text: string): Promise<Html> {
  const markdown = new LessonMarkdown({ folder: ".", linkTo: () => undefined });
  return serialise(await markdown.render(text));
}

/** The families of formula fonts whose bytes are in a page. */
async function listFamilies(content: Html): Promise<string[]> {
  const { style } = await inlineAssets("page", content);
  const faces = style.text.matchAll(/font-family:"?KaTeX_(\w+)[^}]*?src:url\(data:font/g);
  return [...new Set([...faces].map(([, family]) => family))];
}

const FORMULAS: [string, string[]][] = [
  ["no formula", []],
  ["$x = 1$", ["Main", "Math"]],
  ["$$\\mathbb{R} \\sum_i$$", ["AMS", "Main", "Math", "Size2"]],
  // The index is set in the third size, which has the same name as the third size of brackets.
  [
    "$\\sum_i \\Big( \\mathcal{L}$",
    ["Caligraphic", "Main", "Math", "Size1", "Size2", "Size3"],
  ],
];

for (const [text, families] of FORMULAS) {
  Deno.test(`inlineAssets() puts only those fonts into a page that it uses: ${text}`, async () => {
    deepEqual(await listFamilies(await render(text)), families);
  });
}

Deno.test("inlineAssets() brings Plotly only for figures that it draws", async () => {
  const has = async (content: Html) =>
    (await inlineAssets("page", content)).scripts.text.length > 1_000_000;
  equal(await has(markup`<figure class="plot still"></figure>`), false);
  equal(await has(markup`<figure class="plot" style="max-width:300px"></figure>`), true);
});

Deno.test("inlineAssets() leaves more than a third of 3 MB to the lesson", async () => {
  const figure = markup`<figure class="plot" style="max-width:300px"></figure>`;
  const formula = await render("$x$");
  const { style, scripts } = await inlineAssets("page", markup`${figure}${formula}`);
  const size = style.text.length + scripts.text.length;
  ok(size < 2_000_000, `${size} characters`);
});
