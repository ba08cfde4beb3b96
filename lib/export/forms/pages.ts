/**
 * A page to read for each notebook.
 *
 * @module
 */
import { makeLessonBody } from "../lesson_page.ts";

import { makePageForm, type PageForm } from "./page_form.ts";

/** Pages to read, which are written if no other form is chosen. */
export const PAGES: PageForm = makePageForm({
  name: "pages",
  extension: ".html",
  design: {
    styles: [],
    scripts: ["page.js", "search.js"],
    listCells: ({ cells }) => cells,
    makeBody: makeLessonBody,
  },
});
