/**
 * Keeping count of a training: how far it is, how fast, and what was logged.
 *
 * @module
 */
import type { Logs } from "@convbook/tensors";
import { currentWords } from "@convbook/words";
import { formatCount, formatSeconds } from "../text/format.ts";
import type { EpochLogs } from "./metric_panels.ts";
import type { Point2D } from "../input/series.ts";

/** What TensorFlow.js tells a callback about a training; left out or `null` where it does not know. */
export interface FitParams {
  /** The number of the last epoch, counted from 1. */
  epochs?: number | null;
  /** The number of epochs that were trained before. */
  initialEpoch?: number | null;
  /** The number of training examples in an epoch. */
  samples?: number | null;
  /** The number of batches in an epoch. */
  steps?: number | null;
  /** The number of examples in a batch. */
  batchSize?: number | null;
  /** The names of what is logged after an epoch. */
  metrics?: readonly string[] | null;
}

/** Beyond so many batches the line of batch losses shows means of neighbours. */
const MOST_BATCH_POINTS = 200;

/** The state of a training. Times are in milliseconds. */
export class TrainingProgress {
  /** What was logged at the end of each epoch so far. */
  readonly epochLogs: EpochLogs[] = [];
  /** The names of what is logged after a batch, as in `loss` and `acc`. */
  batchMetrics: string[] = [];
  /** Whether the training has ended. */
  ended = false;
  readonly #params: FitParams;
  readonly #start: number;
  #now: number;
  #epoch = 0;
  #examples = 0;
  #examplesInEpoch = 0;
  #batchesInEpoch = 0;
  #largestBatchCount = 0;
  #epochsBegun = 0;
  #examplesOfFirstEpoch: number | undefined;
  readonly #batchLosses: { epoch: number; batch: number; loss: number }[] = [];

  /**
   * @param params What is known of the training.
   * @param now The time at which it begins.
   */
  constructor(params: FitParams, now: number) {
    this.#params = params;
    this.#start = now;
    this.#now = now;
  }

  /**
   * Notes that an epoch begins.
   *
   * @param epoch The epoch, counted from 0.
   */
  beginEpoch(epoch: number): void {
    this.#epoch = epoch;
    this.#epochsBegun++;
    this.#examplesInEpoch = 0;
    this.#batchesInEpoch = 0;
  }

  /**
   * Notes that a batch was trained.
   *
   * @param logs What was logged, with the number of its examples as `size`.
   * @param now The time.
   */
  endBatch(logs: Logs, now: number): void {
    const { batch: _batch, size = 0, ...metrics } = logs;
    this.#now = now;
    this.#examples += size;
    this.#examplesInEpoch += size;
    this.#batchesInEpoch++;
    this.#largestBatchCount = Math.max(this.#largestBatchCount, this.#batchesInEpoch);
    this.batchMetrics = Object.keys(metrics);
    if (typeof logs.loss === "number") {
      this.#batchLosses.push({ epoch: this.#epoch, batch: this.#batchesInEpoch, loss: logs.loss });
    }
  }

  /**
   * Notes that an epoch has ended.
   *
   * @param epoch The epoch, counted from 0.
   * @param logs The metrics of the epoch.
   * @param now The time.
   */
  endEpoch(epoch: number, logs: Logs, now: number): void {
    this.#now = now;
    this.#examplesOfFirstEpoch ??= this.#examplesInEpoch;
    this.epochLogs.push({ epoch: epoch + 1, logs: { ...logs } });
  }

  /**
   * Notes that the training has ended.
   *
   * @param now The time.
   */
  end(now: number): void {
    this.#now = now;
    this.ended = true;
  }

  /** The number of the last epoch, counted from 1, where it is known. */
  get epochs(): number | undefined {
    return this.#params.epochs ?? undefined;
  }

  get #epochsToRun(): number | undefined {
    return this.epochs === undefined ? undefined : this.epochs - (this.#params.initialEpoch ?? 0);
  }

  /** The number of batches in an epoch: told, or the most that were seen. */
  get #batchesPerEpoch(): number {
    const { steps, samples, batchSize } = this.#params;
    return steps ??
      (samples && batchSize ? Math.ceil(samples / batchSize) : this.#largestBatchCount);
  }

  /** How much of the epoch at hand is done, from 0 to 1; `undefined` where it cannot be told yet. */
  get #shareOfEpoch(): number | undefined {
    if (this.epochLogs.length === this.#epochsBegun) return 0; // between two epochs
    const { samples, steps } = this.#params;
    const examples = samples ?? this.#examplesOfFirstEpoch;
    if (examples) return Math.min(1, this.#examplesInEpoch / examples);
    return steps ? Math.min(1, this.#batchesInEpoch / steps) : undefined;
  }

  /** How much of the training is done, from 0 to 1; `undefined` where it cannot be told yet. */
  get share(): number | undefined {
    if (this.ended) return 1;
    const inEpoch = this.#shareOfEpoch;
    if (this.epochs === undefined || inEpoch === undefined) return undefined;
    return Math.min(1, (this.epochLogs.length + inEpoch) / this.#epochsToRun!);
  }

  /** The loss of each batch at its place on an axis of epochs; where there are many, as means. */
  get batchLosses(): Point2D[] {
    const size = Math.ceil(this.#batchLosses.length / MOST_BATCH_POINTS);
    const points: Point2D[] = [];
    for (let first = 0; first < this.#batchLosses.length; first += size) {
      const group = this.#batchLosses.slice(first, first + size);
      const mean = (values: number[]) => values.reduce((a, b) => a + b) / values.length;
      points.push({
        x: mean(group.map(({ epoch, batch }) => epoch + batch / this.#batchesPerEpoch)),
        y: mean(group.map(({ loss }) => loss)),
      });
    }
    return points;
  }

  /** The last batch's loss; `undefined` before the first. */
  get lastBatchLoss(): number | undefined {
    return this.#batchLosses.at(-1)?.loss;
  }

  /** One line: the epoch, examples in a second, the time gone by and the time still needed. */
  get line(): string {
    const seconds = (this.#now - this.#start) / 1000;
    const words = currentWords().training;
    const speed = seconds > 0 && this.#examples > 0
      ? [words.examplesPerSecond(formatCount(this.#examples / seconds))]
      : [];
    const done = this.epochLogs.length;
    if (this.ended) {
      const toRun = this.#epochsToRun;
      const epochs = toRun !== undefined && done < toRun
        ? words.stopped(done, toRun)
        : words.done(done);
      return [epochs, ...speed, formatSeconds(seconds)].join(" · ");
    }
    const share = this.share;
    const left = share !== undefined && share > 0 && seconds > 0
      ? [words.left(formatSeconds(seconds * (1 - share) / share))]
      : [];
    const epoch = words.epochNumber(this.#epoch + 1, this.epochs);
    return [epoch, ...speed, words.elapsed(formatSeconds(seconds)), ...left].join(" · ");
  }
}
