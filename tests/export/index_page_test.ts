// @ts-types="@types/jsdom"
import { JSDOM } from "jsdom";
import { deepEqual } from "node:assert/strict";
import { makeIndexBody } from "../../lib/export/index_page.ts";
import { makeLesson } from "../../lib/export/lesson.ts";
import { makeNotebook } from "../tools/notebooks.ts";
import { pageLanguage } from "../../lib/export/page_language.ts";

const COURSE = { title: "Course", description: "", language: "en" };

/** What the index says of notebooks that take so many minutes, or do not say. */
async function readFacts(...minutes: (number | undefined)[]): Promise<string[]> {
  const lessons = await Promise.all(minutes.map(async (time, index) => {
    const lesson = await makeLesson(`${index}`, makeNotebook(), {
      folder: "",
      linkTo: () => undefined,
      language: pageLanguage("en"),
    });
    return { lesson: { ...lesson, minutes: time }, url: `${index}.html` };
  }));
  const { document } = new JSDOM(makeIndexBody(COURSE, lessons).text).window;
  return [...document.querySelectorAll("main > .facts > span")].map((fact) => fact.textContent!);
}

Deno.test("makeIndexBody() counts lessons, and how long all of them take", async () => {
  deepEqual(await readFacts(20), ["1 lesson", "20 minutes"]);
  deepEqual(await readFacts(50, 60), ["2 lessons", "about 2 hours"]);
});

Deno.test("makeIndexBody() does not count a notebook that says no time", async () => {
  deepEqual(await readFacts(20, 40, undefined), ["2 lessons", "60 minutes"]);
  deepEqual(await readFacts(undefined), []);
});
