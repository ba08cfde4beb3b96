/**
 * Writing notebooks as pages, slides or single files.
 *
 * @module
 */
import { basename, dirname, join, resolve } from "node:path";
import type { Notebook } from "../notebook/nbformat.ts";
import { readNotebook } from "../notebook/read_notebook.ts";
import { formatNotebook, writeNotebook } from "../notebook/write_notebook.ts";
import { writeWhole } from "../notebook/write_whole.ts";
import { type Assets, inlineAssets, linkAssets, type PageKind, writeAssets } from "./assets.ts";
import { type Course, makeDocument } from "./document.ts";
import { type Edition, makeClean, makeEdition } from "./edition.ts";
import { toBase64 } from "./figure.ts";
import type { Html } from "./html.ts";
import { makeIndexBody } from "./index_page.ts";
import { type Lesson, makeLesson } from "./lesson.ts";
import { type Link, makeLessonBody, type Place } from "./lesson_page.ts";
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
}

/**
 * Writes notebooks as a site: an index, a page for each, what they share in `assets/`, the notebooks
 * with results beside their pages and those to run in `download/`. As single files, the pages alone.
 * Nothing that is written needs the network.
 *
 * @param files The paths of the notebooks, in the order of the lessons.
 * @param options What, where, and for whom.
 * @returns The paths of the pages, without the index.
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
  const pageName = (name: string) => kind === "slides" ? `${name}.slides.html` : `${name}.html`;
  const linkTo = (name: string) =>
    names.includes(name) ? encodeURIComponent(pageName(name)) : undefined;
  const lessons: Lesson[] = [];
  for (const [index, file] of files.entries()) {
    const notebook = makeEdition(await readNotebook(file), edition);
    lessons.push(await makeLesson(names[index], notebook, { folder: dirname(file), linkTo }));
  }
  if (isSingleFile) return await writeSingleFiles(lessons, pageName, options);
  return await writePages(lessons, pageName, options);
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
  pageName: (name: string) => string,
  { course, target, kind }: SiteOptions,
): Promise<string[]> {
  const { language } = course;
  await writeAssets(join(target, "assets"));
  const link = (lesson?: Lesson): Link | undefined =>
    lesson && { url: encodeURIComponent(pageName(lesson.name)), title: lesson.title };
  const paths: string[] = [];
  for (const [index, lesson] of lessons.entries()) {
    const { name, notebook } = lesson;
    const fileName = `${name}.ipynb`;
    const place: Place = {
      number: index + 1,
      count: lessons.length,
      index: "../index.html",
      previous: link(lessons[index - 1]),
      next: link(lessons[index + 1]),
      executed: encodeURIComponent(fileName),
      clean: `../download/${language}/${encodeURIComponent(fileName)}`,
    };
    await writeNotebook(join(target, language, fileName), notebook);
    await writeNotebook(join(target, "download", language, fileName), makeClean(notebook));
    const path = join(target, language, pageName(name));
    const body = makeBody(lesson, course, place, kind);
    await writePage(path, lesson, course, linkAssets("../assets", kind, body), body);
    paths.push(path);
  }
  const entries = lessons.map((lesson) => ({ lesson, url: `${language}/${link(lesson)!.url}` }));
  const body = makeIndexBody(course, entries);
  const assets = linkAssets("assets", "page", body);
  const index = makeDocument({ language, title: course.title, assets, body });
  await writeWhole(join(target, "index.html"), index);
  return paths;
}

async function writeSingleFiles(
  lessons: Lesson[],
  pageName: (name: string) => string,
  { course, target, kind }: SiteOptions,
): Promise<string[]> {
  const paths: string[] = [];
  for (const lesson of lessons) {
    const { name, notebook } = lesson;
    const place: Place = {
      number: 1,
      count: 1,
      executed: makeNotebookUrl(notebook),
      clean: makeNotebookUrl(makeClean(notebook)),
    };
    const body = makeBody(lesson, course, place, kind);
    const path = join(target, pageName(name));
    await writePage(path, lesson, course, await inlineAssets(kind, body), body);
    paths.push(path);
  }
  return paths;
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

function makeNotebookUrl(notebook: Notebook): string {
  return `data:application/x-ipynb+json;base64,${toBase64(formatNotebook(notebook))}`;
}
