/**
 * Each page as one file, with everything it needs.
 *
 * @module
 */
import { LIST_NAME } from "@convbook/files";
import { inlineAssets } from "../assets.ts";
import { makeClean } from "../edition.ts";
import { makeLessons, type NamedNotebook } from "../lessons.ts";
import { makeNotebookUrl } from "../notebook_url.ts";
import { findNeeds, placeAmong, writePage } from "../site_files.ts";
import type { FormContext, FormFiles, Variant } from "./form.ts";
import { hasPages, type PageForm } from "./page_form.ts";

/** A single file with more bytes is hard to hand on, by mail for one. */
const MAX_BYTES = 3_000_000;

/** Pages that need no other file. They lie side by side with those of other exports. */
export const SINGLE_FILE: Variant = {
  option: { name: "single-file", help: "each page in one file, with everything it needs" },
  vary: (form) => hasPages(form) ? makeSingle(form) : undefined,
};

function makeSingle(form: PageForm): PageForm {
  return {
    ...form,
    list: LIST_NAME,
    earlier: "kept",
    maxBytes: MAX_BYTES,
    nameFolder: () => "single-files",
    makeFiles: (notebooks, context) => makeSingleFiles(form, notebooks, context),
  };
}

async function makeSingleFiles(
  { extension, design }: PageForm,
  notebooks: readonly NamedNotebook[],
  { course, ...options }: FormContext,
): Promise<FormFiles> {
  const lessons = await makeLessons(notebooks, extension, course, options);
  const files = lessons.map((lesson, index) => ({
    path: lesson.name + extension,
    async write(path: string) {
      const body = design.makeBody(lesson, course, {
        ...placeAmong(lessons, index, extension),
        executed: makeNotebookUrl(lesson.notebook),
        clean: makeNotebookUrl(makeClean(lesson.notebook)),
      });
      const assets = await inlineAssets(design, findNeeds(lesson, design));
      await writePage(path, lesson, course, assets, body);
    },
  }));
  return { files, results: files.map(({ path }) => path) };
}
