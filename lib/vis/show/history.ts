/**
 * Showing the history of a training.
 *
 * @module
 */
import { checkMembers, describeValue } from "@convbook/check";
import type { Logs } from "@convbook/tensors";
import { currentWords } from "@convbook/words";
import {
  checkLogs,
  type EpochLogs,
  HISTORY_OPTIONS,
  type HistoryOptions,
  metricPanels,
} from "../training/metric_panels.ts";
import type { Figure } from "../figure/figure.ts";
import { trainingChart } from "../training/training_chart.ts";

/** Lists of values by the metric's name, one value for each epoch. */
export type MetricLists = Readonly<Record<string, readonly number[]>>;

/** A training's history: lists by metric, TensorFlow.js's `History`, or the logs of each epoch. */
export type HistoryLike =
  | MetricLists
  | { readonly history: Readonly<Record<string, readonly unknown[]>> }
  | readonly Logs[];

const ACTION = "show the history";

/** A metric may be called `history` too, and its values are a list. */
function isLists(history: unknown): boolean {
  return typeof history === "object" && history !== null && !Array.isArray(history);
}

function epochsOf(history: HistoryLike): EpochLogs[] {
  if (typeof history !== "object" || history === null || history instanceof Promise) {
    throw new TypeError(`Cannot ${ACTION}: expected a history but found ${describeValue(history)}`);
  }
  if (Array.isArray(history)) {
    checkLogs(ACTION, history);
    return (history as readonly Logs[]).map((logs, index) => ({ epoch: index + 1, logs }));
  }
  const lists =
    ("history" in history && isLists(history.history) ? history.history : history) as MetricLists;
  for (const [name, values] of Object.entries(lists)) {
    if (Array.isArray(values)) continue;
    throw new TypeError(
      `Cannot ${ACTION}: expected a list of values as ${describeValue(name)} ` +
        `but found ${describeValue(values)}`,
    );
  }
  const lengths = new Set(Object.values(lists).map((values) => values.length));
  if (lengths.size > 1) {
    throw new TypeError(
      `Cannot ${ACTION}: expected one value for each epoch but found ` +
        describeValue(
          Object.fromEntries(Object.entries(lists).map(([name, { length }]) => [name, length])),
        ),
    );
  }
  const [epochs = 0] = lengths;
  return Array.from({ length: epochs }, (_, index) => ({
    epoch: index + 1,
    logs: Object.fromEntries(Object.entries(lists).map(([name, values]) => [name, values[index]])),
  }));
}

/**
 * Shows how the metrics went from epoch to epoch: a panel for each that was logged, training and
 * validation together.
 *
 * @param history What a training returned: lists by metric, TensorFlow.js's `History`, or the logs of
 * each epoch.
 * @param options Which metrics, and what to expect.
 * @returns The figure.
 * @throws {TypeError} If the history is empty, its lists differ in length, a value is not a number, or an
 * option is unknown.
 * @throws {RangeError} If a metric is not in the history, or a band does not rise.
 *
 * @example
 * ```ts
 * import { show } from "convbook/vis";
 * import { equal } from "node:assert/strict";
 *
 * const chart = show.history({ loss: [2.3, 0.9], val_loss: [2.1, 1.1] });
 * equal(chart.text, "History of 2 epochs\nepoch  loss  val_loss\n1      2.3   2.1\n2      0.9   1.1");
 * ```
 */
export function history(history: HistoryLike, options: HistoryOptions = {}): Figure {
  checkMembers(ACTION, 'options as in { metrics: ["loss"] }', options, HISTORY_OPTIONS);
  const epochs = epochsOf(history);
  const panels = metricPanels(ACTION, epochs, options);
  return trainingChart(panels, {
    title: currentWords().training.history(epochs.length),
    zoomToFitAccuracy: options.zoomToFitAccuracy,
  });
}
