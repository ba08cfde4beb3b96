/**
 * Forms that are sites: an index, pages, and what they share.
 *
 * @module
 */
import { siteTarget } from "../layout.ts";
import { makeLessons } from "../lessons.ts";
import { makeSiteFiles } from "../site_files.ts";
import type { Form, FormOption, PageDesign } from "./form.ts";

/** A form that consists of pages. */
export type PageForm = Form & { design: PageDesign };

/**
 * Makes a form whose files are a site, with a page for each notebook.
 *
 * @param form Its name, which ends the names of its folders; what chooses it; and how its pages are
 * called and made.
 * @returns The form.
 *
 * @example
 * ```ts
 * import { makePageForm } from "./page_form.ts";
 * import { markup } from "../html.ts";
 * import { equal } from "node:assert/strict";
 *
 * const titles = makePageForm({
 *   name: "titles",
 *   option: { name: "titles", help: "titles instead of pages" },
 *   extension: ".title.html",
 *   design: {
 *     styles: [],
 *     scripts: [],
 *     listCells: () => [],
 *     makeBody: ({ title }) => markup`<body><h1>${title}</h1></body>`,
 *   },
 * });
 * equal(titles.nameFolder("convbook"), "convbook-titles");
 * ```
 */
export function makePageForm({ name, option, extension, design }: {
  name: string;
  option?: FormOption;
  extension: string;
  design: PageDesign;
}): PageForm {
  const { list } = siteTarget("export", ".");
  return {
    option,
    extension,
    design,
    list,
    earlier: "removed",
    nameFolder: (subject) => `${subject}-${name}`,
    async makeFiles(notebooks, { course, apiLinks, ...options }) {
      const lessons = await makeLessons(notebooks, extension, course, options);
      return await makeSiteFiles(lessons, { course, apiLinks }, { extension, design });
    },
  };
}

/**
 * Tells whether a form consists of pages.
 *
 * @param form The form.
 * @returns Whether it does.
 *
 * @example
 * ```ts
 * import { hasPages } from "./page_form.ts";
 * import { SLIDES } from "./slides.ts";
 * import { equal } from "node:assert/strict";
 *
 * equal(hasPages(SLIDES), true);
 * ```
 */
export function hasPages(form: Form): form is PageForm {
  return form.design !== undefined;
}
