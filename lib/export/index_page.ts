/**
 * The first page: the course and its lessons.
 *
 * @module
 */
import type { PageParts } from "./assets.ts";
import type { Course } from "./document.ts";
import { type Html, markup } from "./html.ts";
import type { Lesson } from "./lesson.ts";

/** What the index has of its own: the theme is chosen as on pages. */
export const INDEX_PARTS: PageParts = { styles: [], scripts: ["page.js"] };

/**
 * Makes the body of the index.
 *
 * @param course The course.
 * @param lessons Its lessons, in order, each with the place of its page.
 * @returns The body.
 *
 * @example
 * ```ts
 * import { makeIndexBody } from "./index_page.ts";
 * import type { Notebook } from "@convbook/jupyter";
 * import { match } from "node:assert/strict";
 *
 * const lesson = {
 *   name: "01_load",
 *   title: "1. Load",
 *   hasHeading: false,
 *   summary: "",
 *   goals: ["load"],
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
): Html {
  return markup`<body class="index">
<a class="skip" href="#main">Skip to the lessons</a>
<header class="bar"></header>
<main id="main">
<h1>${course.title}</h1>
${course.description !== "" && markup`<p class="summary">${course.description}</p>`}
${makeTime(lessons.map(({ lesson }) => lesson))}
<ol class="lessons">
${lessons.map(({ lesson, url }) => makeEntry(lesson, url))}</ol>
</main>
</body>`;
}

/** What says no time, such as a notebook for looking things up, does not count as a lesson. */
function makeTime(lessons: readonly Lesson[]): Html | undefined {
  const known = lessons.map(({ minutes }) => minutes).filter((minutes) => minutes !== undefined);
  if (known.length === 0) return undefined;
  const sum = known.reduce((a, b) => a + b);
  const hours = Math.round(sum / 30) / 2;
  const time = sum < 90 ? `${sum} minutes` : `about ${hours} hours`;
  return markup`<p class="facts"><span>${known.length} ${
    known.length === 1 ? "lesson" : "lessons"
  }</span><span>${time}</span></p>`;
}

function makeEntry({ title, summary, goals, minutes }: Lesson, url: string): Html {
  const time = minutes !== undefined &&
    markup`<p class="facts"><span>${minutes} minutes</span></p>`;
  const learning = goals.length > 0 && markup`<p>You will be able to</p>
<ul>${goals.map((goal) => markup`<li>${goal}</li>`)}</ul>`;
  return markup`<li>
<h2><a href="${url}">${title}</a></h2>
${time}
${summary !== "" && markup`<p>${summary}</p>`}
${learning}
</li>
`;
}
