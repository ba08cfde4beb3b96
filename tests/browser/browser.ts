/**
 * Chromium without a network, and pages that say what went wrong in them.
 *
 * @module
 */
import { fileURLToPath, pathToFileURL } from "node:url";
import { type BrowserContextOptions, chromium, type Locator, type Page } from "playwright-core";
import { findChromium } from "../../lib/export/print_pdf.ts";

/** The browser that all tests share. */
export const browser = await chromium.launch({
  executablePath: await findChromium(),
  args: ["--headless", "--no-sandbox", "--disable-gpu", "--disable-background-networking"],
});

const WIDE = { viewport: { width: 1280, height: 720 } };
const NARROW = { viewport: { width: 360, height: 740 } };

/** How readers look at a page: each width with one of the colours. */
export const LOOKS: Record<string, BrowserContextOptions> = {
  "wide and light": WIDE,
  "narrow and dark": { ...NARROW, colorScheme: "dark" },
};

/** Each width with the other colours: for one page and one deck of slides. */
export const OTHER_LOOKS: Record<string, BrowserContextOptions> = {
  "wide and dark": { ...WIDE, colorScheme: "dark" },
  "narrow and light": NARROW,
};

/** A page in the browser. */
export interface OpenPage extends AsyncDisposable {
  /** Playwright's page. */
  page: Page;
  /** What the page complained about, and what it asked for outside its files. */
  troubles: string[];
}

/** Names a test. The browser outlives each of them. */
export function test(name: string, fn: (context: Deno.TestContext) => Promise<void>): void {
  Deno.test({ name, fn, sanitizeOps: false, sanitizeResources: false });
}

/** Opens a file, with the network cut. A hash in `options` says where on the page. */
export async function openPage(
  path: string,
  { hash = "", ...options }: BrowserContextOptions & { hash?: string } = {},
): Promise<OpenPage> {
  const context = await browser.newContext({
    ...LOOKS["wide and light"],
    offline: true,
    ...options,
  });
  const page = await context.newPage();
  const troubles: string[] = [];
  page.on("console", (message) => {
    if (["error", "warning"].includes(message.type())) troubles.push(message.text());
  });
  page.on("pageerror", (error) => troubles.push(error.message));
  page.on("requestfailed", (request) => troubles.push(`failed: ${request.url()}`));
  page.on("request", (request) => {
    if (!/^(file|data|blob):/.test(request.url())) troubles.push(`outside: ${request.url()}`);
  });
  await page.goto(pathToFileURL(path).href + hash, { waitUntil: "load" });
  return { page, troubles, [Symbol.asyncDispose]: () => context.close() };
}

/** Brings every figure that is shown near once, and waits until all with data are drawn. */
export async function drawFigures(page: Page): Promise<void> {
  for (const figure of await page.locator("figure.plot:has(script):visible").all()) {
    await figure.scrollIntoViewIfNeeded();
    await figure.locator(".interactive:not([aria-busy]) .main-svg").first().waitFor();
  }
}

/** What is wider than the window, or than the figure that it stands in, which would cut it off. */
export async function findOverflow(page: Page): Promise<string[]> {
  return await page.evaluate(() => {
    const { scrollWidth } = document.documentElement;
    const cutOff = [...document.querySelectorAll(".interactive .main-svg text")].filter((text) => {
      const { left, right, width } = text.getBoundingClientRect();
      const figure = text.closest(".main-svg")!.getBoundingClientRect();
      // At its own width, a figure is as its author made it.
      const own = parseFloat(text.closest<HTMLElement>("figure.plot")!.style.maxWidth);
      return width > 0 && figure.width < own - 1 &&
        (right > figure.right + 1 || left < figure.left - 1);
    });
    return [
      ...(scrollWidth > innerWidth ? [`the page: ${scrollWidth} px`] : []),
      ...cutOff.map(({ textContent }) => `in a figure: ${textContent}`),
    ];
  });
}

/** Where a figure has a datum to point at. */
export async function findDatum(figure: Locator): Promise<{ x: number; y: number }> {
  return await figure.evaluate(measureDatum);
}

/** Runs in the page. */
function measureDatum(figure: Element): { x: number; y: number } {
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

/** What axe-core finds serious. */
export async function findBarriers(page: Page): Promise<string[]> {
  await page.addScriptTag({ path: fileURLToPath(import.meta.resolve("axe-core/axe.min.js")) });
  return await page.evaluate(runAxe);
}

/** Runs in the page. */
async function runAxe(): Promise<string[]> {
  // deno-lint-ignore no-explicit-any -- axe-core puts itself into the page's globals
  const { violations } = await (globalThis as any).axe.run({ resultTypes: ["violations"] });
  return violations
    .filter(({ impact }: { impact: string }) => ["serious", "critical"].includes(impact))
    .flatMap(({ id, nodes }: { id: string; nodes: { html: string; failureSummary: string }[] }) =>
      nodes.map(({ html, failureSummary }) => `${id}: ${html.slice(0, 200)} ${failureSummary}`)
    );
}

/** What is shown and takes the keyboard's focus, but is not reached with Tab. */
export async function findUnreachable(page: Page): Promise<string[]> {
  const count = await page.evaluate(async () => {
    // What scrolls is marked when the next frame is laid out: it is over when another one begins.
    const nextFrame = () => new Promise((resolve) => requestAnimationFrame(resolve));
    await nextFrame();
    await nextFrame();
    // Browsers give <details> without a summary one of their own.
    const focusable =
      "a[href], button, input, textarea, summary, details:not(:has(> summary)), [tabindex='0']";
    const unreached = new Set(
      [...document.querySelectorAll(focusable)].filter((element) => element.checkVisibility()),
    );
    Object.assign(globalThis, { unreached });
    addEventListener("focusin", ({ target }) => unreached.delete(target as Element));
    (document.activeElement as HTMLElement).blur();
    return unreached.size;
  });
  // One more than there are: behind the last one, Tab leaves the page before it comes round.
  for (let press = 0; press <= count; press++) await page.keyboard.press("Tab");
  return await page.evaluate(() => {
    const { unreached } = globalThis as unknown as { unreached: Set<Element> };
    return [...unreached].map(({ outerHTML }) => outerHTML.slice(0, 200));
  });
}
