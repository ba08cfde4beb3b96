/**
 * Numbers that a lesson measures, for the reader and for the program that runs all lessons.
 *
 * @module
 */
import { describeValue } from "@convbook/check";
import { type Displayable, JUPYTER_DISPLAY } from "@convbook/jupyter/displayable";
import { currentWords, formatDecimal } from "@convbook/words";

/** How a training run went. */
export interface TrainingReport {
  /** What TensorFlow.js computed with. */
  backend: string;
  /** How many threads it used. */
  threads: number;
  /** How often the model saw all examples. */
  epochs: number;
  /** How many examples it was trained on. */
  examples: number;
  /** How long that took, in seconds. */
  seconds: number;
  /** Accuracy on the validation digits after the last epoch, 0 to 1. */
  finalValAcc: number;
}

/** How a test went. */
export interface TestReport {
  /** How many examples were tried. */
  examples: number;
  /** The share that the model got right, 0 to 1. */
  accuracy: number;
}

/** What a lesson measured. */
export interface ReportValues {
  /** How a training run went. */
  training?: TrainingReport;
  /** How a test went. */
  test?: TestReport;
}

/** A number that a lesson states, by its path in {@linkcode ReportValues}. */
export type ReportPath = `training.${keyof TrainingReport}` | `test.${keyof TestReport}`;

/** The lowest and the highest value to expect. */
export type Band = readonly [low: number, high: number];

/** The bundle's MIME type that carries the numbers to the program that runs the lessons. */
export const REPORT_MIME_TYPE = "application/vnd.convbook.report+json";

/**
 * Reports what a lesson measured. `deno task start` collects these numbers in `site/report.json`, and
 * fails if one lies outside the band to expect.
 *
 * @param values The numbers.
 * @param expected The band of each number that the lesson states.
 * @returns An object that a notebook shows as a list of the numbers.
 * @throws {TypeError} If a section is not an object of numbers, or a band not two numbers.
 * @throws {RangeError} If a band's low end is above its high end.
 *
 * @example
 * ```ts
 * import { JUPYTER_DISPLAY, report } from "convbook";
 * import { equal } from "node:assert/strict";
 *
 * const test = { examples: 1300, accuracy: 0.9 };
 * const bundle = await report({ test }, { "test.accuracy": [0.86, 0.94] })[JUPYTER_DISPLAY]();
 * equal(
 *   bundle["text/plain"],
 *   "test.examples  1300\ntest.accuracy  0.9   (expected 0.86 to 0.94)",
 * );
 * ```
 */
export function report(
  values: ReportValues,
  expected: Partial<Record<ReportPath, Band>> = {},
): Displayable {
  checkReport(values, expected);
  return {
    [JUPYTER_DISPLAY]: () =>
      Promise.resolve({
        "text/plain": describeReport(values, expected),
        [REPORT_MIME_TYPE]: { values, expected },
      }),
  };
}

/** The kernel does not check types. */
function checkReport(values: unknown, expected: unknown): void {
  const sections = isObject(values) ? Object.values(values) : [undefined];
  if (!sections.every(isObject)) {
    throw new TypeError(
      "Cannot report the numbers: expected an object such as { test: { accuracy: 0.9 } } " +
        `but found ${describeValue(values)}`,
    );
  }
  if (!isObject(expected)) {
    throw new TypeError(
      'Cannot report the numbers: expected bands such as { "test.accuracy": [0.8, 1] } ' +
        `but found ${describeValue(expected)}`,
    );
  }
  for (const [path, band] of Object.entries(expected)) {
    const isPair = Array.isArray(band) && band.length === 2 && band.every(Number.isFinite);
    if (isPair && band[0] <= band[1]) continue;
    const message = `Cannot report ${path}: expected a band from low to high ` +
      `but found ${describeValue(band)}`;
    throw isPair ? new RangeError(message) : new TypeError(message);
  }
}

function isObject(value: unknown): value is Record<string, unknown> {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}

function describeReport(
  values: ReportValues,
  expected: Partial<Record<string, Band>>,
): string {
  const words = currentWords().notebook;
  const inWords = (digits: string) => formatDecimal(digits, currentWords());
  const rows = Object.entries(values).flatMap(([part, numbers]) =>
    Object.entries(numbers as TrainingReport | TestReport).map(([name, value]) => {
      const band = expected[`${part}.${name}`];
      const rounded = typeof value === "number"
        ? inWords(String(Number(value.toPrecision(4))))
        : value;
      return [
        `${part}.${name}`,
        rounded,
        band ? words.expected(inWords(String(band[0])), inWords(String(band[1]))) : "",
      ];
    })
  );
  const width = (column: number) => Math.max(...rows.map((row) => row[column].length));
  const [first, second] = [width(0), width(1)];
  return rows
    .map(([path, value, band]) =>
      `${path.padEnd(first)}  ${value.padEnd(second)}  ${band}`.trimEnd()
    )
    .join("\n");
}
