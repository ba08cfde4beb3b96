/**
 * Runs every lesson, in order, on the Deno kernel: `deno task start`.
 *
 * Writes the executed lessons to `site/en/`, what was measured to `site/report.json`, and pages of all
 * lessons from `site/index.html` on. A lesson that fails ends the run: the report then holds the lessons up to it, and says which one failed.
 * Exit codes: 0 if all lessons ran and their numbers are as expected, 1 if one failed, 2 if the
 * command line is wrong.
 *
 * @module
 */
import { join, relative } from "node:path";
import { openStandardOutput } from "./command_line/lesson_progress.ts";
import { parseOptions } from "./command_line/parse_options.ts";
import { runCommand } from "./command_line/run_command.ts";
import { UsageError } from "./command_line/usage_error.ts";
import { COURSE } from "./export/course.ts";
import { writeSite } from "./export/write_site.ts";
import {
  collectReport,
  mergeReports,
  type ReportSection,
  type ReportValues,
} from "./lesson_report.ts";
import { numberCodeCells } from "./notebook/nbformat.ts";
import { listNotebooks } from "./notebook/list_notebooks.ts";
import { readNotebook } from "./notebook/read_notebook.ts";
import { DEFAULT_TIME_LIMIT, runNotebook } from "./notebook/run_notebook.ts";
import { writeWhole } from "../lib/files/write_whole.ts";

const LANGUAGE = "en";
const NOTEBOOKS_FOLDER = join("notebooks", LANGUAGE);
const SITE_FOLDER = "site";
const EXECUTED_FOLDER = join(SITE_FOLDER, LANGUAGE);
const REPORT_FILE = join(SITE_FOLDER, "report.json");
const ACTION = "run the lessons";

/** What happened to one lesson. */
interface LessonResult {
  name: string;
  language: string;
  cells: number;
  seconds: number;
  ok: boolean;
}

if (import.meta.main) {
  await runCommand(async (signal) => {
    const { positionals } = parseOptions(ACTION, Deno.args, []);
    if (positionals.length > 0) {
      throw new UsageError(`Cannot ${ACTION}: expected no arguments but found ${positionals[0]}`);
    }
    await runLessons(signal);
  });
}

async function runLessons(signal: AbortSignal): Promise<void> {
  await removeEarlierResults();
  const files = await listNotebooks(NOTEBOOKS_FOLDER);
  const start = performance.now();
  const output = openStandardOutput();
  const lessons: LessonResult[] = [];
  const values: ReportValues = {};
  for (const file of files) {
    const fileName = relative(NOTEBOOKS_FOLDER, file);
    const name = fileName.replace(/\.ipynb$/, "");
    const lessonStart = performance.now();
    const addResult = (ok: boolean, cells: number) => {
      const seconds = round((performance.now() - lessonStart) / 1000);
      lessons.push({ name, language: LANGUAGE, cells, seconds, ok });
    };
    try {
      const { notebook, cellCount } = await runNotebook(file, {
        target: join(EXECUTED_FOLDER, fileName),
        timeLimit: DEFAULT_TIME_LIMIT,
        output,
        signal,
      });
      mergeReports(`lesson ${name}`, values, collectReport(name, notebook));
      addResult(true, cellCount);
    } catch (error) {
      if (!signal.aborted) {
        addResult(false, await countCells(file));
        await writeReport(lessons, values);
      }
      throw error;
    }
  }
  await writeReport(lessons, values);
  for (const [section, numbers] of Object.entries(values)) {
    output.write(`${section}: ${formatNumbers(numbers)}\n`);
  }
  await writeSite(await listNotebooks(EXECUTED_FOLDER), {
    course: COURSE,
    target: SITE_FOLDER,
    edition: "teacher",
    kind: "page",
    isSingleFile: false,
    signal,
  });
  const seconds = ((performance.now() - start) / 1000).toFixed(1);
  const count = lessons.length === 1 ? "1 lesson" : `${lessons.length} lessons`;
  output.write(`${count} in ${seconds} s: open ${join(SITE_FOLDER, "index.html")}\n`);
}

/**
 * What a run writes is from that run, even if it stopped half-way. Other things in `site/`, such as
 * editions that `deno task export` wrote, stay.
 */
async function removeEarlierResults(): Promise<void> {
  const written = [
    REPORT_FILE,
    EXECUTED_FOLDER,
    join(SITE_FOLDER, "index.html"),
    join(SITE_FOLDER, "assets"),
    join(SITE_FOLDER, "download", LANGUAGE),
  ];
  for (const path of written) {
    await Deno.remove(path, { recursive: true }).catch((error) => {
      if (!(error instanceof Deno.errors.NotFound)) throw error;
    });
  }
}

async function countCells(file: string): Promise<number> {
  return await readNotebook(file).then((notebook) => numberCodeCells(notebook).length, () => 0);
}

async function writeReport(lessons: LessonResult[], values: ReportValues): Promise<void> {
  await writeWhole(REPORT_FILE, JSON.stringify({ lessons, ...values }, null, 2) + "\n");
}

function formatNumbers(numbers: ReportSection): string {
  return Object.entries(numbers)
    .map(([name, value]) => `${name} ${typeof value === "number" ? round(value, 4) : value}`)
    .join(", ");
}

function round(value: number, digits = 2): number {
  return Number(value.toFixed(digits));
}
