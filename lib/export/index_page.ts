/**
 * The first page: the course and its lessons.
 *
 * @module
 */
import { formatDecimal, type Words } from "@convbook/words";
import type { PageParts } from "./assets.ts";
import type { Course } from "./document.ts";
import { type Html, markup } from "./html.ts";
import type { Lesson } from "./lesson.ts";
import type { Link } from "./lesson_page.ts";
import { ASSETS_FOLDER } from "./layout.ts";
import { SEARCH_FILE } from "./search_index.ts";
import { languageAttributes, type PageLanguage, pageLanguage } from "./page_language.ts";

/** Where the index finds what can be searched for. */
const SEARCH_URL = `${ASSETS_FOLDER}/${SEARCH_FILE}`;

/** What the index has of its own: the theme is chosen as on pages. */
export const INDEX_PARTS: PageParts = { styles: [], scripts: ["page.js", "search.js"] };

/**
 * Makes the body of the index.
 *
 * @param course The course.
 * @param lessons Its lessons, in order, each with the place of its page.
 * @param links Where the documentation of packages begins, below them.
 * @returns The body.
 *
 * @example
 * ```ts
 * import { makeIndexBody } from "./index_page.ts";
 * import { pageLanguage } from "./page_language.ts";
 * import type { Notebook } from "@convbook/jupyter";
 * import { match } from "node:assert/strict";
 *
 * const lesson = {
 *   name: "01_load",
 *   language: pageLanguage("en"),
 *   title: "1. Load",
 *   hasHeading: false,
 *   summary: "",
 *   goals: ["load"],
 *   authors: [],
 *   date: undefined,
 *   minutes: 20,
 *   headings: [],
 *   cells: [],
 *   notebook: { nbformat: 4, nbformat_minor: 5, metadata: {}, cells: [] } as Notebook,
 * };
 * const course = { title: "Course", description: "All of it.", language: "en" };
 * const { text } = makeIndexBody(course, [{ lesson, url: "en/01_load.html" }]);
 * match(text, /<h2><a href="en\/01_load.html">1. Load<\/a><\/h2>/);
 * ```
 */
export function makeIndexBody(
  course: Course,
  lessons: readonly { lesson: Lesson; url: string }[],
  links: readonly Link[] = [],
): Html {
  const language = pageLanguage(course.language);
  const { pages } = language.words;
  return markup`<body class="index">
<a class="skip" href="#main">${pages.skipToLessons}</a>
<header class="bar" data-root="" data-search="${SEARCH_URL}"></header>
<main id="main">
<h1>${course.title}</h1>
${course.description !== "" && markup`<p class="summary">${course.description}</p>`}
${makeTime(lessons.map(({ lesson }) => lesson), language.words)}
<ol class="lessons">
${lessons.map(({ lesson, url }) => makeEntry(lesson, url, language))}</ol>
${links.length > 0 && makeLinks(links, pages.api)}</main>
</body>`;
}

/** What says no time, such as a notebook for looking things up, does not count as a lesson. */
function makeTime(lessons: readonly Lesson[], words: Words): Html | undefined {
  const known = lessons.map(({ minutes }) => minutes).filter((minutes) => minutes !== undefined);
  if (known.length === 0) return undefined;
  const sum = known.reduce((a, b) => a + b);
  const hours = formatDecimal(String(Math.round(sum / 30) / 2), words);
  const time = sum < 90 ? words.pages.minutes(sum) : words.pages.hours(hours);
  return markup`<p class="facts"><span>${
    words.pages.lessons(known.length)
  }</span><span>${time}</span></p>`;
}

function makeLinks(links: readonly Link[], title: string): Html {
  return markup`<h2>${title}</h2>
<ul>${links.map(({ url, title }) => markup`<li><a href="${url}">${title}</a></li>`)}</ul>
`;
}

/** An entry is in the language of the lesson, as what it says is from there. */
function makeEntry(lesson: Lesson, url: string, course: PageLanguage): Html {
  const { title, summary, goals, minutes, language } = lesson;
  const { pages } = language.words;
  const isOther = language.tag !== course.tag || language.direction !== course.direction;
  const time = minutes !== undefined &&
    markup`<p class="facts"><span>${pages.minutes(minutes)}</span></p>`;
  const learning = goals.length > 0 && markup`<p>${pages.goals}</p>
<ul>${goals.map((goal) => markup`<li>${goal}</li>`)}</ul>`;
  return markup`<li${isOther && languageAttributes(language)}>
<h2><a href="${url}">${title}</a></h2>
${time}
${summary !== "" && markup`<p>${summary}</p>`}
${learning}
</li>
`;
}
