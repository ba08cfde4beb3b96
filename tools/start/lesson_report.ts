/**
 * The numbers that lessons report, and the bands in which they must lie.
 *
 * A cell that displays `report({ training })` or `report({ test })` leaves an output with a value
 * of the type `application/vnd.convbook.report+json`: `{ values, expected }`, where `values` has the
 * sections and `expected` a band for each number that is promised, as in
 * `"training.finalValAcc": [0.86, 0.92]`.
 *
 * @module
 */
import { describeValue } from "@convbook/check";
import { REPORT_MIME_TYPE } from "convbook";
import type { Notebook } from "@convbook/jupyter";

/** The sections that a report can have. */
const SECTIONS = ["training", "test"] as const;

/** Numbers, and words such as the name of a backend. */
export type ReportSection = Record<string, number | string>;

/** What lessons report, by section. */
export type ReportValues = Partial<Record<typeof SECTIONS[number], ReportSection>>;

/**
 * Collects what the cells of an executed lesson report, and checks it.
 *
 * @param lesson The name of the lesson, for errors.
 * @param notebook The executed lesson.
 * @returns The sections that it reports.
 * @throws {RangeError} If a number is missing, or not from the lowest to the highest expected.
 * @throws {TypeError} If a report has another form, or two report the same section.
 *
 * @example
 * ```ts
 * import { collectReport } from "./lesson_report.ts";
 * import { parseNotebook } from "@convbook/jupyter";
 * import { throws } from "node:assert/strict";
 *
 * const report = { values: { test: { accuracy: 0.5 } }, expected: { "test.accuracy": [0.8, 1] } };
 * const data = { "application/vnd.convbook.report+json": report };
 * const cell = { cell_type: "code", id: "a", metadata: {}, source: "", execution_count: 1 };
 * const outputs = [{ output_type: "display_data", data, metadata: {} }];
 * const notebook = { nbformat: 4, nbformat_minor: 5, metadata: {}, cells: [{ ...cell, outputs }] };
 * throws(() => collectReport("05_test", parseNotebook(JSON.stringify(notebook), "05.ipynb")), {
 *   message: "Cannot accept lesson 05_test: expected test.accuracy from 0.8 to 1 but found 0.5",
 * });
 * ```
 */
export function collectReport(lesson: string, notebook: Notebook): ReportValues {
  const collected: ReportValues = {};
  for (const report of findReports(notebook)) {
    const { values, expected } = readReport(lesson, report);
    for (const [path, [low, high]] of Object.entries(expected)) {
      const [section, name] = path.split(".");
      const value = values[section as keyof ReportValues]?.[name];
      if (typeof value === "number" && value >= low && value <= high) continue;
      throw new RangeError(
        `Cannot accept lesson ${lesson}: expected ${path} from ${low} to ${high} ` +
          `but found ${value === undefined ? "none" : describeValue(value)}`,
      );
    }
    checkValues(lesson, values);
    mergeReports(`lesson ${lesson}`, collected, values);
  }
  return collected;
}

/**
 * Adds the sections of a report to another one.
 *
 * @param what What reports them, for errors.
 * @param collected The report to which they are added.
 * @param values The sections.
 * @throws {TypeError} If a section is there already.
 *
 * @example
 * ```ts
 * import { mergeReports } from "./lesson_report.ts";
 * import { throws } from "node:assert/strict";
 *
 * throws(() => mergeReports("lesson 05", { test: { accuracy: 1 } }, { test: { accuracy: 0 } }), {
 *   message: "Cannot accept lesson 05: expected test to be reported once but found it again",
 * });
 * ```
 */
export function mergeReports(what: string, collected: ReportValues, values: ReportValues): void {
  for (const section of SECTIONS) {
    if (values[section] === undefined) continue;
    if (collected[section] !== undefined) {
      throw new TypeError(
        `Cannot accept ${what}: expected ${section} to be reported once but found it again`,
      );
    }
    collected[section] = values[section];
  }
}

function findReports(notebook: Notebook): unknown[] {
  return notebook.cells
    .flatMap((cell) => cell.cell_type === "code" ? cell.outputs : [])
    .flatMap((output) => "data" in output ? [output.data[REPORT_MIME_TYPE]] : [])
    .filter((report) => report !== undefined);
}

function readReport(
  lesson: string,
  report: unknown,
): { values: ReportValues; expected: Record<string, [number, number]> } {
  const fail = (expected: string, found: unknown): never => {
    throw new TypeError(
      `Cannot accept lesson ${lesson}: expected ${expected} but found ${describeValue(found)}`,
    );
  };
  const { values, expected } = isObject(report) ? report : fail("a report object", report);
  if (!isObject(values)) fail("a report to have values", values);
  if (!isObject(expected)) fail("a report to have expected bands", expected);
  for (const [section, numbers] of Object.entries(values as Record<string, unknown>)) {
    if (!(SECTIONS as readonly string[]).includes(section)) {
      fail(`a report of ${SECTIONS.join(" or ")}`, section);
    }
    if (!isObject(numbers)) fail(`${section} to be an object`, numbers);
  }
  for (const [path, band] of Object.entries(expected as Record<string, unknown>)) {
    const isBand = Array.isArray(band) && band.length === 2 && band.every(Number.isFinite);
    if (!isBand) fail(`the band of ${path} to be two numbers`, band);
  }
  return { values, expected } as ReturnType<typeof readReport>;
}

/** JSON has no NaN and no Infinity: they come as `null`. */
function checkValues(lesson: string, values: ReportValues): void {
  for (const [section, numbers] of Object.entries(values)) {
    for (const [name, value] of Object.entries(numbers)) {
      if (typeof value === "number" || typeof value === "string") continue;
      throw new TypeError(
        `Cannot accept lesson ${lesson}: expected ${section}.${name} to be a number or a word ` +
          `but found ${describeValue(value)}`,
      );
    }
  }
}

function isObject(value: unknown): value is Record<string, unknown> {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}
