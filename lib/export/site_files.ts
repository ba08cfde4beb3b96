/**
 * The files of a site.
 *
 * @module
 */
import { join } from "node:path";
import { type NewFile, writeWhole } from "@convbook/files";
import { writeNotebook } from "@convbook/jupyter";
import { type Assets, linkAssets, readAssets } from "./assets.ts";
import { type Course, makeDocument } from "./document.ts";
import { makeClean } from "./edition.ts";
import type { Form, FormContext, FormFiles, PageDesign } from "./forms/form.ts";
import type { Html } from "./html.ts";
import { INDEX_PARTS, makeIndexBody } from "./index_page.ts";
import { ASSETS_FOLDER, INDEX_FILE, lessonPaths, linkBetween } from "./layout.ts";
import type { Lesson } from "./lesson.ts";
import type { Place } from "./lesson_page.ts";
import { joinNeeds, type Needs, NO_NEEDS } from "./needs.ts";
import { pageLanguage } from "./page_language.ts";
import { makeSearchIndex, SEARCH_FILE } from "./search_index.ts";

/** What can be searched for, from the folder of a site on. */
const SEARCH_PATH = join(ASSETS_FOLDER, SEARCH_FILE);

/**
 * Lists what {@linkcode makeSiteFiles} makes.
 *
 * @param names The names of the lessons.
 * @param language The language of the course.
 * @param form The form of the pages.
 * @returns The paths of the files, from the folder of the site on.
 *
 * @example
 * ```ts
 * import { listSiteFiles } from "./site_files.ts";
 * import { equal } from "node:assert/strict";
 *
 * equal((await listSiteFiles([], "en", { extension: ".html" })).includes("index.html"), true);
 * ```
 */
export async function listSiteFiles(
  names: readonly string[],
  language: string,
  { extension }: Pick<Form, "extension">,
): Promise<string[]> {
  const shared = [...(await readAssets()).keys()].map((name) => join(ASSETS_FOLDER, name));
  const lessons = names.flatMap((name) => Object.values(lessonPaths(name, language, extension)));
  return [...shared, SEARCH_PATH, ...lessons, INDEX_FILE];
}

/**
 * Makes the files of a site: what pages share, the notebooks, the pages, and an index.
 *
 * @param lessons The lessons.
 * @param context Their course, and where the documentation of packages begins.
 * @param form What the names of the pages end in, and how they are made.
 * @returns The files, of which readers open the pages.
 *
 * @example
 * ```ts
 * import { makeSiteFiles } from "./site_files.ts";
 * import { PAGES } from "./forms/pages.ts";
 * import { equal } from "node:assert/strict";
 *
 * const course = { title: "Course", description: "", language: "en" };
 * const { files } = await makeSiteFiles([], { course }, PAGES);
 * equal(files.at(-1)?.path, "index.html");
 * ```
 */
export async function makeSiteFiles(
  lessons: readonly Lesson[],
  { course, apiLinks }: Pick<FormContext, "course" | "apiLinks">,
  { extension, design }: { extension: string; design: PageDesign },
): Promise<FormFiles> {
  const { language, title } = course;
  const pathsOf = ({ name }: Lesson) => lessonPaths(name, language, extension);
  const shared = [...await readAssets()].map(([name, content]): NewFile => ({
    path: join(ASSETS_FOLDER, name),
    write: (path) => writeWhole(path, content),
  }));
  const files = lessons.flatMap((lesson, index): NewFile[] => {
    const { notebook } = lesson;
    const { executed, clean, page } = pathsOf(lesson);
    const place: Place = {
      ...placeAmong(lessons, index, extension),
      index: linkBetween(page, INDEX_FILE),
      search: {
        root: linkBetween(page, INDEX_FILE).slice(0, -INDEX_FILE.length),
        url: linkBetween(page, SEARCH_PATH),
      },
      executed: linkBetween(page, executed),
      clean: linkBetween(page, clean),
    };
    return [
      { path: executed, write: (path) => writeNotebook(path, notebook) },
      { path: clean, write: (path) => writeNotebook(path, makeClean(notebook)) },
      {
        path: page,
        async write(path) {
          const folder = linkBetween(page, ASSETS_FOLDER);
          const assets = linkAssets(folder, design, findNeeds(lesson, design));
          await writePage(path, lesson, course, assets, design.makeBody(lesson, course, place));
        },
      },
    ];
  });
  const searched = lessons.map((lesson) => ({
    lesson,
    url: linkBetween(INDEX_FILE, pathsOf(lesson).page),
  }));
  const search: NewFile = {
    path: SEARCH_PATH,
    write: (path) => writeWhole(path, makeSearchIndex(searched)),
  };
  const index: NewFile = {
    path: INDEX_FILE,
    async write(path) {
      const body = makeIndexBody(
        course,
        searched,
        apiLinks,
      );
      const assets = linkAssets(linkBetween(INDEX_FILE, ASSETS_FOLDER), INDEX_PARTS, NO_NEEDS);
      const page = makeDocument({ language: pageLanguage(language), title, assets, body });
      await writeWhole(path, page);
    },
  };
  return {
    files: [...shared, search, ...files, index],
    results: lessons.map((lesson) => pathsOf(lesson).page),
  };
}

/**
 * Finds the lessons before and after one. The pages of all lessons lie side by side.
 *
 * @param lessons The lessons.
 * @param index The number of the lesson, from 0 on.
 * @param extension What the names of the pages end in.
 * @returns Links to them, as far as there are such lessons.
 *
 * @example
 * ```ts
 * import { placeAmong } from "./site_files.ts";
 * import { deepEqual } from "node:assert/strict";
 *
 * const lessons = [{ name: "a", title: "A" }, { name: "b c", title: "B" }];
 * const { previous, next, all } = placeAmong(lessons, 0, ".html");
 * deepEqual([previous, next, all?.length], [undefined, { url: "b%20c.html", title: "B" }, 2]);
 * ```
 */
export function placeAmong(
  lessons: readonly Pick<Lesson, "name" | "title">[],
  index: number,
  extension: string,
): Pick<Place, "previous" | "next" | "all"> {
  const link = (lesson?: Pick<Lesson, "name" | "title">) =>
    lesson && { url: encodeURIComponent(lesson.name + extension), title: lesson.title };
  return {
    previous: link(lessons[index - 1]),
    next: link(lessons[index + 1]),
    all: lessons.map((lesson, number) => ({ ...link(lesson)!, isCurrent: number === index })),
  };
}

/**
 * Tells what the page of a lesson needs of style and scripts.
 *
 * @param lesson The lesson.
 * @param design How its page is made.
 * @returns What the cells need that the page shows.
 *
 * @example
 * ```ts
 * import { makeLesson } from "./lesson.ts";
 * import { PAGES } from "./forms/pages.ts";
 * import { pageLanguage } from "./page_language.ts";
 * import { findNeeds } from "./site_files.ts";
 * import { equal } from "node:assert/strict";
 *
 * const notebook = { nbformat: 4, nbformat_minor: 5, metadata: {}, cells: [] } as const;
 * const language = pageLanguage("en");
 * const surroundings = { folder: ".", linkTo: () => undefined, language };
 * const lesson = await makeLesson("a", { ...notebook, cells: [] }, surroundings);
 * equal(findNeeds(lesson, PAGES.design).hasFigures, false);
 * ```
 */
export function findNeeds(lesson: Lesson, design: PageDesign): Needs {
  return joinNeeds(design.listCells(lesson).map(({ needs }) => needs));
}

/**
 * Writes the page of a lesson.
 *
 * @param path The path of the page.
 * @param lesson The lesson.
 * @param course Its course.
 * @param assets The page's style and scripts.
 * @param body Its body.
 *
 * @example
 * ```ts
 * import { markup } from "./html.ts";
 * import { pageLanguage } from "./page_language.ts";
 * import { writePage } from "./site_files.ts";
 * import { match } from "node:assert/strict";
 *
 * const path = await Deno.makeTempFile();
 * const course = { title: "Course", description: "", language: "en" };
 * const assets = { style: markup``, scripts: markup`` };
 * const lesson = { title: "R&D", language: pageLanguage("en") };
 * await writePage(path, lesson, course, assets, markup`<body></body>`);
 * match(await Deno.readTextFile(path), /<title>R&amp;D · Course<\/title>/);
 * await Deno.remove(path);
 * ```
 */
export async function writePage(
  path: string,
  lesson: Pick<Lesson, "title" | "language">,
  { title }: Course,
  assets: Assets,
  body: Html,
): Promise<void> {
  const { language } = lesson;
  const page = makeDocument({ language, title: `${lesson.title} · ${title}`, assets, body });
  await writeWhole(path, page);
}
