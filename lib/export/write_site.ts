/**
 * Writing notebooks as pages, slides or single files.
 *
 * @module
 */
import { basename, dirname, join } from "node:path";
import { LIST_NAME, type NewFile, replaceFiles } from "@convbook/files";
import { type Notebook, readNotebook } from "@convbook/jupyter";
import type { PageKind } from "./assets.ts";
import type { Course } from "./document.ts";
import { type Edition, makeEdition, reportEdition } from "./edition.ts";
import { type Lesson, makeLesson } from "./lesson.ts";
import { lessonPaths, makeSingleFiles, makeSiteFiles, pageName, siteTarget } from "./site_files.ts";

/** What is written, where, and for whom. */
export interface SiteOptions {
  /** The course that the notebooks belong to. */
  course: Course;
  /** The folder to write to. */
  target: string;
  /** For whom. */
  edition: Edition;
  /** Pages to read, or slides. */
  kind: PageKind;
  /** Whether each page is one file that needs no other. */
  isSingleFile: boolean;
  /** Prints a page as PDF, beside itself; missing if nothing is printed. */
  print?: (page: string) => Promise<unknown>;
  /** Is told what is not in the students' edition, and what is though it may not be meant to. */
  tell?: (line: string) => void;
  /** Stops the export between two files, with the signal's reason. */
  signal?: AbortSignal;
}

/**
 * Writes notebooks as a site: an index, a page for each, what they share in `assets/`, the notebooks
 * with results beside their pages and those to run in `download/`. As single files, the pages alone.
 * Nothing that is written needs the network.
 *
 * A site takes the place of an earlier one in its folder. Single files lie beside what is there. No
 * file is overwritten or removed that an export has not written: a list in the folder names those
 * that it has.
 *
 * @param files The paths of the notebooks, in the order of the lessons.
 * @param options What, where, and for whom.
 * @returns The paths of the pages, without the index, and of what was printed.
 * @throws {TypeError} If a file is no notebook, or two have the same name.
 * @throws {Error} If a notebook would be overwritten by what is left of it, or another file by
 * anything.
 *
 * @example
 * ```ts
 * import { writeSite } from "./write_site.ts";
 * import { rejects } from "node:assert/strict";
 *
 * await rejects(
 *   writeSite(["no_such.ipynb"], {
 *     course: { title: "Course", description: "", language: "en" },
 *     target: "site",
 *     edition: "teacher",
 *     kind: "page",
 *     isSingleFile: false,
 *   }),
 *   { message: "Cannot read the notebook no_such.ipynb: expected a file but found none" },
 * );
 * ```
 */
export async function writeSite(files: readonly string[], options: SiteOptions): Promise<string[]> {
  const { course, target, edition, kind, isSingleFile, print, tell, signal } = options;
  const names = files.map((file) => basename(file, ".ipynb"));
  checkNames(names);
  const notebooks: NamedNotebook[] = [];
  for (const [index, file] of files.entries()) {
    signal?.throwIfAborted();
    const whole = await readNotebook(file);
    if (edition === "student") reportEdition(file, whole).forEach((line) => tell?.(line));
    notebooks.push({
      name: names[index],
      notebook: makeEdition(whole, edition),
      folder: dirname(file),
    });
  }
  const lessons = await makeLessons(notebooks, kind, signal);
  const pages = names.map((name) =>
    isSingleFile ? pageName(name, kind) : lessonPaths(name, course.language, kind).page
  );
  const pdfs = print === undefined ? [] : pages.map((page): NewFile => ({
    path: page.replace(/\.html$/, ".pdf"),
    write: (path) => print(path.replace(/\.pdf$/, ".html")),
  }));
  const written = isSingleFile
    ? makeSingleFiles(lessons, course, kind)
    : await makeSiteFiles(lessons, course, kind);
  await replaceFiles({
    ...siteTarget("export", target),
    ...isSingleFile && { list: LIST_NAME },
    files: [...written, ...pdfs],
    sources: files,
    earlier: isSingleFile ? "kept" : "removed",
    signal,
  });
  return [...pages, ...pdfs.map(({ path }) => path)].map((path) => join(target, path));
}

/** A notebook that has been read. */
export interface NamedNotebook {
  /** Its name, without an extension. */
  name: string;
  /** What is in it. */
  notebook: Notebook;
  /** The path of its folder, in which the pictures lie that it shows. */
  folder: string;
}

/**
 * Makes lessons whose pages link to each other.
 *
 * @param notebooks The notebooks, in the order of the lessons.
 * @param kind The kind of the pages.
 * @param signal Stops it between two lessons, with the signal's reason.
 * @returns The lessons.
 *
 * @example
 * ```ts
 * import { makeLessons } from "./write_site.ts";
 * import { equal } from "node:assert/strict";
 *
 * const notebook = { nbformat: 4, nbformat_minor: 5, metadata: {}, cells: [] } as const;
 * const notebooks = [{ name: "01_load", notebook: { ...notebook, cells: [] }, folder: "." }];
 * const [lesson] = await makeLessons(notebooks, "page");
 * equal(lesson.title, "01_load");
 * ```
 */
export async function makeLessons(
  notebooks: readonly NamedNotebook[],
  kind: PageKind,
  signal?: AbortSignal,
): Promise<Lesson[]> {
  const names = notebooks.map(({ name }) => name);
  const linkTo = (name: string) =>
    names.includes(name) ? encodeURIComponent(pageName(name, kind)) : undefined;
  const lessons: Lesson[] = [];
  for (const { name, notebook, folder } of notebooks) {
    signal?.throwIfAborted();
    lessons.push(await makeLesson(name, notebook, { folder, linkTo }));
  }
  return lessons;
}

/**
 * Checks that the files of lessons do not get in each other's way.
 *
 * @param names The names of the lessons.
 * @throws {TypeError} If two have the same name.
 *
 * @example
 * ```ts
 * import { checkNames } from "./write_site.ts";
 * import { throws } from "node:assert/strict";
 *
 * throws(() => checkNames(["a", "b", "a"]), TypeError);
 * ```
 */
export function checkNames(names: readonly string[]): void {
  const twice = names.find((name, index) => names.indexOf(name) !== index);
  if (twice === undefined) return;
  throw new TypeError(
    `Cannot export notebooks: expected different names but found two called ${twice}.ipynb`,
  );
}
