/**
 * Sites of small notebooks, for tests.
 *
 * @module
 */
// @ts-types="@types/jsdom"
import { JSDOM } from "jsdom";
import { join } from "node:path";
import { ok } from "node:assert/strict";
import type { Form } from "../../lib/export/forms/form.ts";
import { chooseForm } from "../../lib/export/forms/mod.ts";
import { hasPages } from "../../lib/export/forms/page_form.ts";
import { PAGES } from "../../lib/export/forms/pages.ts";
import { addPdf } from "../../lib/export/forms/pdf.ts";
import { pdfPath } from "../../lib/export/print_pdf.ts";
import type { SiteOptions } from "../../lib/export/write_site.ts";
import { writeSite } from "../../lib/export/write_site.ts";
import type { Notebook } from "../../lib/jupyter/nbformat/nbformat.ts";
import { formatNotebook } from "../../lib/jupyter/nbformat/write_notebook.ts";
import { makeCell, makeFolder, makeNotebook } from "../tools/notebooks.ts";

/** A course whose texts need escaping. */
export const COURSE = { title: "Course & <b>co", description: "All of <it>.", language: "en" };
/** Pages for teachers. */
export const FOR_TEACHERS = { course: COURSE, edition: "teacher", form: PAGES } as const;
/** Pages to read. */
export { PAGES };
/** Pages as single files, slides, and slides as single files. */
export const [SINGLE, SLIDES, SINGLE_SLIDES] = [["single-file"], ["slides"], [
  "slides",
  "single-file",
]]
  .map(chooseForm);

/** A lesson with a figure, a solution, and a link to the next one. */
export function makeLessonNotebook(number: number): Notebook {
  const figure = { data: [{ y: [1, 2] }], layout: { width: 300, height: 200 } };
  return {
    ...makeNotebook(),
    cells: [
      {
        cell_type: "markdown",
        id: "a",
        metadata: {},
        source: `# ${number}. R & D\n\nYou *do* it.`,
      },
      { cell_type: "markdown", id: "b", metadata: {}, source: "## Next\n\n[2](02_b.ipynb) $x$" },
      {
        ...makeCell("const a = 1 < 2;"),
        id: "c",
        execution_count: 1,
        outputs: [{
          output_type: "display_data",
          metadata: {},
          data: { "application/vnd.plotly.v1+json": figure, "image/svg+xml": "<svg/>" },
        }],
      },
      { cell_type: "markdown", id: "d", metadata: { tags: ["solution"] }, source: "Forty-two" },
    ],
  };
}

/** Writes notebooks to the folder `out` beside them. */
export async function write(
  notebooks: Record<string, Notebook>,
  options: Partial<SiteOptions> = {},
): Promise<{ path: string; pages: string[] } & AsyncDisposable> {
  const files = Object.fromEntries(
    Object.entries(notebooks).map(([name, notebook]) => [name, formatNotebook(notebook)]),
  );
  const folder = await makeFolder(files);
  const pages = await writeSite(
    Object.keys(notebooks).map((name) => join(folder.path, name)),
    { ...FOR_TEACHERS, target: join(folder.path, "out"), ...options },
  );
  return { ...folder, path: join(folder.path, "out"), pages };
}

/** Opens a page. */
export async function open(...path: string[]): Promise<Document> {
  return new JSDOM(await Deno.readTextFile(join(...path))).window.document;
}

/** The form with PDFs, from a program that takes a browser's place. */
export function withPdf(form: Form): Form {
  ok(hasPages(form));
  return addPdf(form, () => Promise.resolve((page) => Deno.writeTextFile(pdfPath(page), "pdf")));
}
