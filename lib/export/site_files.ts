/**
 * The files that lessons make: a site, or single files.
 *
 * @module
 */
import { join } from "node:path";
import { type NewFile, type Target, writeWhole } from "@convbook/files";
import { writeNotebook } from "@convbook/jupyter";
import { type Assets, inlineAssets, linkAssets, type PageKind, readAssets } from "./assets.ts";
import { type Course, makeDocument } from "./document.ts";
import { makeClean } from "./edition.ts";
import type { Html } from "./html.ts";
import { makeIndexBody } from "./index_page.ts";
import type { Lesson } from "./lesson.ts";
import { makeLessonBody, type Place } from "./lesson_page.ts";
import { joinNeeds, type Needs, NO_NEEDS } from "./needs.ts";
import { makeNotebookUrl } from "./notebook_url.ts";
import { listShownCells, makeSlidesBody } from "./slides_page.ts";

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
 * Says where the list of a site's files is kept.
 *
 * @param verb What is done to the site, for errors.
 * @param folder The folder of the site.
 * @returns The folder with its list.
 *
 * @example
 * ```ts
 * import { siteTarget } from "./site_files.ts";
 * import { equal } from "node:assert/strict";
 * import { join } from "node:path";
 *
 * equal(siteTarget("write", "site").list, join("assets", "files.json"));
 * ```
 */
export function siteTarget(verb: Target["verb"], folder: string): Target {
  return { verb, folder, list: join("assets", "files.json") };
}

/**
 * Says where the files of a lesson lie in a site.
 *
 * @param name The lesson's name.
 * @param language The language of the course.
 * @param kind The kind of its page.
 * @returns The paths of the notebook with results, the one without, and the page, from the folder of
 * the site on.
 *
 * @example
 * ```ts
 * import { lessonPaths } from "./site_files.ts";
 * import { equal } from "node:assert/strict";
 * import { join } from "node:path";
 *
 * equal(lessonPaths("01_load", "en", "page").executed, join("en", "01_load.ipynb"));
 * ```
 */
export function lessonPaths(
  name: string,
  language: string,
  kind: PageKind,
): { executed: string; clean: string; page: string } {
  return {
    executed: join(language, `${name}.ipynb`),
    clean: join("download", language, `${name}.ipynb`),
    page: join(language, pageName(name, kind)),
  };
}

/**
 * Lists what {@linkcode makeSiteFiles} makes.
 *
 * @param names The names of the lessons.
 * @param language The language of the course.
 * @param kind The kind of the pages.
 * @returns The paths of the files, from the folder of the site on.
 *
 * @example
 * ```ts
 * import { listSiteFiles } from "./site_files.ts";
 * import { equal } from "node:assert/strict";
 *
 * equal((await listSiteFiles([], "en", "page")).includes("index.html"), true);
 * ```
 */
export async function listSiteFiles(
  names: readonly string[],
  language: string,
  kind: PageKind,
): Promise<string[]> {
  const shared = [...(await readAssets()).keys()].map((name) => join("assets", name));
  const lessons = names.flatMap((name) => Object.values(lessonPaths(name, language, kind)));
  return [...shared, ...lessons, "index.html"];
}

/**
 * Makes the files of a site: what pages share, the notebooks, the pages, and an index.
 *
 * @param lessons The lessons.
 * @param course Their course.
 * @param kind The kind of the pages.
 * @returns The files.
 *
 * @example
 * ```ts
 * import { makeSiteFiles } from "./site_files.ts";
 * import { equal } from "node:assert/strict";
 *
 * const course = { title: "Course", description: "", language: "en" };
 * const files = await makeSiteFiles([], course, "page");
 * equal(files.at(-1)?.path, "index.html");
 * ```
 */
export async function makeSiteFiles(
  lessons: readonly Lesson[],
  course: Course,
  kind: PageKind,
): Promise<NewFile[]> {
  const { language, title } = course;
  const shared = [...await readAssets()].map(([name, content]): NewFile => ({
    path: join("assets", name),
    write: (path) => writeWhole(path, content),
  }));
  const files = lessons.flatMap((lesson, index): NewFile[] => {
    const { name, notebook } = lesson;
    const fileName = `${name}.ipynb`;
    const paths = lessonPaths(name, language, kind);
    const place: Place = {
      ...placeAmong(lessons, index, kind),
      index: "../index.html",
      executed: encodeURIComponent(fileName),
      clean: `../download/${language}/${encodeURIComponent(fileName)}`,
    };
    return [
      {
        path: paths.executed,
        write: (path) => writeNotebook(path, notebook),
      },
      {
        path: paths.clean,
        write: (path) => writeNotebook(path, makeClean(notebook)),
      },
      {
        path: paths.page,
        async write(path) {
          const body = makeBody(lesson, course, place, kind);
          await writePage(
            path,
            lesson,
            course,
            linkAssets("../assets", kind, findNeeds(lesson, kind)),
            body,
          );
        },
      },
    ];
  });
  const index: NewFile = {
    path: "index.html",
    async write(path) {
      const entries = lessons.map((lesson) => ({
        lesson,
        url: `${language}/${encodeURIComponent(pageName(lesson.name, kind))}`,
      }));
      const body = makeIndexBody(course, entries);
      const assets = linkAssets("assets", "page", NO_NEEDS);
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
): NewFile[] {
  return lessons.map((lesson, index) => ({
    path: pageName(lesson.name, kind),
    async write(path) {
      const place: Place = {
        ...placeAmong(lessons, index, kind),
        executed: makeNotebookUrl(lesson.notebook),
        clean: makeNotebookUrl(makeClean(lesson.notebook)),
      };
      const body = makeBody(lesson, course, place, kind);
      await writePage(
        path,
        lesson,
        course,
        await inlineAssets(kind, findNeeds(lesson, kind)),
        body,
      );
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

function findNeeds({ cells }: Lesson, kind: PageKind): Needs {
  const shown = kind === "slides" ? listShownCells(cells) : cells;
  return joinNeeds(shown.map(({ needs }) => needs));
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
