/** Pages take every word from the language of their notebook, and say which that is. */
// @ts-types="@types/jsdom"
import { JSDOM } from "jsdom";
import { deepEqual, equal, match } from "node:assert/strict";
import { makeDocument } from "../../lib/export/document.ts";
import { makeIndexBody } from "../../lib/export/index_page.ts";
import { makeLesson } from "../../lib/export/lesson.ts";
import { makeLessonBody } from "../../lib/export/lesson_page.ts";
import { makeLessons } from "../../lib/export/lessons.ts";
import { type Html, markup } from "../../lib/export/html.ts";
import { MarkdownWriter } from "../../lib/export/markdown_writer.ts";
import { pageLanguage, readPageLanguage } from "../../lib/export/page_language.ts";
import { makeSlidesBody } from "../../lib/export/slides_page.ts";
import type { Cell, Notebook, Output } from "../../lib/jupyter/nbformat/nbformat.ts";
import { EN, useWords } from "../../lib/words/mod.ts";
import { makeCell, makeNotebook } from "../tools/notebooks.ts";
import { listUnmarked, PSEUDO } from "../words/pseudo_language.ts";

const COURSE = { title: "123", description: "", language: PSEUDO.tag };

/** What stands outside of marks, of what readers see or hear; given are numbers and Greek alone. */
function listVisible(body: Html): string[] {
  const { document } = new JSDOM(`<!doctype html>${body.text}`).window;
  const spoken = [...document.querySelectorAll("[aria-label], [alt], [title]")].map((element) =>
    ["aria-label", "alt", "title"].map((name) => element.getAttribute(name)).join(" ")
  );
  for (const script of document.querySelectorAll("script, pre")) script.remove();
  return listUnmarked([document.body.textContent, ...spoken].join("\n"));
}

function display(data: Record<string, unknown>): Output {
  return { output_type: "display_data", data, metadata: {} };
}

/** A notebook whose every part is shown with some word of the page's own. */
function makeEverything(): Notebook {
  const text = (source: string, tags: string[] = []): Cell => ({
    cell_type: "markdown",
    metadata: { tags },
    source,
  });
  const outputs = [
    display({}),
    display({ "image/png": "?" }),
    display({ "image/png": "iVBO" }),
    display({ "image/png": "A".repeat(3_000_001) }),
    display({ "text/html": "<b>".repeat(600) }),
    display({ "text/html": "<i></i>".repeat(500_001) }),
    display({ "application/x": 1 }),
    display({ "application/vnd.plotly.v1+json": { data: [{ y: [1, 2] }] } }),
    display({ "application/vnd.plotly.v1+json": 1 }),
    display({ "application/vnd.plotly.v1+json": { data: [{ type: "sankey" }] } }),
    display({
      "application/vnd.plotly.v1+json": { data: [{ type: "sankey" }] },
      "image/svg+xml": "<svg/>",
      "text/plain": "1",
    }),
    { output_type: "stream", name: "stdout", text: "1".repeat(100_001) } as const,
  ];
  return {
    ...makeNotebook(),
    cells: [
      text("# 1\n\n2 minutes\n\n- 3"),
      text("## α\n\n" + "<b>".repeat(600)),
      text("4", ["solution"]),
      text("5", ["instructor"]),
      text(`![6](data:image/png;base64,${"A".repeat(3_000_001)})`),
      text("7".repeat(100_001)),
      { ...makeCell("8".repeat(100_001)), outputs },
    ],
  };
}

/** What the notebook says, and names that are the same in every language: of types. */
const NAMES = [
  "minutes",
  "application",
  "html",
  "image",
  "png",
  "plotly",
  "vnd",
  "json",
  "sankey",
  "text",
];

async function withPseudoLanguage(run: () => Promise<void>): Promise<void> {
  useWords(PSEUDO);
  try {
    await run();
  } finally {
    useWords(EN);
  }
}

Deno.test("every word of a page's own comes from its language", () =>
  withPseudoLanguage(async () => {
    const notebooks = ["1", "2", "3"].map((name) => ({
      name,
      notebook: name === "3" ? { ...makeNotebook(), cells: [] } : makeEverything(),
      folder: ".",
    }));
    const lessons = await makeLessons(notebooks, ".html", COURSE);
    const link = { url: "#", title: "9" };
    const place = { index: "#", previous: link, next: link, executed: "#" };
    const bodies = [
      makeIndexBody(COURSE, lessons.map((lesson) => ({ lesson, url: "#" }))),
      ...lessons.map((lesson) => makeLessonBody(lesson, COURSE, place)),
      ...lessons.map((lesson) => makeSlidesBody(lesson)),
    ];
    for (const body of bodies) {
      deepEqual(listVisible(body).filter((word) => !NAMES.includes(word)), []);
    }
    equal(lessons[0].minutes, 2);
  }));

Deno.test("Markdown takes the words of the notebook's language", () => {
  const { text } = new MarkdownWriter("a", () => undefined, PSEUDO).write(makeEverything());
  match(text, /<summary>⟦Solution⟧<\/summary>/);
});

Deno.test("scripts take their words from the page", () => {
  const language = { tag: PSEUDO.tag, direction: "ltr", words: PSEUDO } as const;
  const body = markup`<body><header class="bar"></header><div class="columns"><main>
<section class="cell code"><div class="source"><pre><code>1</code></pre></div></section>
<figure class="plot"><p class="note">1</p><script type="application/json">{"data":[]}</script></figure>
</main></div></body>`;
  const assets = { style: markup``, scripts: markup`` };
  const dom = new JSDOM(makeDocument({ language, title: "1", assets, body }), {
    runScripts: "outside-only",
  });
  Object.assign(dom.window, {
    matchMedia: () => ({ matches: false }),
    IntersectionObserver: class {
      constructor(readonly seen: (entries: unknown[]) => void) {}
      observe(target: unknown) {
        this.seen([{ isIntersecting: true, target }]);
      }
      unobserve() {}
    },
  });
  for (const name of ["page.js", "figures.js"]) {
    const url = new URL(`../../lib/export/assets/${name}`, import.meta.url);
    dom.window.eval(Deno.readTextFileSync(url));
  }
  const buttons = [...dom.window.document.querySelectorAll("button")];
  deepEqual(buttons.map(({ textContent }) => textContent).sort(), [
    "⟦Copy⟧",
    "⟦Dark⟧",
    "⟦Draw the figure here, which may take long⟧",
    "⟦Hide code⟧",
  ]);
});

const LANGUAGES: [metadata: Record<string, unknown>, attributes: string][] = [
  [{}, 'lang="en"'],
  [{ lang: "de" }, 'lang="de"'],
  [{ lang: "pt-BR" }, 'lang="pt-BR"'],
  [{ lang: "ar" }, 'lang="ar" dir="rtl"'],
  [{ lang: "ar", dir: "ltr" }, 'lang="ar"'],
  [{ lang: "az", dir: "rtl" }, 'lang="az" dir="rtl"'],
  [{ dir: "rtl" }, 'lang="en" dir="rtl"'],
];

for (const [metadata, attributes] of LANGUAGES) {
  Deno.test(`the page of a notebook with ${JSON.stringify(metadata)} has ${attributes}`, async () => {
    const notebook = { ...makeNotebook(), metadata };
    const course = { title: "Course", description: "", language: "en" };
    const [{ language }] = await makeLessons(
      [{ name: "a", notebook, folder: "." }],
      ".html",
      course,
    );
    const assets = { style: markup``, scripts: markup`` };
    const page = makeDocument({ language, title: "a", assets, body: markup`` });
    equal(/<html ([^>]*?) data-words/.exec(page)?.[1], attributes);
  });
}

Deno.test("readPageLanguage() says what it cannot read, and takes the course's language", () => {
  const warnings: string[] = [];
  const { warn } = console;
  console.warn = (line: string) => warnings.push(line);
  try {
    const notebook = { ...makeNotebook(), metadata: { lang: "Korean <b>", dir: "auto" } };
    const course = pageLanguage("en");
    deepEqual(readPageLanguage("a", notebook, course), course);
  } finally {
    console.warn = warn;
  }
  deepEqual(warnings, [
    "Cannot take the language of a.ipynb from its metadata: expected lang to be a tag as in " +
    '"en" or "pt-BR" but found "Korean <b>"',
    'Cannot take the direction of a.ipynb from its metadata: expected dir to be "ltr" or "rtl" ' +
    'but found "auto"',
  ]);
});

Deno.test("makeIndexBody() marks the language of a lesson that is in another one", async () => {
  const surroundings = { folder: ".", linkTo: () => undefined, language: pageLanguage("he") };
  const lesson = await makeLesson("a", makeNotebook(), surroundings);
  const course = { title: "Course", description: "", language: "en" };
  match(makeIndexBody(course, [{ lesson, url: "a.html" }]).text, /<li lang="he" dir="rtl">/);
});
