/**
 * Training.
 *
 * @module
 */
import * as tf from "@tensorflow/tfjs";
import "@convbook/tensors/quiet_cpu_backend";
import {
  checkedLater,
  checkInteger,
  checkMembers,
  type Checks,
  expectedOneOf,
  wholeNumber,
} from "@convbook/check";
import { checkData } from "./check_data.ts";
import type { MnistData } from "./dataset/mnist_data.ts";
import { asModelInput, checkDigitModel } from "./model.ts";
import { checkSeed, getSeed, shuffledRows } from "./seed.ts";
import { type BaseCallback, standardiseCallbacks } from "./standardise_callbacks.ts";
import { StopWatch } from "@convbook/jupyter/stop_button";
import { currentWords } from "@convbook/words";
import { innerModel, StopOnError } from "./stop_on_error.ts";
import type { CustomCallbackArgs, LayersModel, Tensor } from "@convbook/tensors";

/** What {@linkcode train} takes. */
export interface TrainOptions {
  /** How often the model sees all training digits. 10 if left out. */
  epochs?: number;
  /** Digits in a batch. 512 if left out. */
  batchSize?: number;
  /** Digits to train on, drawn from the training part. 5,500 if left out. */
  trainSize?: number;
  /** Other digits of the training part, to validate with. 1,000 if left out. */
  validationSize?: number;
  /** Decides which digits are drawn and their order in each epoch. The seed in force if left out. */
  seed?: number;
  /**
   * Called while the model trains, as in TensorFlow.js's `fit`. Several are called in turn, of any
   * kinds beside each other.
   */
  callbacks?: CustomCallbackArgs | readonly CustomCallbackArgs[];
}

const ACTION = "train the model";
const OPTIONS: Checks<TrainOptions> = {
  epochs: wholeNumber(),
  batchSize: wholeNumber(),
  trainSize: checkedLater,
  validationSize: checkedLater,
  seed: checkedLater,
  callbacks: checkedLater,
};

/** The numbers of each epoch, the first epoch first. A plain list by name, as figures take it. */
export type TrainHistory = {
  /** Loss on the training digits: the mean over the batches, while the weights still changed. */
  loss: number[];
  /** Loss on the validation digits, after the epoch. */
  val_loss: number[];
  /** Accuracy on the training digits, 0 to 1: the mean over the batches. */
  acc: number[];
  /** Accuracy on the validation digits after the epoch, 0 to 1. */
  val_acc: number[];
};

/**
 * Trains a model on digits of the training part and validates it on others of the same part. The
 * test part is left alone, for `evaluate`.
 *
 * Every epoch shuffles the training digits anew, from the seed: the same seed gives the same losses
 * on the same backend. (`fit` would shuffle with `Math.random`.)
 *
 * In a notebook that has called `setup()`, the Stop button ends it at the next batch and says so.
 *
 * @param model A compiled model from `[batch, 28, 28, 1]` or `[batch, 784]` to `[batch, 10]`, with
 * accuracy among its metrics. Its weights change.
 * @param data The digits.
 * @param options How long, on how many digits, and whom to tell.
 * @returns The numbers of each epoch that came to its end. All tensors made on the way are disposed.
 * @throws {TypeError} If the model has another input or output, has been disposed of or is compiled
 * without accuracy, or an option is unknown or a callback none.
 * @throws {RangeError} If a number is not whole or too small, there are too few digits, or
 * `earlyStopping` is to monitor a metric that the model does not have.
 * @throws {Error} If the model is not compiled, or in training already. What a callback, the data or
 * the model throws, after the batch in hand.
 *
 * @example
 * ```ts
 * import { getModel, MnistData, train, useBackend } from "convbook";
 * import { equal } from "node:assert/strict";
 *
 * await useBackend();
 * const model = getModel({ seed: 42 });
 * const data = await MnistData.load();
 * const history = await train(model, data, { epochs: 1, trainSize: 512, validationSize: 100 });
 * equal(history.val_acc.length, 1);
 * model.dispose();
 * ```
 */
export async function train(
  model: LayersModel,
  data: MnistData,
  options: TrainOptions = {},
): Promise<TrainHistory> {
  checkMembers(ACTION, "options as in { epochs: 10 }", options, OPTIONS);
  const { epochs = 10, batchSize = 512, trainSize = 5_500, validationSize = 1_000 } = options;
  const { seed = getSeed(), callbacks = [] } = options;
  checkDigitModel(ACTION, model);
  checkData(ACTION, data);
  checkInteger(ACTION, "trainSize", trainSize, { max: data.trainCount });
  checkInteger(ACTION, "validationSize", validationSize, { max: data.trainCount - trainSize });
  checkSeed(ACTION, seed);
  checkTrainable(model);
  const standardised = standardiseCallbacks(ACTION, callbacks);
  checkMonitors(model, standardised);

  const stopping = new StopOnError(model);
  using stop = new StopWatch();
  let epochsBegun = 0;
  const stopper = new tf.CustomCallback({
    onEpochBegin: () => void epochsBegun++,
    onBatchEnd: async () => {
      if (await stop.look()) model.stopTraining = true;
    },
  });
  const held: Tensor[] = [];
  const drawn = shuffledRows(0, data.trainCount, seed, "choice of training digits");
  const batches = tf.data.generator(epochBatches(model, data, {
    rows: drawn.subarray(0, trainSize),
    batchSize,
    seed,
    stopping,
  }));
  // TensorFlow.js tells callbacks how many batches an epoch has, if the dataset knows.
  Object.assign(batches, { size: Math.ceil(trainSize / batchSize) });
  try {
    const validation = data.batch(drawn.subarray(trainSize, trainSize + validationSize));
    held.push(validation.xs, validation.labels);
    const validationXs = asModelInput(model, validation.xs);
    held.push(validationXs);
    const { history } = await stopping.guardSteps(() =>
      model.fitDataset(batches, {
        epochs,
        validationData: [validationXs, validation.labels],
        validationBatchSize: batchSize,
        verbose: 0,
        callbacks: [stopper, ...standardised.map((callback) => stopping.guard(callback))],
      })
    );
    stopping.throwIfFailed();
    if (stop.isPressed) console.log(currentWords().notebook.trainingStopped(epochsBegun, epochs));
    return wholeEpochs(history as Partial<TrainHistory>);
  } finally {
    tf.dispose(held);
  }
}

/** An epoch that was stopped has a loss and no validation: it is left out. */
function wholeEpochs({ loss = [], val_loss = [], acc = [], val_acc = [] }: Partial<TrainHistory>) {
  const epochs = val_acc.length;
  return { loss: loss.slice(0, epochs), val_loss, acc: acc.slice(0, epochs), val_acc };
}

/** Returns a function that makes the batches of the first epoch, then of the second, and so on. */
function epochBatches(
  model: LayersModel,
  data: MnistData,
  { rows, batchSize, seed, stopping }: {
    rows: Int32Array;
    batchSize: number;
    seed: number;
    stopping: StopOnError;
  },
) {
  let epoch = 0;
  return function* () {
    const order = shuffledRows(0, rows.length, seed, `epoch ${epoch++}`);
    for (let start = 0; start < order.length && !stopping.hasFailed; start += batchSize) {
      try {
        const batch = data.batch(order.subarray(start, start + batchSize).map((i) => rows[i]));
        const xs = asModelInput(model, batch.xs);
        batch.xs.dispose();
        yield { xs, ys: batch.labels }; // `fitDataset` disposes both
      } catch (error) {
        stopping.fail(error);
      }
    }
  };
}

/** Throws unless the model is compiled, with accuracy, and no training of it is under way. */
function checkTrainable(model: LayersModel): void {
  // TensorFlow.js sets the optimizer when it compiles; a model loaded without one has none.
  if (!model.optimizer) {
    throw new Error(
      `Cannot ${ACTION}: expected a compiled model but found one without an optimizer`,
    );
  }
  if (!model.metricsNames.includes("acc")) {
    throw new TypeError(
      `Cannot ${ACTION}: expected "accuracy" among its metrics but found ` +
        `[${model.metricsNames.join(", ")}]`,
    );
  }
  // TensorFlow.js keeps it from TypeScript, not from us.
  if ((innerModel(model) as unknown as { isTraining: boolean }).isTraining) {
    throw new Error(
      `Cannot ${ACTION}: expected a model that nobody trains but found one in training ` +
        "(is an await missing?)",
    );
  }
}

/** `earlyStopping` (4.22) only warns, after each epoch, and never stops. */
function checkMonitors(model: LayersModel, callbacks: BaseCallback[]): void {
  const known = model.metricsNames.flatMap((name) => [name, `val_${name}`]);
  for (const callback of callbacks) {
    if (!(callback instanceof tf.EarlyStopping)) continue;
    const { monitor } = callback as unknown as { monitor: string };
    if (known.includes(monitor)) continue;
    throw new RangeError(
      `Cannot ${ACTION}: ${expectedOneOf("earlyStopping to monitor a metric", known, monitor)}`,
    );
  }
}
