/**
 * Sorting what was logged during training into panels: one for each metric, with training and
 * validation together.
 *
 * @module
 */
import {
  checkedLater,
  checkItems,
  type Checks,
  describeValue,
  expectedOneOf,
  flag,
  unexpected,
} from "@convbook/check";
import type { Logs } from "@convbook/tensors";
import type { NamedSeries } from "../input/series.ts";

/** What was logged at the end of an epoch. */
export interface EpochLogs {
  /** The epoch, counted from 1. */
  epoch: number;
  /** The metrics' values by name. */
  logs: Logs;
}

/** A band of values to expect, by the name of the metric: `{ val_acc: [0.86, 0.92] }`. */
export type Expected = Readonly<Record<string, readonly [number, number]>>;

/** One panel of a chart of training. */
export interface MetricPanel {
  /** The metric without `val_`, as in `acc`. */
  metric: string;
  /** The metric's line on the training data and on the validation data, where there are such. */
  lines: { training?: NamedSeries; validation?: NamedSeries };
  /** A band to expect and the metric that it holds for. */
  expected?: { name: string; band: readonly [number, number] };
}

const baseName = (name: string) => name.replace(/^val_/, "");

/**
 * Tells whether two names mean one metric. TensorFlow.js names the accuracy `acc` or `accuracy`, as the
 * model's compile options did.
 *
 * @param a A metric's name.
 * @param b Another's.
 * @returns Whether they are the same, or differ only in how accuracy is written.
 */
export function isSameMetric(a: string, b: string): boolean {
  const short = (name: string) => name.replace(/accuracy$/, "acc");
  return short(a) === short(b);
}

function resolve(action: string, name: string, known: readonly string[]): string {
  const found = known.find((candidate) => isSameMetric(candidate, name));
  if (found !== undefined) return found;
  throw new RangeError(`Cannot ${action}: ${expectedOneOf("a metric", known, name)}`);
}

/** What is shown of a training's metrics. */
export interface HistoryOptions {
  /** The metrics to show. All if left out. `acc` and `accuracy` count alike. */
  metrics?: readonly string[];
  /** Bands of values to expect, by metric: `{ val_acc: [0.86, 0.92] }`. None if left out. */
  expected?: Expected;
  /** Whether the axis of an accuracy fits its values rather than spanning 0 to 1. `false` if left out. */
  zoomToFitAccuracy?: boolean;
}

/** How they are checked. */
export const HISTORY_OPTIONS: Checks<HistoryOptions> = {
  metrics: checkedLater,
  expected: checkedLater,
  zoomToFitAccuracy: flag,
};

/** Which metrics to show, and the bands to expect of them. */
type MetricChoice = Pick<HistoryOptions, "metrics" | "expected">;

/**
 * Checks what can be checked before it is known what will be logged.
 *
 * @param action What is being shown, as in `show the history`.
 * @param choice The metrics and the bands.
 * @throws {TypeError} If the metrics are no list of names or an empty one, or the bands no object.
 * @throws {RangeError} If a band does not rise.
 */
export function checkChoice(action: string, { metrics, expected = {} }: MetricChoice): void {
  if (metrics !== undefined) {
    const refuse = () => unexpected(action, "metrics as a list of names", metrics);
    if (!Array.isArray(metrics)) throw refuse();
    checkItems(metrics, (name) => typeof name === "string", refuse);
  }
  if (metrics?.length === 0) {
    throw new TypeError(`Cannot ${action}: expected at least one metric but found none`);
  }
  if (typeof expected !== "object" || expected === null || Array.isArray(expected)) {
    throw new TypeError(
      `Cannot ${action}: expected bands as in { val_acc: [0.86, 0.92] } ` +
        `but found ${describeValue(expected)}`,
    );
  }
  for (const [name, band] of Object.entries(expected)) {
    const isBand = Array.isArray(band) && band.length === 2 &&
      band.every((end) => typeof end === "number") && band[0] < band[1];
    if (isBand) continue;
    throw new RangeError(
      `Cannot ${action}: expected the band of ${describeName(name)} to be two rising numbers ` +
        `but found ${describeValue(band)}`,
    );
  }
}

/** A metric's name as it stands in a sentence; an odd or a long one is quoted. */
function describeName(name: string): string {
  return /^\w{1,40}$/.test(name) ? name : describeValue(name);
}

/**
 * Checks that metrics and bands name what will be logged.
 *
 * @param action What is being shown, as in `show the history`.
 * @param choice The metrics and the bands.
 * @param known The names of all metrics that will be logged.
 * @throws {RangeError} If one is not among them.
 */
export function checkNames(
  action: string,
  { metrics = [], expected = {} }: MetricChoice,
  known: readonly string[],
): void {
  for (const name of [...metrics, ...Object.keys(expected)]) resolve(action, name, known);
}

/**
 * Checks the logs of the epochs.
 *
 * @param action What is being shown, as in `show the history`.
 * @param logs The logs of each epoch, the first epoch first.
 * @throws {TypeError} If those of an epoch are no object.
 */
export function checkLogs(action: string, logs: ArrayLike<unknown>): void {
  checkItems(
    logs,
    (values) => typeof values === "object" && values !== null,
    (values, i) => unexpected(action, `the logs of epoch ${i + 1} as in { loss: 0.5 }`, values),
  );
}

/**
 * Sorts logs into panels.
 *
 * @param action What is being shown, as in `show the history`.
 * @param epochs The logs, at least one.
 * @param choice The metrics to show, and bands.
 * @returns A panel for each metric: `loss` first if no metrics are named, else in the order named.
 * @throws {TypeError} If nothing was logged, a value is not a number, or the list of metrics is empty.
 * @throws {RangeError} If a metric was not logged, or a band does not rise.
 */
export function metricPanels(
  action: string,
  epochs: readonly EpochLogs[],
  { metrics, expected = {} }: MetricChoice,
): MetricPanel[] {
  checkLogs(action, epochs.map(({ logs }) => logs));
  const known = [...new Set(epochs.flatMap(({ logs }) => Object.keys(logs)))];
  if (known.length === 0) {
    throw new TypeError(`Cannot ${action}: expected at least one epoch but found none`);
  }
  for (const { epoch, logs } of epochs) {
    for (const [name, value] of Object.entries(logs)) {
      if (typeof value === "number") continue;
      throw new TypeError(
        `Cannot ${action}: expected ${describeName(name)} of epoch ${epoch} to be a number ` +
          `but found ${describeValue(value)}`,
      );
    }
  }
  checkChoice(action, { metrics, expected });
  const names = metrics?.map((name) => resolve(action, name, known)) ??
    known.toSorted((a, b) => Number(baseName(b) === "loss") - Number(baseName(a) === "loss"));
  const panels = [...new Set(names.map(baseName))].map((metric): MetricPanel => {
    const series = (name: string): NamedSeries | undefined =>
      names.includes(name)
        ? {
          name,
          // Some epochs may lack a metric: validation need not run after each.
          points: epochs.filter(({ logs }) => logs[name] !== undefined)
            .map(({ epoch, logs }) => ({ x: epoch, y: logs[name] })),
        }
        : undefined;
    return {
      metric,
      lines: { training: series(metric), validation: series(`val_${metric}`) },
    };
  });
  for (const [name, band] of Object.entries(expected)) {
    const found = resolve(action, name, known);
    const panel = panels.find(({ metric }) => metric === baseName(found));
    if (panel) panel.expected = { name: found, band };
  }
  return panels;
}
