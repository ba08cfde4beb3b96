import { deepEqual, equal, ok } from "node:assert/strict";
import { inlineAssets } from "../../lib/export/assets.ts";
import { PAGES } from "../../lib/export/forms/pages.ts";
import { LessonMarkdown } from "../../lib/export/markdown.ts";
import { type Needs, NO_NEEDS } from "../../lib/export/needs.ts";
import { pageLanguage } from "../../lib/export/page_language.ts";

async function findNeeds(text: string): Promise<Needs> {
  const markdown = new LessonMarkdown("01_load", {
    folder: ".",
    linkTo: () => undefined,
    language: pageLanguage("en"),
  });
  return (await markdown.render(text)).needs;
}

/** The families of formula fonts whose bytes are in a page. */
async function listFamilies(needs: Needs): Promise<string[]> {
  const { style } = await inlineAssets(PAGES.design, needs);
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
    deepEqual(await listFamilies(await findNeeds(text)), families);
  });
}

Deno.test("inlineAssets() brings Plotly only for figures", async () => {
  const has = async (needs: Needs) =>
    (await inlineAssets(PAGES.design, needs)).scripts.text.length > 1_000_000;
  equal(await has(NO_NEEDS), false);
  equal(await has({ ...NO_NEEDS, hasFigures: true }), true);
});

Deno.test("inlineAssets() leaves more than a third of 3 MB to the lesson", async () => {
  const needs = { ...await findNeeds("$x$"), hasFigures: true };
  const { style, scripts } = await inlineAssets(PAGES.design, needs);
  const size = style.text.length + scripts.text.length;
  ok(size < 2_000_000, `${size} characters`);
});
