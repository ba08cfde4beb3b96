/**
 * Writing notebooks as pages, slides or single files.
 *
 * @module
 */
import { basename, dirname, join, resolve } from "node:path";
import { readNotebook } from "../notebook/read_notebook.ts";
import { writeNotebook } from "../notebook/write_notebook.ts";
import { writeWhole } from "../notebook/write_whole.ts";
import { type Assets, inlineAssets, linkAssets, type PageKind, writeAssets } from "./assets.ts";
import { type Course, makeDocument } from "./document.ts";
import { type Edition, makeClean, makeEdition } from "./edition.ts";
import type { Html } from "./html.ts";
import { makeIndexBody } from "./index_page.ts";
import { type Lesson, makeLesson } from "./lesson.ts";
import { makeLessonBody, type Place } from "./lesson_page.ts";
import { makeNotebookUrl } from "./notebook_url.ts";
import { replaceSite } from "./replace_site.ts";
import { makeSlidesBody } from "./slides_page.ts";

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
  /** Prints a page beside itself and tells where; missing if nothing is printed. */
  print?: (page: string) => Promise<string>;
}

/**
 * Writes notebooks as a site: an index, a page for each, what they share in `assets/`, the notebooks
 * with results beside their pages and those to run in `download/`. As single files, the pages alone.
 * Nothing that is written needs the network.
 *
 * A site takes the place of an earlier one in its folder. Single files lie beside what is there.
 *
 * @param files The paths of the notebooks, in the order of the lessons.
 * @param options What, where, and for whom.
 * @returns The paths of the pages, without the index, and of what was printed.
 * @throws {TypeError} If a file is no notebook, or two have the same name.
 * @throws {Error} If a notebook would be overwritten by what is left of it.
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
  const { kind, isSingleFile, edition } = options;
  const names = files.map((file) => basename(file, ".ipynb"));
  const twice = names.find((name, index) => names.indexOf(name) !== index);
  if (twice !== undefined) {
    throw new TypeError(
      `Cannot export notebooks: expected different names but found two called ${twice}.ipynb`,
    );
  }
  if (!isSingleFile) checkTargets(files, options);
  const linkTo = (name: string) =>
    names.includes(name) ? encodeURIComponent(pageName(name, kind)) : undefined;
  const lessons: Lesson[] = [];
  for (const [index, file] of files.entries()) {
    const notebook = makeEdition(await readNotebook(file), edition);
    lessons.push(await makeLesson(names[index], notebook, { folder: dirname(file), linkTo }));
  }
  const pages = isSingleFile
    ? await writeSingleFiles(lessons, options)
    : await writePages(lessons, files, options);
  if (options.print === undefined) return pages;
  const printed: string[] = [];
  for (const page of pages) printed.push(await options.print(page));
  return [...pages, ...printed];
}

function pageName(name: string, kind: PageKind): string {
  return kind === "slides" ? `${name}.slides.html` : `${name}.html`;
}

/**
 * An edition must not be written over the notebooks that it is made from. Whole lessons may: that is
 * how `deno task start` puts pages beside the notebooks that it has executed.
 */
function checkTargets(
  files: readonly string[],
  { course: { language }, target, edition }: SiteOptions,
): void {
  const sources = new Set(files.map((file) => resolve(file)));
  for (const file of files) {
    const executed = resolve(target, language, basename(file));
    const clean = resolve(target, "download", language, basename(file));
    for (const path of edition === "student" ? [executed, clean] : [clean]) {
      if (!sources.has(path)) continue;
      throw new Error(
        "Cannot export notebooks: expected a folder where none of them is overwritten but found that " +
          `${path} would be`,
      );
    }
  }
}

async function writePages(
  lessons: Lesson[],
  sources: readonly string[],
  { course, target, kind, print }: SiteOptions,
): Promise<string[]> {
  const { language } = course;
  const pages = lessons.map(({ name }) => join(language, pageName(name, kind)));
  const files = ["index.html", ...pages];
  if (print) files.push(...pages.map((page) => page.replace(/\.html$/, ".pdf")));
  for (const { name } of lessons) {
    files.push(join(language, `${name}.ipynb`), join("download", language, `${name}.ipynb`));
  }
  await replaceSite(target, files, sources);
  await writeAssets(join(target, "assets"));
  for (const [index, lesson] of lessons.entries()) {
    const { name, notebook } = lesson;
    const fileName = `${name}.ipynb`;
    const place: Place = {
      ...placeAmong(lessons, index, kind),
      index: "../index.html",
      executed: encodeURIComponent(fileName),
      clean: `../download/${language}/${encodeURIComponent(fileName)}`,
    };
    await writeNotebook(join(target, language, fileName), notebook);
    await writeNotebook(join(target, "download", language, fileName), makeClean(notebook));
    const body = makeBody(lesson, course, place, kind);
    const assets = linkAssets("../assets", kind, body);
    await writePage(join(target, pages[index]), lesson, course, assets, body);
  }
  const entries = lessons.map((lesson) => ({
    lesson,
    url: `${language}/${encodeURIComponent(pageName(lesson.name, kind))}`,
  }));
  const body = makeIndexBody(course, entries);
  const assets = linkAssets("assets", "page", body);
  const index = makeDocument({ language, title: course.title, assets, body });
  await writeWhole(join(target, "index.html"), index);
  return pages.map((page) => join(target, page));
}

async function writeSingleFiles(
  lessons: Lesson[],
  { course, target, kind }: SiteOptions,
): Promise<string[]> {
  const paths: string[] = [];
  for (const [index, lesson] of lessons.entries()) {
    const { name, notebook } = lesson;
    const place: Place = {
      ...placeAmong(lessons, index, kind),
      executed: makeNotebookUrl(notebook),
      clean: makeNotebookUrl(makeClean(notebook)),
    };
    const body = makeBody(lesson, course, place, kind);
    const path = join(target, pageName(name, kind));
    await writePage(path, lesson, course, await inlineAssets(kind, body), body);
    paths.push(path);
  }
  return paths;
}

/** The pages of all lessons lie side by side. */
function placeAmong(
  lessons: readonly Lesson[],
  index: number,
  kind: PageKind,
): Pick<Place, "previous" | "next"> {
  const link = (lesson?: Lesson) =>
    lesson && { url: encodeURIComponent(pageName(lesson.name, kind)), title: lesson.title };
  return { previous: link(lessons[index - 1]), next: link(lessons[index + 1]) };
}

function makeBody(lesson: Lesson, course: Course, place: Place, kind: PageKind): Html {
  return kind === "slides" ? makeSlidesBody(lesson) : makeLessonBody(lesson, course, place);
}

async function writePage(
  path: string,
  lesson: Lesson,
  { title, language }: Course,
  assets: Assets,
  body: Html,
): Promise<void> {
  const page = makeDocument({ language, title: `${lesson.title} · ${title}`, assets, body });
  await writeWhole(path, page);
}
