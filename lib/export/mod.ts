/**
 * Executed notebooks as teaching material that works offline: pages, slides, single files, PDF.
 *
 * @module
 */
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
export { checkNames, type NamedNotebook } from "./lessons.ts";
export { findChromium, printPdf } from "./print_pdf.ts";
export { listSiteFiles } from "./site_files.ts";
export { type SiteOptions, writeSite } from "./write_site.ts";
