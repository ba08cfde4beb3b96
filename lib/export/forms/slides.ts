/**
 * Slides for each notebook.
 *
 * @module
 */
import { listShownCells, makeSlidesBody } from "../slides_page.ts";
import { makePageForm, type PageForm } from "./page_form.ts";

/** Slides. */
export const SLIDES: PageForm = makePageForm({
  name: "slides",
  option: { name: "slides", help: "slides instead of pages" },
  extension: ".slides.html",
  design: {
    styles: ["slides.css"],
    scripts: ["slides.js"],
    listCells: ({ cells }) => listShownCells(cells),
    makeBody: (lesson) => makeSlidesBody(lesson),
  },
});
