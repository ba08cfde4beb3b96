/**
 * Each page as PDF too.
 *
 * @module
 */
import { basename, dirname, join } from "node:path";
import { findChromium, pdfPath, printPdf } from "../print_pdf.ts";
import type { Variant } from "./form.ts";
import { hasPages, type PageForm } from "./page_form.ts";

/** Prints a page as PDF, beside itself. */
export type Print = (page: string, options: { signal?: AbortSignal }) => Promise<unknown>;

/** PDFs beside the pages. */
export const PDF: Variant = {
  option: {
    name: "pdf",
    help: "each page as PDF too, printed by a Chromium that is installed here",
  },
  vary: (form) => hasPages(form) ? addPdf(form, findPrinter) : undefined,
};

/**
 * Makes a form that has a PDF for each of its pages.
 *
 * @param form The form with pages.
 * @param findPrinter Finds what prints them, before anything else is done.
 * @returns The form with both.
 *
 * @example
 * ```ts
 * import { addPdf } from "./pdf.ts";
 * import { PAGES } from "./pages.ts";
 * import { deepEqual } from "node:assert/strict";
 *
 * const printed: string[] = [];
 * const form = addPdf(PAGES, () => Promise.resolve(async (page) => void printed.push(page)));
 * const course = { title: "Course", description: "", language: "en" };
 * deepEqual((await form.makeFiles([], { course })).results, []);
 * ```
 */
export function addPdf(form: PageForm, findPrinter: () => Promise<Print>): PageForm {
  return {
    ...form,
    async makeFiles(notebooks, context) {
      const print = await findPrinter();
      const { files, results } = await form.makeFiles(notebooks, context);
      const pdfs = results.map((page) => ({
        path: pdfPath(page),
        // The page has been written before, to the same folder.
        write: (path: string) =>
          print(join(dirname(path), basename(page)), { signal: context.signal }),
      }));
      return { files: [...files, ...pdfs], results: [...results, ...pdfs.map(({ path }) => path)] };
    },
  };
}

async function findPrinter(): Promise<Print> {
  const chromium = await findChromium();
  return (page, options) => printPdf(chromium, page, options);
}
