/**
 * Executed notebooks as teaching material that works offline: pages, slides, single files, PDF.
 *
 * @module
 */
export type { PageParts } from "./assets.ts";
export type { Course } from "./document.ts";
export { type Edition, EDITIONS } from "./edition.ts";
export type {
  Form,
  FormContext,
  FormFiles,
  FormOption,
  PageDesign,
  Variant,
} from "./forms/form.ts";
export { chooseForm, FORMS, listFormOptions, VARIANTS } from "./forms/mod.ts";
export { PAGES } from "./forms/pages.ts";
export { makePageForm, type PageForm } from "./forms/page_form.ts";
export type { Html } from "./html.ts";
export type { Lesson, LessonCell } from "./lesson.ts";
export type { Link, Place } from "./lesson_page.ts";
export type { Heading } from "./markdown.ts";
export type { Needs } from "./needs.ts";
export type { Direction, PageLanguage } from "./page_language.ts";
export { checkNames, type NamedNotebook } from "./lessons.ts";
export { findChromium, printPdf } from "./print_pdf.ts";
export { listSiteFiles } from "./site_files.ts";
export { type SiteOptions, writeSite } from "./write_site.ts";
