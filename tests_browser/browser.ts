/**
 * Chromium without a network, and pages that say what went wrong in them.
 *
 * @module
 */
import { pathToFileURL } from "node:url";
import { type BrowserContextOptions, chromium, type Page } from "playwright-core";
import { findChromium } from "../tools/export/print_pdf.ts";

/** The browser that all tests share. */
export const browser = await chromium.launch({
  executablePath: await findChromium(),
  args: ["--headless", "--no-sandbox", "--disable-gpu", "--disable-background-networking"],
});

/** A page in the browser. */
export interface OpenPage extends AsyncDisposable {
  /** Playwright's page. */
  page: Page;
  /** What the page complained about, and what it asked for outside its files. */
  troubles: string[];
}

/** Opens a file, with the network cut. */
export async function openPage(
  path: string,
  options: BrowserContextOptions = {},
): Promise<OpenPage> {
  const context = await browser.newContext({
    viewport: { width: 1280, height: 800 },
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
  await page.goto(pathToFileURL(path).href, { waitUntil: "load" });
  return { page, troubles, [Symbol.asyncDispose]: () => context.close() };
}

/** Brings every figure near once, and waits until all are drawn. */
export async function drawAllFigures(page: Page): Promise<void> {
  for (const figure of await page.locator("figure.plot").all()) {
    await figure.scrollIntoViewIfNeeded();
    await figure.locator(".interactive .main-svg").first().waitFor();
  }
}
