/**
 * Watching a training while it runs.
 *
 * @module
 */
import { checkMembers, type Checks, wholeNumber } from "@convbook/check";
import type { CustomCallback, Logs } from "@convbook/tensors";
import { currentWords } from "@convbook/words";
import {
  checkChoice,
  checkNames,
  type EpochLogs,
  type Expected,
  HISTORY_OPTIONS,
  type HistoryOptions,
  isSameMetric,
  type MetricPanel,
  metricPanels,
} from "./metric_panels.ts";
import { type FitParams, TrainingProgress } from "./training_progress.ts";
import { loadDrawing } from "../figure/draw_svg.ts";
import { anywhereCallback } from "./anywhere_callback.ts";
import { type Broadcast, kernelBroadcast, LiveDisplay } from "./live_display.ts";
import { trainingChart } from "./training_chart.ts";

/** What is shown of a training while it runs. */
export interface FitCallbackOptions extends HistoryOptions {
  /** The number of epochs, for a loop that is not TensorFlow.js's `fit`, which tells it by itself. */
  epochs?: number;
  /** The number of training examples in an epoch, likewise. Counted in the first epoch if unknown. */
  examples?: number;
}

const ACTION = "chart the training";
const OPTIONS: Checks<FitCallbackOptions> = {
  ...HISTORY_OPTIONS,
  epochs: wholeNumber(),
  examples: wholeNumber(),
};
/** The chart is sent no more often than this within an epoch, in milliseconds. */
const UPDATE_INTERVAL = 300;

/**
 * Shows a training while it runs, in one output that is updated in place: loss and accuracy beside
 * each other, training and validation together, the loss of each batch, a progress bar, the speed,
 * and the time gone by and still needed. When the training is stopped or throws, the last chart stays.
 *
 * The callback stands anywhere among others: alone, in a list with callbacks of any kind, or spread
 * into an object of hooks. Outside Jupyter it shows nothing.
 *
 * A metric that the model does not have is refused before the first epoch. In a loop of one's own, which
 * does not tell the metrics, it is refused at the first epoch's end, and its band is left out.
 *
 * @param options Which metrics, and what to expect.
 * @returns A callback for `fit`, `fitDataset` or `train`.
 * @throws {TypeError} If an option is unknown, or the list of metrics is empty or none.
 * @throws {RangeError} If a band does not rise, or a number of epochs or examples is not whole. When the
 * training begins, if a metric will not be logged.
 *
 * @example
 * ```ts
 * import { show } from "convbook/vis";
 * import * as tf from "@tensorflow/tfjs";
 *
 * const model = tf.sequential({ layers: [tf.layers.dense({ units: 1, inputShape: [1] })] });
 * model.compile({ optimizer: "sgd", loss: "meanSquaredError" });
 * const [xs, ys] = [tf.tensor2d([[1], [2]]), tf.tensor2d([[2], [4]])];
 * await model.fit(xs, ys, { epochs: 2, callbacks: show.fitCallbacks() });
 * model.dispose();
 * xs.dispose();
 * ys.dispose();
 * ```
 */
export function fitCallbacks(options: FitCallbackOptions = {}): CustomCallback {
  checkMembers(ACTION, 'options as in { metrics: ["loss"] }', options, OPTIONS);
  checkChoice(ACTION, options);
  const broadcast = kernelBroadcast();
  if (broadcast !== undefined) return liveCallbacks(options, broadcast, () => performance.now());
  return anywhereCallback({
    onTrainBegin(this: Watched) {
      checkLogged(options, this);
    },
  });
}

/** What TensorFlow.js calls hooks on: an object that knows the training's parameters. */
type Watched = { params?: FitParams } | void;

function checkLogged(options: FitCallbackOptions, watched: Watched): void {
  const known = watched?.params?.metrics;
  if (known) checkNames(ACTION, options, known);
}

/** The panels before the first epoch has ended: the metrics of a batch, without a point yet. */
function emptyPanels(batchMetrics: readonly string[], metrics?: readonly string[]): MetricPanel[] {
  const named = (name: string) =>
    metrics === undefined || metrics.some((metric) => isSameMetric(metric, name));
  return batchMetrics.filter(named).map((metric) => ({
    metric,
    lines: { training: { name: metric, points: [] } },
  }));
}

/** The bands whose metric is logged. */
function loggedBands(epochs: readonly EpochLogs[], expected: Expected = {}): Expected {
  const logged = epochs.flatMap(({ logs }) => Object.keys(logs));
  return Object.fromEntries(
    Object.entries(expected).filter(([name]) =>
      logged.some((candidate) => isSameMetric(candidate, name))
    ),
  );
}

/**
 * Makes the callback that shows a training.
 *
 * @param options Which metrics, and what to expect.
 * @param broadcast Sends a message to the front end.
 * @param now Tells the time in milliseconds.
 * @returns The callback.
 * @throws {RangeError} When the training begins, if a metric will not be logged.
 */
export function liveCallbacks(
  options: FitCallbackOptions,
  broadcast: Broadcast,
  now: () => number,
): CustomCallback {
  let display: LiveDisplay;
  let progress: TrainingProgress;
  let updatedAt: number;

  async function update(isLast = false) {
    const panels = progress.epochLogs.length > 0
      ? metricPanels(ACTION, progress.epochLogs, {
        metrics: options.metrics,
        expected: loggedBands(progress.epochLogs, options.expected),
      })
      : emptyPanels(progress.batchMetrics, options.metrics);
    if (panels.length === 0) return;
    updatedAt = now();
    const chart = trainingChart(panels, {
      title: progress.line,
      epochs: progress.epochs,
      batchLosses: progress.batchLosses,
      lastBatchLoss: progress.lastBatchLoss,
      share: progress.epochs === undefined ? undefined : progress.share ?? 0,
      zoomToFitAccuracy: options.zoomToFitAccuracy,
    });
    await display.showFigure(chart, { now: now(), isLast });
  }

  return anywhereCallback({
    async onTrainBegin(this: Watched) {
      checkLogged(options, this);
      const params = this?.params ?? {};
      display = new LiveDisplay(broadcast);
      updatedAt = -Infinity;
      await display.showText(currentWords().training.begins);
      await loadDrawing();
      progress = new TrainingProgress(
        {
          ...params,
          epochs: options.epochs ?? params.epochs,
          samples: options.examples ?? params.samples,
        },
        now(),
      );
    },
    onEpochBegin(epoch: number) {
      progress.beginEpoch(epoch);
    },
    async onBatchEnd(_batch: number, logs: Logs = {}) {
      progress.endBatch(logs, now());
      if (now() - updatedAt >= UPDATE_INTERVAL) await update();
    },
    async onEpochEnd(epoch: number, logs: Logs = {}) {
      progress.endEpoch(epoch, logs, now());
      await update();
    },
    async onTrainEnd() {
      progress.end(now());
      await update(true);
    },
  });
}
