/**
 * What readers do with the pages, in Chromium, from files and without a network.
 *
 * @module
 */
import { deepEqual, equal, match, ok } from "node:assert/strict";
import { basename, join } from "node:path";
import { fileURLToPath } from "node:url";
import type { Locator, Page } from "playwright-core";
import { findChromium, printPdf } from "../../lib/export/print_pdf.ts";
import { readNotebook } from "../../lib/jupyter/nbformat/read_notebook.ts";
import { listFiles } from "../tools/notebooks.ts";
import {
  browser,
  drawFigures,
  findBarriers,
  findDatum,
  findOverflow,
  findUnreachable,
  LOOKS,
  openPage,
  OTHER_LOOKS,
  test,
} from "./browser.ts";
import {
  folder,
  hostilePages,
  index,
  LESSONS,
  name,
  pages,
  seconds,
  singleFiles,
  singleSlides,
  site,
  studentPage,
  unluckyPage,
} from "./site.ts";
import "./policy.ts";
import "./slides.ts";
import "./touch.ts";

Deno.test.afterAll(async () => {
  await browser.close();
  await Deno.remove(folder, { recursive: true });
});

test("the site is smaller than 15 MB, and each single file than 3 MB", async () => {
  const measure = async (file: string) => (await Deno.stat(file)).size;
  const sizes = await Promise.all(listFiles(site).map((file) => measure(join(site, file))));
  const size = sizes.reduce((a, b) => a + b);
  // The time is not asserted: other programs may run beside the tests.
  console.log(`${pages.length} lessons: ${seconds.toFixed(1)} s, ${(size / 1e6).toFixed(1)} MB`);
  ok(size < 15_000_000, `${size} bytes`);
  for (const file of [...singleFiles, ...singleSlides]) {
    const size = await measure(file);
    ok(size < 3_000_000, `${name(file)}: ${size} bytes`);
  }
});

for (const path of [index, ...pages, ...hostilePages, unluckyPage]) {
  // Lesson 2 has figures of most kinds.
  const looks = path === pages[1] ? { ...LOOKS, ...OTHER_LOOKS } : LOOKS;
  for (const [look, options] of Object.entries(looks)) {
    test(`${name(path)} can be read: ${look}`, async (context) => {
      await using open = await openPage(path, options);
      const { page, troubles } = open;
      await context.step("without trouble, within the window", async () => {
        await drawFigures(page);
        deepEqual(troubles, []);
        deepEqual(await findOverflow(page), []);
        equal(await page.evaluate(() => "broken" in globalThis), false);
      });
      await context.step("with the keyboard alone", async () => {
        deepEqual(await findUnreachable(page), []);
      });
      await context.step("by everybody (axe-core)", async () => {
        deepEqual(await findBarriers(page), []);
      });
    });
  }
}

for (const path of singleFiles) {
  test(`${name(path)} needs no other file`, async () => {
    // What stands in it is what stands in the page, so only its style and its scripts are tested.
    await using open = await openPage(path, LOOKS["narrow and dark"]);
    await drawFigures(open.page);
    deepEqual(open.troubles, []);
    deepEqual(await findOverflow(open.page), []);
  });
}

test("the students' edition has no solution, nor have its notebooks", async () => {
  await using open = await openPage(studentPage);
  const { page, troubles } = open;
  const hasSolution = (text: string) => /Answers|6,115,200/.test(text);
  equal(hasSolution(await page.content()), false);
  equal(hasSolution(await Deno.readTextFile(pages[0])), true);
  const notebooks = await page.locator("a[download]").evaluateAll((links) =>
    links.map((link) => (link as HTMLAnchorElement).href)
  );
  equal(notebooks.length, 2);
  for (const notebook of notebooks) {
    equal(hasSolution(await Deno.readTextFile(fileURLToPath(notebook))), false);
  }
  deepEqual(troubles, []);
});

for (const path of pages) {
  test(`${name(path)} shows a value where the mouse points, and pictures on paper`, async () => {
    await using open = await openPage(path);
    const { page } = open;
    await drawFigures(page);
    const figures = await page.locator("figure.plot").all();
    equal(figures.length, await countFigures(path));
    for (const figure of figures) {
      await figure.scrollIntoViewIfNeeded();
      const { x, y } = await findDatum(figure);
      await page.mouse.move(x, y, { steps: 3 });
      await figure.locator(".hoverlayer .hovertext").first().waitFor();
      match(await figure.locator(".hoverlayer .hovertext").first().textContent() ?? "", /\d/);
    }
    // On paper too every figure is shown, as a picture.
    await page.emulateMedia({ media: "print" });
    equal(await countVisible(page, "figure.plot > img"), figures.length);
    equal(await countVisible(page, ".interactive, button, .contents, .bar"), 0);
  });

  test(`${name(path)} shows every figure without JavaScript`, async () => {
    await using still = await openPage(path, { javaScriptEnabled: false });
    equal(await countVisible(still.page, "figure.plot > img"), await countFigures(path));
  });
}

for (const path of [index, ...pages, ...singleFiles, ...singleSlides]) {
  test(`${name(path)} links only to what is there`, async () => {
    await using open = await openPage(path);
    const { page } = open;
    const links = await page.evaluate(() =>
      [...document.querySelectorAll("a")].map(({ href, hash }) => ({
        file: href.replace(/#.*/, ""),
        hasTarget: hash === "" ||
          document.getElementById(decodeURIComponent(hash.slice(1))) !== null,
      }))
    );
    ok(links.length > 0);
    for (const { file, hasTarget } of links.filter(({ file }) => file.startsWith("file:"))) {
      await Deno.stat(fileURLToPath(file));
      ok(hasTarget, file);
    }
  });
}

test("a reader goes from the index through all lessons and back", async () => {
  await using open = await openPage(index);
  const { page } = open;
  await page.locator(".lessons a").first().click();
  for (const path of pages.slice(1)) {
    await page.locator("[rel=next]").click();
    equal(basename(new URL(page.url()).pathname), basename(path));
  }
  equal(await page.locator("[rel=next]").count(), 0);
  await page.locator(".bar a").click();
  equal(fileURLToPath(page.url()), index);
});

test("the copy button copies the code as it is", async () => {
  await using open = await openPage(pages[0], {
    permissions: ["clipboard-read", "clipboard-write"],
  });
  const { page } = open;
  const button = page.locator("button.copy").first();
  await button.focus();
  await page.keyboard.press("Enter");
  await page.getByText("Copied").waitFor();
  const copied = await page.evaluate(() => navigator.clipboard.readText());
  const { cells } = await readNotebook(LESSONS[0]);
  equal(copied, cells.find(({ cell_type }) => cell_type === "code")?.source);
});

test("the switch for dark colours is remembered", async () => {
  await using open = await openPage(pages[0]);
  const { page } = open;
  const paper = () => page.evaluate(() => getComputedStyle(document.body).backgroundColor);
  const light = await paper();
  await page.locator("button.theme").click();
  const dark = await paper();
  ok(dark !== light);
  await page.reload();
  equal(await paper(), dark);
});

test("scripts in outputs run, inside their output", async () => {
  await using open = await openPage(hostilePages[0]);
  equal(await open.page.locator("#live").innerText(), "</p>");
});

test("a page leaves what an output shows alone, whatever its classes", async () => {
  await using open = await openPage(unluckyPage);
  const { page } = open;
  const parts = [".slide", ".fragment", ".notes", ".controls", ".bar", ".skip", ".facts"];
  for (const media of ["screen", "print"] as const) {
    await page.emulateMedia({ media });
    for (const part of [...parts, ".neighbours", ".source", ".contents"]) {
      equal(await page.locator(`.output ${part}`).isVisible(), true, `${part}, ${media}`);
    }
  }
  equal(await page.locator(".output .bar").evaluate((e) => getComputedStyle(e).display), "block");
  equal(await page.locator(".output button.copy").count(), 0);
  equal(await page.locator("button.theme").count(), 1);
});

test("a page becomes a PDF", async () => {
  const pdf = await Deno.readFile(await printPdf(await findChromium(), pages[2]));
  equal(new TextDecoder().decode(pdf.subarray(0, 5)), "%PDF-");
  ok(pdf.length > 50_000);
});

async function countFigures(path: string): Promise<number> {
  const { cells } = await readNotebook(path.replace(/\.html$/, ".ipynb"));
  return cells
    .flatMap((cell) => cell.cell_type === "code" ? cell.outputs : [])
    .filter((output) => "data" in output && "application/vnd.plotly.v1+json" in output.data)
    .length;
}

async function countVisible(page: Page, selector: string): Promise<number> {
  const elements: Locator[] = await page.locator(selector).all();
  const visible = await Promise.all(elements.map((element) => element.isVisible()));
  return visible.filter(Boolean).length;
}
