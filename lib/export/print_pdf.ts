/**
 * Printing pages as PDF with a browser that is installed here.
 *
 * @module
 */
import { delimiter, format, join, parse, resolve } from "node:path";
import { pathToFileURL } from "node:url";
import { writeWhole } from "@convbook/files";
import { runBrowser } from "./run_browser.ts";

/** How long printing a page may take, in seconds. The longest of ours takes 5. */
const MAX_SECONDS = 60;

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
 * @param options What stops the browser: a signal, and a number of seconds, 60 if left out.
 * @returns The path of the PDF, which lies beside the page. A PDF that lay there is replaced when
 * the new one is whole.
 * @throws {Error} If the browser writes no PDF in that time.
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
  { signal, seconds = MAX_SECONDS }: { signal?: AbortSignal; seconds?: number } = {},
): Promise<string> {
  const path = pdfPath(page);
  // The browser's own files too: one that is ended leaves them.
  const folder = await Deno.makeTempDir({ prefix: "convbook-print-" });
  try {
    signal?.throwIfAborted();
    const printed = join(folder, "page.pdf");
    const result = await runBrowser(chromium, [
      "--no-pdf-header-footer",
      `--user-data-dir=${join(folder, "profile")}`,
      `--print-to-pdf=${printed}`,
      pathToFileURL(resolve(page)).href,
    ], { signal, seconds });
    signal?.throwIfAborted();
    const pdf = await Deno.readFile(printed).catch(() => undefined);
    if (result === undefined || pdf === undefined) {
      const found = result === undefined
        ? ` within ${seconds} s but found it still busy`
        : ` but found: ${result.said}`;
      throw new Error(`Cannot print ${page}: expected ${chromium} to write a PDF${found}`);
    }
    await writeWhole(path, pdf);
    return path;
  } finally {
    await Deno.remove(folder, { recursive: true });
  }
}

/**
 * Says where the PDF of a page lies: beside it.
 *
 * @param page The path of the page.
 * @returns The path of the PDF.
 *
 * @example
 * ```ts
 * import { pdfPath } from "./print_pdf.ts";
 * import { equal } from "node:assert/strict";
 *
 * equal(pdfPath("a.slides.html"), "a.slides.pdf");
 * ```
 */
export function pdfPath(page: string): string {
  const { dir, name } = parse(page);
  return format({ dir, name, ext: ".pdf" });
}
