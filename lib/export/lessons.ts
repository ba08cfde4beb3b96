/**
 * Lessons that are exported together.
 *
 * @module
 */
import type { Notebook } from "@convbook/jupyter";
import type { Course } from "./document.ts";
import { draftLesson, type Lesson, type LessonDraft } from "./lesson.ts";
import { pageLanguage, readPageLanguage } from "./page_language.ts";

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
 * @param extension What the names of the pages end in.
 * @param course Their course, whose language holds where a notebook names none.
 * @param options What stops it between two lessons, and whether what draws charts of other makers may
 * be fetched.
 * @returns The lessons.
 *
 * @example
 * ```ts
 * import { makeLessons } from "./lessons.ts";
 * import { equal } from "node:assert/strict";
 *
 * const notebook = { nbformat: 4, nbformat_minor: 5, metadata: {}, cells: [] } as const;
 * const notebooks = [{ name: "01_load", notebook: { ...notebook, cells: [] }, folder: "." }];
 * const course = { title: "Course", description: "", language: "en" };
 * const [lesson] = await makeLessons(notebooks, ".html", course);
 * equal(lesson.title, "01_load");
 * ```
 */
export async function makeLessons(
  notebooks: readonly NamedNotebook[],
  extension: string,
  course: Course,
  { signal, mayFetch }: { signal?: AbortSignal; mayFetch?: boolean } = {},
): Promise<Lesson[]> {
  const linkTo = makeLinkTo(notebooks, extension);
  const drafts = new Map<string, LessonDraft>();
  for (const { name, notebook, folder } of notebooks) {
    signal?.throwIfAborted();
    const language = readPageLanguage(name, notebook, pageLanguage(course.language));
    drafts.set(name, await draftLesson(name, notebook, { folder, linkTo, language, mayFetch }));
  }
  const anchorsOf = (name: string) => drafts.get(name)?.anchors;
  return [...drafts.values()].map((draft) => draft.complete(anchorsOf));
}

/**
 * Tells how the files of lessons that lie side by side lead to each other.
 *
 * @param notebooks The notebooks.
 * @param extension What the names of the files end in.
 * @returns What gives the address of a lesson's file, by the lesson's name; `undefined` if there is
 * none.
 *
 * @example
 * ```ts
 * import { makeLinkTo } from "./lessons.ts";
 * import { deepEqual } from "node:assert/strict";
 *
 * const linkTo = makeLinkTo([{ name: "a b" }], ".md");
 * deepEqual([linkTo("a b"), linkTo("c")], ["a%20b.md", undefined]);
 * ```
 */
export function makeLinkTo(
  notebooks: readonly Pick<NamedNotebook, "name">[],
  extension: string,
): (name: string) => string | undefined {
  const names = new Set(notebooks.map(({ name }) => name));
  return (name) => names.has(name) ? encodeURIComponent(name + extension) : undefined;
}

/**
 * Checks that the files of lessons do not get in each other's way.
 *
 * @param names The names of the lessons.
 * @throws {TypeError} If two have the same name.
 *
 * @example
 * ```ts
 * import { checkNames } from "./lessons.ts";
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
