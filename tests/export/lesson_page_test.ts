import { deepEqual } from "node:assert/strict";
// @ts-types="@types/jsdom"
import { JSDOM } from "jsdom";
import { makeLessonBody } from "../../lib/export/lesson_page.ts";
import { makeNotebook } from "../tools/notebooks.ts";
import { pageLanguage } from "../../lib/export/page_language.ts";

const COURSE = { title: "Course", description: "", language: "en" };

/** The contents of a page with such headings, each entry as its class and its text. */
function listContents(...headings: [level: number, text: string][]): string[] {
  const lesson = {
    name: "x",
    title: "x",
    language: pageLanguage("en"),
    hasHeading: true,
    summary: "",
    goals: [],
    minutes: undefined,
    authors: [],
    date: undefined,
    headings: headings.map(([level, text]) => ({ level, id: text, text })),
    cells: [],
    notebook: makeNotebook(),
  };
  const { window } = new JSDOM(makeLessonBody(lesson, COURSE, {}).text);
  return [...window.document.querySelectorAll(".contents li")]
    .map((entry) => `${entry.className} ${entry.textContent}`);
}

Deno.test("makeLessonBody() lists sections and subsections under one title", () => {
  deepEqual(listContents([1, "Title"], [2, "a"], [3, "b"], [4, "c"], [2, "d"]), [
    "level-2 a",
    "level-3 b",
    "level-2 d",
  ]);
  deepEqual(listContents([1, "Title"]), []);
});

Deno.test("makeLessonBody() lists the parts of a notebook whose parts are titles", () => {
  deepEqual(listContents([1, "Title"], [2, "a"], [1, "One"], [2, "b"], [3, "c"], [1, "Two"]), [
    "level-3 a",
    "level-2 One",
    "level-3 b",
    "level-2 Two",
  ]);
});
