/**
 * What can be searched for in the pages of a site. It is a script, since browsers read no other files
 * beside a page that lies on a disk; pages load it when a reader begins to search.
 *
 * @module
 */
import type { Lesson } from "./lesson.ts";

/** The name of the script, in the folder that all pages share. */
export const SEARCH_FILE = "search_index.js";

/** More text of one part is not searched: a log of megabytes would make every search slow. */
const MAX_PART_LENGTH = 20_000;

/** A part of a page that can be found. */
interface Part {
  /** The title of its page. */
  title: string;
  /** Its heading; missing above the first one. */
  heading?: string;
  /** Where it is, from the folder of the site on. */
  url: string;
  /** Its text. */
  text: string;
}

/**
 * Makes the script that holds what can be searched for.
 *
 * @param lessons The lessons, with the paths of their pages from the folder of the site on.
 * @returns The script, which calls `foundSearchIndex` with the parts.
 *
 * @example
 * ```ts
 * import { makeSearchIndex } from "./search_index.ts";
 * import { equal } from "node:assert/strict";
 *
 * equal(makeSearchIndex([]), "foundSearchIndex([]);\n");
 * ```
 */
export function makeSearchIndex(lessons: readonly { lesson: Lesson; url: string }[]): string {
  const parts = lessons.flatMap(({ lesson, url }) => listParts(lesson, url));
  return `foundSearchIndex(${JSON.stringify(parts)});\n`;
}

/** A part begins at each cell with a heading. */
function listParts({ title, cells }: Lesson, url: string): Part[] {
  const parts: Part[] = [{ title, url, text: "" }];
  for (const { headings, text } of cells) {
    for (const { text: heading, id } of headings) {
      parts.push({ title, heading, url: `${url}#${encodeURIComponent(id)}`, text: "" });
    }
    const part = parts.at(-1)!;
    part.text = `${part.text} ${text}`.trim().slice(0, MAX_PART_LENGTH);
  }
  return parts.filter(({ heading, text }) => heading !== undefined || text !== "");
}
