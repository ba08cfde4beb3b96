/**
 * Printing pages as PDF with a browser that is installed here.
 *
 * @module
 */
import { delimiter, join, resolve } from "node:path";
import { pathToFileURL } from "node:url";

/** What Chromium and the browsers made of it are called. */
const NAMES = [
  "chromium",
  "chromium-browser",
  "google-chrome",
  "google-chrome-stable",
  "microsoft-edge",
];

/** Where they lie on systems that do not put them on the search path. */
const PLACES = [
  "/Applications/Google Chrome.app/Contents/MacOS/Google Chrome",
  "/Applications/Chromium.app/Contents/MacOS/Chromium",
  "C:\\Program Files\\Google\\Chrome\\Application\\chrome.exe",
  "C:\\Program Files (x86)\\Microsoft\\Edge\\Application\\msedge.exe",
];

/**
 * Finds Chromium, or a browser made of it.
 *
 * @returns Its path.
 * @throws {Error} If there is none.
 *
 * @example
 * ```ts
 * import { findChromium } from "./print_pdf.ts";
 * import { match } from "node:assert/strict";
 *
 * const found = await findChromium().catch((error) => error.message);
 * match(found, /chrom|edge/i);
 * ```
 */
export async function findChromium(): Promise<string> {
  const folders = (Deno.env.get("PATH") ?? "").split(delimiter).filter(Boolean);
  const paths = NAMES.flatMap((name) => folders.map((folder) => join(folder, name)));
  for (const path of [...paths, ...PLACES]) {
    const info = await Deno.stat(path).catch(() => undefined);
    if (info?.isFile) return path;
  }
  throw new Error(
    "Cannot print a PDF: expected Chromium, Chrome or Edge but found none; install one of them, or " +
      "leave out --pdf and print the page from your browser",
  );
}

/**
 * Prints a page.
 *
 * @param chromium The path of the browser.
 * @param page The path of the page.
 * @param signal Stops the browser.
 * @returns The path of the PDF, which lies beside the page.
 * @throws {Error} If the browser writes no PDF.
 *
 * @example
 * ```ts
 * import { printPdf } from "./print_pdf.ts";
 * import { rejects } from "node:assert/strict";
 *
 * await rejects(printPdf("no_such_browser", "page.html"));
 * ```
 */
export async function printPdf(
  chromium: string,
  page: string,
  signal?: AbortSignal,
): Promise<string> {
  const path = page.replace(/\.html$/, ".pdf");
  await Deno.remove(path).catch(() => {});
  const { stderr } = await new Deno.Command(chromium, {
    args: [
      "--headless",
      "--disable-gpu",
      "--disable-background-networking",
      // Chromium's sandbox does not work for root, as in a container.
      ...(Deno.build.os === "linux" && Deno.uid() === 0 ? ["--no-sandbox"] : []),
      "--no-pdf-header-footer",
      `--print-to-pdf=${resolve(path)}`,
      pathToFileURL(resolve(page)).href,
    ],
    stdout: "null",
    stderr: "piped",
    signal,
  }).output();
  signal?.throwIfAborted();
  const info = await Deno.stat(path).catch(() => undefined);
  if (info?.isFile) return path;
  const found = new TextDecoder().decode(stderr).trim().split("\n").at(-1);
  throw new Error(`Cannot print ${page}: expected ${chromium} to write a PDF but found: ${found}`);
}
