/**
 * The site that the tests look at: the executed lessons, and two notebooks that are hard to show.
 *
 * @module
 */
import { join, relative } from "node:path";
import { COURSE } from "../../tools/course.ts";
import { executedFolder, SITE_FOLDER } from "../../lib/export/layout.ts";
import { type SiteOptions, writeSite } from "../../lib/export/write_site.ts";
import { listNotebooks } from "../../lib/jupyter/nbformat/list_notebooks.ts";
import { writeNotebook } from "../../lib/jupyter/nbformat/write_notebook.ts";
import { PAGES, SINGLE, SINGLE_SLIDES, SLIDES } from "../export/sites.ts";
import { makeHostileNotebook } from "../export/hostile_notebook.ts";
import { makeUnluckyNotebook } from "./unlucky_notebook.ts";

/** The executed lessons: `deno task start` writes them. */
export const LESSONS = await listNotebooks(join(SITE_FOLDER, executedFolder(COURSE.language)));

/** A folder of its own for each run of the tests. */
export const folder = await Deno.realPath(await Deno.makeTempDir());

const hostile = join(folder, "hostile.ipynb");
await writeNotebook(hostile, makeHostileNotebook());
const unlucky = join(folder, "unlucky.ipynb");
await writeNotebook(unlucky, makeUnluckyNotebook());

/** Names a page in the title of a test. */
export const name = (path: string) => relative(folder, path);

const options: SiteOptions = {
  course: COURSE,
  target: join(folder, "site"),
  edition: "teacher",
  form: PAGES,
};
const start = performance.now();

/** The pages of the lessons. */
export const pages = await writeSite(LESSONS, options);
/** How many seconds it took to write them and the index. */
export const seconds = (performance.now() - start) / 1000;
/** The folder of the site. */
export const site = options.target;
/** The index. */
export const index = join(site, "index.html");
/** The first lesson as students get it. */
export const [studentPage] = await writeSite(LESSONS.slice(0, 1), {
  ...options,
  edition: "student",
  target: join(folder, "student"),
});
/** The lessons as slides. */
export const slides = await writeSite(LESSONS, {
  ...options,
  form: SLIDES,
  target: join(folder, "slides"),
});
const single: SiteOptions = { ...options, form: SINGLE, target: join(folder, "single") };
/** The lessons as single files. */
export const singleFiles = await writeSite(LESSONS, single);
/** The first lesson as slides in a single file. */
export const singleSlides = await writeSite(LESSONS.slice(0, 1), {
  ...single,
  form: SINGLE_SLIDES,
});
/** The hostile notebook as a page, as slides and as a single file. */
export const hostilePages = [
  ...await writeSite([hostile], { ...options, target: join(folder, "a") }),
  ...await writeSite([hostile], { ...options, form: SLIDES, target: join(folder, "b") }),
  ...await writeSite([hostile], { ...options, form: SINGLE, target: join(folder, "c") }),
];
/** The notebook with the page's own class names as a page. */
export const [unluckyPage] = await writeSite([unlucky], { ...options, target: join(folder, "d") });
/** The same as slides. */
export const [unluckySlides] = await writeSite([unlucky], {
  ...options,
  form: SLIDES,
  target: join(folder, "e"),
});
