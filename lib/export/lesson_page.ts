/**
 * The page of a lesson.
 *
 * @module
 */
import type { Words } from "@convbook/words";
import type { Course } from "./document.ts";
import { type Html, markup } from "./html.ts";
import type { Lesson } from "./lesson.ts";
import type { Heading } from "./markdown.ts";

/** Where a lesson stands in its course, and where its files lie. */
export interface Place {
  /** Where the list of lessons is; nowhere if the page stands alone. */
  index?: string;
  /** Where the folder of the site is, and in it what can be searched for; nowhere likewise. */
  search?: { root: string; url: string };
  /** All lessons, this one among them. */
  all?: readonly (Link & { isCurrent: boolean })[];
  /** The lesson before. */
  previous?: Link;
  /** The lesson after. */
  next?: Link;
  /** Where its executed notebook is; nowhere if it is too large for the page that should hold it. */
  executed?: string;
  /** Where its clean notebook is; nowhere likewise. */
  clean?: string;
}

/** A link. */
export interface Link {
  /** Where it leads. */
  url: string;
  /** What it says. */
  title: string;
}

/**
 * Makes the body of a lesson's page.
 *
 * @param lesson The lesson.
 * @param course Its course.
 * @param place Its place in the course.
 * @returns The body.
 *
 * @example
 * ```ts
 * import { makeLessonBody } from "./lesson_page.ts";
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
 *   minutes: 20,
 *   authors: [],
 *   date: undefined,
 *   headings: [],
 *   cells: [],
 *   notebook: { nbformat: 4, nbformat_minor: 5, metadata: {}, cells: [] } as Notebook,
 * };
 * const course = { title: "Course", description: "", language: "en" };
 * const place = { executed: "01_load.ipynb", clean: "clean.ipynb" };
 * match(makeLessonBody(lesson, course, place).text, /<span>20 minutes<\/span>/);
 * ```
 */
export function makeLessonBody(lesson: Lesson, course: Course, place: Place): Html {
  const { title, hasHeading, headings, cells, language } = lesson;
  const { pages } = language.words;
  const sections = findSections(headings);
  const { all = [] } = place;
  return markup`<body class="lesson">
<a class="skip" href="#main">${pages.skipToLesson}</a>
<header class="bar"${
    place.search &&
    markup` data-root="${place.search.root}" data-search="${place.search.url}"`
  }>
<nav aria-label="${pages.course}">${
    place.index === undefined
      ? markup`<span>${course.title}</span>`
      : markup`<a href="${place.index}">${course.title}</a>`
  }</nav>
</header>
<div class="columns${sections.length === 0 && all.length < 2 && " alone"}">
${
    (sections.length > 0 || all.length > 1) &&
    markup`<div class="side">
${all.length > 1 && makePageList(all, pages.allPages)}
${sections.length > 0 && makeContents(sections, pages.contents)}
</div>`
  }
<main id="main">
${makeFacts(lesson, place)}
${!hasHeading && markup`<h1>${title}</h1>`}
${
    cells.map(({ type, number, content }) =>
      markup`<section class="cell ${type}"${
        number !== undefined && markup` data-number="${number}"`
      }>
${content}
</section>
`
    )
  }${cells.length === 0 && markup`<p>${pages.noCells}</p>`}
</main>
</div>
${makeNeighbours(place, pages)}
</body>`;
}

function makeFacts(
  { minutes, authors, date, name, language }: Lesson,
  { executed, clean }: Place,
): Html {
  const { pages } = language.words;
  const time = minutes !== undefined && markup`<span>${pages.minutes(minutes)}</span>`;
  const links = ([[clean, pages.toRun], [executed, pages.withResults]] as const)
    .map(([url, text], index) =>
      markup`${index > 0 && ", "}${
        url === undefined
          ? pages.tooLargeForPage(text)
          : markup`<a href="${url}" download="${name}.ipynb">${text}</a>`
      }`
    );
  const notebook = markup`<span>${pages.notebook} ${links}</span>`;
  const by = authors.length > 0 && markup`<span>${pages.by(authors.join(", "))}</span>`;
  const day = date !== undefined && markup`<span>${date}</span>`;
  return markup`<p class="facts">${by}${day}${time}${notebook}</p>`;
}

/** The sections of a lesson: on the levels 2 and 3, also of a notebook that has many titles. */
function findSections(headings: readonly Heading[]): Heading[] {
  const [title, ...others] = headings.filter(({ level }) => level === 1);
  const sections = others.length === 0 ? headings : headings.filter((heading) => heading !== title)
    .map((heading) => ({ ...heading, level: heading.level + 1 }));
  return sections.filter(({ level }) => level === 2 || level === 3);
}

function makePageList(all: NonNullable<Place["all"]>, title: string): Html {
  const entries = all.map(({ url, title, isCurrent }) =>
    markup`<li><a href="${url}"${isCurrent && markup` aria-current="page"`}>${title}</a></li>
`
  );
  return markup`<nav class="pages" aria-labelledby="pages">
<details open><summary id="pages">${title}</summary>
<ol>${entries}</ol></details>
</nav>`;
}

function makeContents(sections: Heading[], title: string): Html {
  const entries = sections.map(({ level, id, text }) =>
    markup`<li class="level-${level}"><a href="#${encodeURIComponent(id)}">${text}</a></li>
`
  );
  return markup`<nav class="contents" aria-labelledby="contents">
<details open><summary id="contents">${title}</summary>
<ol>${entries}</ol></details>
</nav>`;
}

function makeNeighbours({ previous, next }: Place, pages: Words["pages"]): Html | undefined {
  if (previous === undefined && next === undefined) return undefined;
  return markup`<nav class="neighbours" aria-label="${pages.otherLessons}">
${
    previous &&
    markup`<a rel="prev" href="${previous.url}"><span>${pages.before}</span>${previous.title}</a>`
  }
${next && markup`<a rel="next" href="${next.url}"><span>${pages.next}</span>${next.title}</a>`}
</nav>`;
}
