/**
 * How good a model is on digits it has never seen.
 *
 * @module
 */
import * as tf from "@tensorflow/tfjs";
import "@convbook/tensors/quiet_cpu_backend";
import {
  type ClassAccuracy,
  confusionMatrix,
  type Misclassified,
  perClassAccuracy,
} from "@convbook/metrics";
import { checkInteger, describeValue } from "@convbook/check";
import { checkData } from "./check_data.ts";
import { NUM_CLASSES } from "./dataset/layout.ts";
import type { MnistData } from "./dataset/mnist_data.ts";
import { asModelInput, checkDigitModel } from "./model.ts";
import { checkReadable, type LayersModel, readTensor, type Tensor2D } from "@convbook/tensors";

/** What a model makes of some digits. The lists belong together: place `i` is digit `i`. */
export interface Predictions {
  /** The digits' rows in the sprite. */
  rows: Int32Array;
  /** Their true classes, 0 to 9. */
  labels: Int32Array;
  /** The classes that the model finds most probable. */
  predictions: Int32Array;
  /** The probabilities of the ten classes, digit after digit, `n` × 10. */
  probabilities: Float32Array;
}

/** What {@linkcode evaluate} finds. */
export interface Evaluation {
  /** How many digits were tried. */
  examples: number;
  /** The share of them that the model gets right, 0 to 1. */
  accuracy: number;
  /** The same for each class, the digit 0 first. */
  classAccuracy: ClassAccuracy[];
  /** `confusionMatrix[label][prediction]` counts the digits of a class taken for another, 10 × 10. */
  confusionMatrix: number[][];
  /** The digits that the model gets wrong, the most confident mistake first. */
  misclassified: Misclassified[];
}

const ACTION = "predict test digits";
/** Digits predicted at a time. It bounds the memory, not the result. */
const BATCH_SIZE = 500;

/**
 * Lets a model predict the first digits of the test part. They are the same at every call, so that
 * two evaluations can be compared.
 *
 * @param model A model from `[batch, 28, 28, 1]` or `[batch, 784]` to `[batch, 10]`.
 * @param data The digits.
 * @param testDataSize How many digits, from 1 to `data.testCount`.
 * @returns Plain arrays; all tensors made on the way are disposed.
 * @throws {TypeError} If the model has another input or output, or has been disposed of.
 * @throws {RangeError} If `testDataSize` is not such a number.
 * @throws {Error} If the model answers NaN, or the backend is webgpu, outside a browser.
 *
 * @example
 * ```ts
 * import { doPrediction, getModel, MnistData, useBackend } from "convbook";
 * import { equal } from "node:assert/strict";
 *
 * await useBackend();
 * const model = getModel({ seed: 42 });
 * const { predictions } = doPrediction(model, await MnistData.load(), 20);
 * equal(predictions.length, 20);
 * model.dispose();
 * ```
 */
export function doPrediction(model: LayersModel, data: MnistData, testDataSize = 500): Predictions {
  checkDigitModel(ACTION, model);
  checkData(ACTION, data);
  checkInteger(ACTION, "their number", testDataSize, { max: data.testCount });
  checkReadable(ACTION);
  const rows = data.testRows.subarray(0, testDataSize);
  const labels = Int32Array.from(rows, (row) => data.label(row));
  const predictions = new Int32Array(testDataSize);
  const probabilities = new Float32Array(testDataSize * NUM_CLASSES);
  for (let start = 0; start < testDataSize; start += BATCH_SIZE) {
    const outputs = tf.tidy(() => {
      const { xs } = data.batch(rows.subarray(start, start + BATCH_SIZE));
      const ys = model.predictOnBatch(asModelInput(model, xs)) as Tensor2D; // [batch, 10]
      return { ys, classes: ys.argMax(1) };
    });
    probabilities.set(readTensor(ACTION, outputs.ys), start * NUM_CLASSES);
    predictions.set(readTensor(ACTION, outputs.classes), start);
    tf.dispose(outputs);
  }
  const odd = probabilities.findIndex(Number.isNaN);
  if (odd !== -1) {
    throw new Error(
      `Cannot ${ACTION}: expected probabilities but found NaN for digit ` +
        `${rows[Math.floor(odd / NUM_CLASSES)]}; the training has diverged`,
    );
  }
  return { rows, labels, predictions, probabilities };
}

/**
 * Evaluates a model on the whole test part.
 *
 * @param model A model from `[batch, 28, 28, 1]` or `[batch, 784]` to `[batch, 10]`.
 * @param data The digits.
 * @returns Plain numbers; all tensors made on the way are disposed.
 * @throws {TypeError} If the model has another input or output, or has been disposed of.
 * @throws {Error} If the model answers NaN, or the backend is webgpu, outside a browser.
 *
 * @example
 * ```ts
 * import { evaluate, getModel, MnistData, useBackend } from "convbook";
 * import { ok } from "node:assert/strict";
 *
 * await useBackend();
 * const model = getModel({ seed: 42 });
 * const { accuracy, examples, misclassified } = evaluate(model, await MnistData.load());
 * ok(Math.abs(accuracy - (1 - misclassified.length / examples)) < 1e-9);
 * model.dispose();
 * ```
 */
export function evaluate(model: LayersModel, data: MnistData): Evaluation {
  checkData(ACTION, data);
  return summarise(doPrediction(model, data, data.testCount));
}

/**
 * Counts what predictions get right and wrong.
 *
 * @param predictions What a model makes of at least one digit.
 * @returns The counts and shares.
 * @throws {TypeError} If the lists do not belong together, or are empty or none.
 * @throws {RangeError} If a label or a prediction is not a whole number from 0 to 9.
 *
 * @example
 * ```ts
 * import { summarise } from "convbook";
 * import { equal } from "node:assert/strict";
 *
 * const probabilities = new Float32Array(20);
 * probabilities[3] = probabilities[13] = 0.9;
 * const { accuracy } = summarise({
 *   rows: Int32Array.of(0, 1),
 *   labels: Int32Array.of(3, 8),
 *   predictions: Int32Array.of(3, 3),
 *   probabilities,
 * });
 * equal(accuracy, 0.5);
 * ```
 */
export function summarise(predicted: Predictions): Evaluation {
  checkPredictions(predicted);
  const { rows, labels, predictions, probabilities } = predicted;
  const misclassified: Misclassified[] = [];
  for (let i = 0; i < rows.length; i++) {
    const [label, prediction] = [labels[i], predictions[i]];
    if (label === prediction) continue;
    const probability = probabilities[i * NUM_CLASSES + prediction];
    misclassified.push({ row: rows[i], label, prediction, probability });
  }
  misclassified.sort((a, b) => b.probability - a.probability);
  return {
    examples: rows.length,
    accuracy: 1 - misclassified.length / rows.length,
    classAccuracy: perClassAccuracy(labels, predictions, NUM_CLASSES),
    confusionMatrix: confusionMatrix(labels, predictions, NUM_CLASSES),
    misclassified,
  };
}

function checkPredictions(predicted: Predictions): void {
  const action = "summarise predictions";
  if (typeof predicted !== "object" || predicted === null) {
    throw new TypeError(
      `Cannot ${action}: expected what doPrediction() returns but found ${
        describeValue(predicted)
      }`,
    );
  }
  for (const name of ["rows", "labels", "predictions", "probabilities"] as const) {
    const list: unknown = predicted[name];
    if (Array.isArray(list) || ArrayBuffer.isView(list) && !(list instanceof DataView)) continue;
    throw new TypeError(
      `Cannot ${action}: expected a list of numbers as ${name} but found ${describeValue(list)}`,
    );
  }
  const { rows, labels, predictions, probabilities } = predicted;
  const count = rows.length;
  const fits = labels.length === count && predictions.length === count &&
    probabilities.length === count * NUM_CLASSES;
  if (count === 0 || !fits) {
    throw new TypeError(
      `Cannot ${action}: expected n rows, labels and predictions and ${NUM_CLASSES} n ` +
        `probabilities, for at least one digit, but found ${count}, ${labels.length}, ` +
        `${predictions.length} and ${probabilities.length}`,
    );
  }
  for (const name of ["labels", "predictions"] as const) {
    for (const [index, value] of predicted[name].entries()) {
      checkInteger(action, `${name}[${index}]`, value, { min: 0, max: NUM_CLASSES - 1 });
    }
  }
}
