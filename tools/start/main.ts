/**
 * Runs every lesson, in order, on the Deno kernel: `deno task start`.
 *
 * @module
 */
import { basename, dirname, join, relative } from "node:path";
import { checkPlaces, type NewFile, replaceFiles, writeWhole } from "@convbook/files";
import {
  copyPictures,
  DEFAULT_TIME_LIMIT,
  listNotebooks,
  numberCodeCells,
  openStandardOutput,
  readNotebook,
  runNotebook,
} from "@convbook/jupyter";
import { EN } from "@convbook/words";
import { runCommand } from "../command_line/run_command.ts";
import { COURSE } from "../course.ts";
import { checkNames, listSiteFiles, type NamedNotebook, PAGES } from "@convbook/export";
import {
  executedFolder,
  INDEX_FILE,
  REPORT_FILE,
  SITE_FOLDER,
  siteTarget,
} from "@convbook/export/layout";
import { API_LINKS, makeApiDocs } from "./api_docs.ts";
import {
  collectReport,
  mergeReports,
  type ReportSection,
  type ReportValues,
} from "./lesson_report.ts";

const NOTEBOOKS_FOLDER = join("notebooks", COURSE.language);
const SITE = siteTarget("write", SITE_FOLDER);
const ACTION = "run the lessons";

/** What happened to one lesson. */
interface LessonResult {
  name: string;
  language: string;
  cells: number;
  seconds: number;
  ok: boolean;
}

const COMMAND = {
  name: "start",
  action: ACTION,
  purpose: "run every lesson on the Deno kernel and write site/",
  details: [
    `Writes executed lessons, pages, the documentation of the packages and ${REPORT_FILE}, when all lessons have run: until then, and ` +
    "wherever the run stops, site/ stays as the last whole run left it. A lesson that fails ends the " +
    "run, and the report alone is replaced: it says which one failed.",
    "A list in site/assets/ says which files are those of an earlier run. No other file is overwritten " +
    "or removed, nor one that somebody has changed: where one is in the way, no lesson runs.",
    "Exit codes: 0 if all lessons ran and their numbers are as expected, 1 if one failed or the site " +
    "cannot be written, 2 if the command line is wrong.",
  ],
};

if (import.meta.main) {
  await runCommand(COMMAND, (_given, signal) => runLessons(signal));
}

async function runLessons(signal: AbortSignal): Promise<void> {
  const files = await listNotebooks(NOTEBOOKS_FOLDER);
  const names = files.map((file) => basename(file, ".ipynb"));
  checkNames(names);
  const siteFiles = await listSiteFiles(names, COURSE.language, PAGES);
  const start = performance.now();
  const apiDocs = await makeApiDocs(SITE.folder, signal);
  const ownFiles = [...siteFiles, REPORT_FILE].map((path) => ({ path }));
  await checkPlaces(SITE, [...ownFiles, ...apiDocs]);
  const output = openStandardOutput();
  const lessons: LessonResult[] = [];
  const values: ReportValues = {};
  const notebooks: NamedNotebook[] = [];
  const pictures: NewFile[] = [];
  for (const [index, file] of files.entries()) {
    const name = relative(NOTEBOOKS_FOLDER, file).replace(/\.ipynb$/, "");
    const lessonStart = performance.now();
    const addResult = (ok: boolean, cells: number) => {
      const seconds = round((performance.now() - lessonStart) / 1000);
      lessons.push({ name, language: COURSE.language, cells, seconds, ok });
    };
    try {
      const { notebook, cellCount } = await runNotebook(file, {
        timeLimit: DEFAULT_TIME_LIMIT,
        output,
        signal,
      });
      mergeReports(`lesson ${name}`, values, collectReport(name, notebook));
      addResult(true, cellCount);
      notebooks.push({ name: names[index], notebook, folder: dirname(file) });
      pictures.push(
        ...await copyPictures(notebook, dirname(file), executedFolder(COURSE.language)),
      );
    } catch (error) {
      if (!signal.aborted) {
        addResult(false, await countCells(file));
        await replaceFiles({ ...SITE, files: [makeReport(lessons, values)], earlier: "kept" });
      }
      throw error;
    }
  }
  for (const [section, numbers] of Object.entries(values)) {
    output.write(`${section}: ${formatNumbers(numbers)}\n`);
  }
  const { files: pages } = await PAGES.makeFiles(notebooks, {
    course: COURSE,
    apiLinks: API_LINKS,
    signal,
  });
  const report = makeReport(lessons, values);
  await replaceFiles({
    ...SITE,
    files: [...pages, ...pictures, ...apiDocs, report],
    earlier: "removed",
    signal,
  });
  const { notebook, numbers } = EN;
  const time = numbers.seconds(((performance.now() - start) / 1000).toFixed(1));
  const page = join(SITE.folder, INDEX_FILE);
  output.write(`${notebook.lessonsDone(lessons.length, time, page)}\n`);
}

async function countCells(file: string): Promise<number> {
  return await readNotebook(file).then((notebook) => numberCodeCells(notebook).length, () => 0);
}

function makeReport(lessons: LessonResult[], values: ReportValues): NewFile {
  const text = JSON.stringify({ lessons, ...values }, null, 2) + "\n";
  return { path: REPORT_FILE, write: (path) => writeWhole(path, text) };
}

function formatNumbers(numbers: ReportSection): string {
  return Object.entries(numbers)
    .map(([name, value]) => `${name} ${typeof value === "number" ? round(value, 4) : value}`)
    .join(", ");
}

function round(value: number, digits = 2): number {
  return Number(value.toFixed(digits));
}
