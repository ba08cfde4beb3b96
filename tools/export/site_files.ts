/**
 * The files that lessons make: a site, or single files.
 *
 * @module
 */
import { join } from "node:path";
import { writeNotebook } from "../notebook/write_notebook.ts";
import { writeWhole } from "../../lib/files/write_whole.ts";
import { type Assets, inlineAssets, linkAssets, type PageKind, readAssets } from "./assets.ts";
import { type Course, makeDocument } from "./document.ts";
import { makeClean } from "./edition.ts";
import type { Html } from "./html.ts";
import { makeIndexBody } from "./index_page.ts";
import type { Lesson } from "./lesson.ts";
import { makeLessonBody, type Place } from "./lesson_page.ts";
import { makeNotebookUrl } from "./notebook_url.ts";
import type { ExportedFile } from "./replace_export.ts";
import { makeSlidesBody } from "./slides_page.ts";

/**
 * Names the page of a lesson.
 *
 * @param name The lesson's name.
 * @param kind The kind of page.
 * @returns The name of the file.
 *
 * @example
 * ```ts
 * import { pageName } from "./site_files.ts";
 * import { equal } from "node:assert/strict";
 *
 * equal(pageName("01_load", "slides"), "01_load.slides.html");
 * ```
 */
export function pageName(name: string, kind: PageKind): string {
  return kind === "slides" ? `${name}.slides.html` : `${name}.html`;
}

/**
 * Makes the files of a site: what pages share, the notebooks, the pages, and an index.
 *
 * @param lessons The lessons.
 * @param course Their course.
 * @param kind The kind of the pages.
 * @param originals The notebooks that the lessons were made from, if whole; otherwise none.
 * @returns The files.
 *
 * @example
 * ```ts
 * import { makeSiteFiles } from "./site_files.ts";
 * import { equal } from "node:assert/strict";
 *
 * const course = { title: "Course", description: "", language: "en" };
 * const files = await makeSiteFiles([], course, "page", []);
 * equal(files.at(-1)?.path, "index.html");
 * ```
 */
export async function makeSiteFiles(
  lessons: readonly Lesson[],
  course: Course,
  kind: PageKind,
  originals: readonly string[],
): Promise<ExportedFile[]> {
  const { language, title } = course;
  const shared = [...await readAssets()].map(([name, content]): ExportedFile => ({
    path: join("assets", name),
    write: (path) => writeWhole(path, content),
  }));
  const files = lessons.flatMap((lesson, index): ExportedFile[] => {
    const { name, notebook } = lesson;
    const fileName = `${name}.ipynb`;
    const place: Place = {
      ...placeAmong(lessons, index, kind),
      index: "../index.html",
      executed: encodeURIComponent(fileName),
      clean: `../download/${language}/${encodeURIComponent(fileName)}`,
    };
    return [
      {
        path: join(language, fileName),
        copyOf: originals[index],
        write: (path) => writeNotebook(path, notebook),
      },
      {
        path: join("download", language, fileName),
        write: (path) => writeNotebook(path, makeClean(notebook)),
      },
      {
        path: join(language, pageName(name, kind)),
        async write(path) {
          const body = makeBody(lesson, course, place, kind);
          await writePage(path, lesson, course, linkAssets("../assets", kind, body), body);
        },
      },
    ];
  });
  const index: ExportedFile = {
    path: "index.html",
    async write(path) {
      const entries = lessons.map((lesson) => ({
        lesson,
        url: `${language}/${encodeURIComponent(pageName(lesson.name, kind))}`,
      }));
      const body = makeIndexBody(course, entries);
      const assets = linkAssets("assets", "page", body);
      await writeWhole(path, makeDocument({ language, title, assets, body }));
    },
  };
  return [...shared, ...files, index];
}

/**
 * Makes pages that need no other file.
 *
 * @param lessons The lessons.
 * @param course Their course.
 * @param kind The kind of the pages.
 * @returns The files, which are meant to lie side by side.
 *
 * @example
 * ```ts
 * import { makeSingleFiles } from "./site_files.ts";
 * import { deepEqual } from "node:assert/strict";
 *
 * const course = { title: "Course", description: "", language: "en" };
 * deepEqual(makeSingleFiles([], course, "page"), []);
 * ```
 */
export function makeSingleFiles(
  lessons: readonly Lesson[],
  course: Course,
  kind: PageKind,
): ExportedFile[] {
  return lessons.map((lesson, index) => ({
    path: pageName(lesson.name, kind),
    async write(path) {
      const place: Place = {
        ...placeAmong(lessons, index, kind),
        executed: makeNotebookUrl(lesson.notebook),
        clean: makeNotebookUrl(makeClean(lesson.notebook)),
      };
      const body = makeBody(lesson, course, place, kind);
      await writePage(path, lesson, course, await inlineAssets(kind, body), body);
    },
  }));
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
