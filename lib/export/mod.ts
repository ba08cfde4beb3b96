/**
 * Executed notebooks as teaching material that works offline: pages, slides, single files, PDF.
 *
 * @module
 */
export type { Course } from "./document.ts";
export { type Edition, EDITIONS } from "./edition.ts";
export { findChromium, printPdf } from "./print_pdf.ts";
export { listSiteFiles, makeSiteFiles, siteTarget } from "./site_files.ts";
export {
  checkNames,
  makeLessons,
  type NamedNotebook,
  type SiteOptions,
  writeSite,
} from "./write_site.ts";
