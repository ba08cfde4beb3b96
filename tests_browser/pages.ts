/**
 * What readers do with the pages, in Chromium, from files and without a network.
 *
 * @module
 */
import { deepEqual, equal, match, ok } from "node:assert/strict";
import { basename, join, relative } from "node:path";
import { fileURLToPath } from "node:url";
import type { Locator, Page } from "playwright-core";
import { findChromium, printPdf } from "../tools/export/print_pdf.ts";
import { readNotebook } from "../tools/notebook/read_notebook.ts";
import { listFiles } from "../tests/tools/notebooks.ts";
import { browser, drawAllFigures, openPage } from "./browser.ts";
import {
  folder,
  hostilePages,
  index,
  LESSONS,
  pages,
  seconds,
  singleFiles,
  site,
  slides,
} from "./site.ts";

Deno.test.afterAll(async () => {
  await browser.close();
  await Deno.remove(folder, { recursive: true });
});

const name = (path: string) => relative(folder, path);
const PHONE = { viewport: { width: 360, height: 740 } };
const DARK = { colorScheme: "dark" } as const;

/** The browser outlives each test. */
function test(what: string, run: () => Promise<void>): void {
  Deno.test({ name: what, fn: run, sanitizeOps: false, sanitizeResources: false });
}

test("the site is written in less than 10 s and smaller than 15 MB", async () => {
  const sizes = await Promise.all(
    listFiles(site).map(async (file) => (await Deno.stat(join(site, file))).size),
  );
  const size = sizes.reduce((a, b) => a + b);
  console.log(`${pages.length} lessons: ${seconds.toFixed(1)} s, ${(size / 1e6).toFixed(1)} MB`);
  ok(seconds < 10);
  ok(size < 15e6);
});

for (const path of [index, ...pages, ...slides, ...singleFiles, ...hostilePages]) {
  const looks = path.startsWith(site) ? { light: {}, dark: DARK, phone: PHONE } : { phone: PHONE };
  for (const [look, options] of Object.entries(looks)) {
    test(`${name(path)} opens without trouble: ${look}`, async () => {
      await using open = await openPage(path, options);
      const { page, troubles } = open;
      if (!path.includes("slides")) await drawAllFigures(page);
      deepEqual(troubles, []);
      deepEqual(
        await page.evaluate(() => [
          document.documentElement.scrollWidth <= innerWidth,
          "broken" in globalThis,
        ]),
        [true, false],
      );
    });
  }
}

for (const path of [index, ...pages, ...slides.slice(0, 1), ...hostilePages.slice(0, 1)]) {
  for (const [look, options] of Object.entries({ light: {}, dark: DARK })) {
    test(`${name(path)} can be used by everybody (axe-core): ${look}`, async () => {
      await using open = await openPage(path, options);
      const axe = fileURLToPath(import.meta.resolve("axe-core/axe.min.js"));
      await open.page.addScriptTag({ path: axe });
      deepEqual(await open.page.evaluate(runAxe), []);
    });
  }
}

for (const path of pages) {
  test(`${name(path)} shows a value where the mouse points into a figure`, async () => {
    await using open = await openPage(path);
    const { page } = open;
    await drawAllFigures(page);
    const figures = await page.locator("figure.plot").all();
    equal(figures.length, await countFigures(path));
    for (const figure of figures) {
      await figure.scrollIntoViewIfNeeded();
      const { x, y } = await figure.evaluate(findDatum);
      await page.mouse.move(x, y, { steps: 3 });
      await figure.locator(".hoverlayer .hovertext").first().waitFor();
      match(await figure.locator(".hoverlayer .hovertext").first().textContent() ?? "", /\d/);
    }
  });

  test(`${name(path)} shows every figure without JavaScript, and on paper`, async () => {
    await using still = await openPage(path, { javaScriptEnabled: false });
    equal(await countVisible(still.page, "figure.plot > img"), await countFigures(path));
    await using open = await openPage(path);
    await drawAllFigures(open.page);
    await open.page.emulateMedia({ media: "print" });
    equal(await countVisible(open.page, "figure.plot > img"), await countFigures(path));
    equal(await countVisible(open.page, ".interactive, button, .contents, .bar"), 0);
  });
}

for (const path of [index, ...pages]) {
  test(`${name(path)} can be used with the keyboard alone`, async () => {
    await using open = await openPage(path);
    const { page } = open;
    const wanted = await page.evaluate(() => {
      const focusable = "a[href], button, summary, [tabindex='0']";
      const isVisible = (element: Element) => element.checkVisibility();
      return [...document.querySelectorAll(focusable)].filter(isVisible).length;
    });
    const reached = new Set<number>();
    for (let press = 0; press < wanted; press++) {
      await page.keyboard.press("Tab");
      reached.add(
        await page.evaluate(() =>
          [...document.querySelectorAll("*")].indexOf(document.activeElement!)
        ),
      );
    }
    equal(reached.size, wanted);
  });

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

test("slides go on and back with keys and buttons, and draw their figures", async () => {
  await using open = await openPage(slides[1]);
  const { page } = open;
  const position = page.locator(".controls output");
  const count = await page.locator(".slide").count();
  equal(await position.innerText(), `1 / ${count}`);
  await page.keyboard.press("ArrowRight");
  equal(await position.innerText(), `2 / ${count}`);
  await page.locator(".controls .back").click();
  equal(await position.innerText(), `1 / ${count}`);
  const figure = page.locator("figure.plot").first();
  for (let slide = 2; slide < count && !await figure.isVisible(); slide++) {
    await page.keyboard.press("PageDown");
  }
  await figure.locator(".interactive .main-svg").first().waitFor();
  equal(await page.locator(".slide:visible").count(), 1);
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

/** Runs in the page: what axe-core finds serious. */
async function runAxe(): Promise<string[]> {
  // deno-lint-ignore no-explicit-any -- axe-core puts itself into the page's globals
  const { violations } = await (globalThis as any).axe.run();
  return violations
    .filter(({ impact }: { impact: string }) => ["serious", "critical"].includes(impact))
    .flatMap(({ id, nodes }: { id: string; nodes: { html: string; failureSummary: string }[] }) =>
      nodes.map(({ html, failureSummary }) => `${id}: ${html.slice(0, 200)} ${failureSummary}`)
    );
}

/** Runs in the page: where a figure has a datum to point at. */
function findDatum(figure: Element): { x: number; y: number } {
  const middle = (element: Element) => {
    const { x, y, width, height } = element.getBoundingClientRect();
    return { x: x + width / 2, y: y + height / 2 };
  };
  const bars = [...figure.querySelectorAll(".bars .point path")];
  const height = (element: Element) => element.getBoundingClientRect().height;
  if (bars.length > 0) return middle(bars.reduce((a, b) => height(a) > height(b) ? a : b));
  const point = figure.querySelector(".scatterlayer path.point");
  if (point) return middle(point);
  const line = figure.querySelector<SVGPathElement>(".scatterlayer path.js-line");
  if (!line) return middle(figure.querySelector(".nsewdrag")!);
  const { x, y } = line.getPointAtLength(line.getTotalLength() / 2).matrixTransform(
    line.getScreenCTM()!,
  );
  return { x, y };
}
