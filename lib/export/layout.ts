/**
 * Where things lie in `site/`, and where exports go. Nothing else knows these paths.
 *
 * @module
 */
import { dirname, join, relative, sep } from "node:path";
import type { Target } from "@convbook/files";

/** The folder of all that is generated, from the root on. */
export const SITE_FOLDER = "site";

/** The first page, from the folder of a site on. */
export const INDEX_FILE = "index.html";

/** What was measured in the lessons, likewise. */
export const REPORT_FILE = "report.json";

/** What all pages share, likewise. */
export const ASSETS_FOLDER = "assets";

/** The documentation of the packages, likewise. */
export const API_FOLDER = "api";

/** Where the copies go that `deno task run` makes, likewise. */
export const RUN_FOLDER = "run";

/** What is for download, likewise: clean notebooks, and all exports. */
const DOWNLOAD_FOLDER = "download";

/**
 * Says where the files of a lesson lie in a site.
 *
 * @param name The lesson's name.
 * @param language The language of the course.
 * @param extension What the name of its page ends in.
 * @returns The paths of the notebook with results, the one without, and the page, from the folder of
 * the site on.
 *
 * @example
 * ```ts
 * import { lessonPaths } from "./layout.ts";
 * import { equal } from "node:assert/strict";
 * import { join } from "node:path";
 *
 * equal(lessonPaths("01_load", "en", ".html").executed, join("en", "01_load.ipynb"));
 * ```
 */
export function lessonPaths(
  name: string,
  language: string,
  extension: string,
): { executed: string; clean: string; page: string } {
  return {
    executed: join(executedFolder(language), `${name}.ipynb`),
    clean: join(DOWNLOAD_FOLDER, language, `${name}.ipynb`),
    page: join(language, name + extension),
  };
}

/**
 * Says where the executed lessons of a site lie.
 *
 * @param language Their language.
 * @returns The path of the folder, from that of the site on.
 *
 * @example
 * ```ts
 * import { executedFolder } from "./layout.ts";
 * import { equal } from "node:assert/strict";
 *
 * equal(executedFolder("en"), "en");
 * ```
 */
export function executedFolder(language: string): string {
  return language;
}

/**
 * Says where the list of a site's files is kept.
 *
 * @param verb What is done to the site, for errors.
 * @param folder The folder of the site.
 * @returns The folder with its list.
 *
 * @example
 * ```ts
 * import { siteTarget } from "./layout.ts";
 * import { equal } from "node:assert/strict";
 * import { join } from "node:path";
 *
 * equal(siteTarget("write", "site").list, join("assets", "files.json"));
 * ```
 */
export function siteTarget(verb: Target["verb"], folder: string): Target {
  return { verb, folder, list: join(ASSETS_FOLDER, "files.json") };
}

/** What is exported. */
export interface ExportSubject {
  /** The edition. */
  edition: string;
  /** Whether it is a reader's own notebook instead of lessons of the course. */
  isOwn: boolean;
  /** What the folder of its files is called, as in `03_define_the_model-slides`. */
  folder: string;
}

/**
 * Says where an export goes whose reader names no folder.
 *
 * @param subject What is exported.
 * @returns The path of the folder, from that of the site on.
 *
 * @example
 * ```ts
 * import { exportFolder } from "./layout.ts";
 * import { equal } from "node:assert/strict";
 * import { join } from "node:path";
 *
 * equal(
 *   exportFolder({ edition: "student", isOwn: false, folder: "convbook-pages" }),
 *   join("download", "student", "convbook-pages"),
 * );
 * ```
 */
export function exportFolder({ edition, isOwn, folder }: ExportSubject): string {
  return join(DOWNLOAD_FOLDER, isOwn ? "own" : "", edition, folder);
}

/**
 * Makes the address by which one file leads to another.
 *
 * @param from The path of the file that holds the link.
 * @param to The path of the other file or folder.
 * @returns The address.
 *
 * @example
 * ```ts
 * import { linkBetween } from "./layout.ts";
 * import { equal } from "node:assert/strict";
 *
 * equal(linkBetween("en/a.html", "download/en/a b.ipynb"), "../download/en/a%20b.ipynb");
 * ```
 */
export function linkBetween(from: string, to: string): string {
  return relative(dirname(from), to).split(sep).map(encodeURIComponent).join("/");
}
