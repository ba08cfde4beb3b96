import { deepEqual, equal, throws } from "node:assert/strict";
import * as tf from "@tensorflow/tfjs-core";
import "@tensorflow/tfjs-backend-cpu";
import { metrics } from "../../lib/vis/mod.ts";

const round = (value: number) => Math.round(value * 1e6) / 1e6;

Deno.test("accuracy() takes lists and tensors, without leaks", () => {
  const before = tf.memory().numTensors;
  equal(metrics.accuracy([1, 2, 3, 4], [1, 2, 3, 5]), 0.75);
  const [labels, predictions] = [tf.tensor2d([[1, 0], [0, 1]]), tf.tensor2d([[1, 0], [1, 0]])];
  equal(metrics.accuracy(labels, predictions), 0.5);
  tf.dispose([labels, predictions]);
  equal(tf.memory().numTensors, before);
});

Deno.test("metrics take one-hot labels and probabilities as the class of the highest value", () => {
  const before = tf.memory().numTensors;
  const oneHot = [[1, 0, 0], [0, 1, 0], [0, 1, 0]];
  const probabilities = [[0.4, 0.4, 0.2], [0.1, 0.9, 0], [0.2, 0.2, 0.6]]; // 0, 1, 2
  const tensors = [
    tf.tensor2d(oneHot),
    tf.tensor2d(oneHot, [3, 3], "int32"),
    tf.oneHot([0, 1, 1], 3),
  ];
  const scores = tf.tensor2d(probabilities);
  for (const labels of [oneHot, [0, 1, 1], ...tensors as tf.Tensor2D[]]) {
    for (const predictions of [probabilities, scores, [0, 1, 2]]) {
      equal(metrics.accuracy(labels, predictions), 2 / 3);
      deepEqual(metrics.confusionMatrix(labels, predictions), [[1, 0, 0], [0, 1, 1], [0, 0, 0]]);
      deepEqual(metrics.perClassAccuracy(labels, predictions, 3)[1], { accuracy: 0.5, count: 2 });
      equal(metrics.precisionRecallF1(labels, predictions).perClass[1].recall, 0.5);
    }
    equal(metrics.topKAccuracy(labels, scores, 1), 1 / 3); // of equal scores, the last counts there
  }
  tf.dispose([...tensors, scores]);
  equal(tf.memory().numTensors, before);
});

Deno.test("metrics take a column as class numbers, and refuse one of probabilities", () => {
  const [labels, wrong] = [tf.tensor2d([[1], [0]]), tf.tensor2d([[0.8], [0.1]])];
  equal(metrics.accuracy(labels, [[1], [1]]), 0.5);
  throws(() => metrics.accuracy(labels, wrong), {
    name: "RangeError",
    message: "Cannot measure the accuracy: expected whole numbers from 0 to 999999 in the " +
      `predictions but found ${wrong.dataSync()[0]} at index 0`,
  });
  tf.dispose([labels, wrong]);
});

Deno.test("metrics refuse rows that name no class, and rows that do not fit together", () => {
  const rejects = (labels: number[][] | number[], predictions: number[][], message: string) =>
    throws(() => metrics.accuracy(labels, predictions), {
      message: `Cannot measure the accuracy: ${message}`,
    });
  const each = "in each row of the";
  rejects(
    [[0, 0]],
    [[1, 0]],
    `expected one highest value ${each} labels but found [0, 0] in row 0`,
  );
  rejects([[1, 0]], [[1, NaN]], `expected numbers ${each} predictions but found [1, NaN] in row 0`);
  rejects(
    [[1, 0]],
    [[1, 0, 0]],
    "expected as many columns of predictions as labels but found 3 and 2",
  );
  rejects([2], [[1, 0]], "expected whole numbers from 0 to 1 in the labels but found 2 at index 0");
});

Deno.test("accuracy() rejects shapes that differ, and nothing at all", () => {
  throws(() => metrics.accuracy([1], [1, 2]), {
    name: "TypeError",
    message:
      "Cannot measure the accuracy: expected as many predictions as labels but found 2 and 1",
  });
  throws(() => metrics.accuracy([], []), {
    name: "TypeError",
    message: "Cannot measure the accuracy: expected at least one example but found none",
  });
});

// The example in scikit-learn's documentation of `confusion_matrix`.
const TRUE = [2, 0, 2, 2, 0, 1];
const PREDICTED = [0, 0, 2, 2, 0, 2];

Deno.test("confusionMatrix() counts as scikit-learn does", () => {
  const matrix = [[2, 0, 0], [0, 0, 1], [1, 0, 2]];
  deepEqual(metrics.confusionMatrix(TRUE, PREDICTED), matrix);
  const [labels, predictions] = [tf.tensor1d(TRUE, "int32"), tf.tensor1d(PREDICTED)];
  deepEqual(metrics.confusionMatrix(labels, predictions), matrix);
  tf.dispose([labels, predictions]);
});

Deno.test("confusionMatrix() takes the number of classes and weights", () => {
  deepEqual(metrics.confusionMatrix([0, 1, 1], [0, 1, 0], 3, [0.5, 2, 4]), [
    [0.5, 0, 0],
    [4, 2, 0],
    [0, 0, 0],
  ]);
});

Deno.test("confusionMatrix() rejects malformed lists", () => {
  const rejects = (call: () => unknown, name: string, message: string) =>
    throws(call, { name, message: `Cannot make a confusion matrix: ${message}` });
  rejects(
    () => metrics.confusionMatrix([0], [0, 1]),
    "TypeError",
    "expected as many predictions as labels but found 2 and 1",
  );
  rejects(
    () => metrics.confusionMatrix([], []),
    "TypeError",
    "expected at least one example but found none",
  );
  rejects(
    () => metrics.confusionMatrix([0, 3], [0, 1], 3),
    "RangeError",
    "expected whole numbers from 0 to 2 in the labels but found 3 at index 1",
  );
  rejects(
    () => metrics.confusionMatrix([0, 1], [0.5, 1]),
    "RangeError",
    "expected whole numbers from 0 to 4999 in the predictions but found 0.5 at index 0",
  );
  rejects(
    () => metrics.confusionMatrix([0, 1], [0, 1], 2, [1]),
    "TypeError",
    "expected as many weights as labels but found 1 and 2",
  );
  const cube = tf.zeros([1, 2, 2]);
  rejects(
    () => metrics.confusionMatrix(cube as unknown as tf.Tensor1D, [0]),
    "TypeError",
    "expected labels of shape [examples] or [examples, classes] but found [1, 2, 2]",
  );
  cube.dispose();
  rejects(
    () => metrics.confusionMatrix([0], disposed()),
    "TypeError",
    "expected a tensor in use but found a disposed one",
  );
});

/** A tensor that has been disposed of. */
function disposed(): tf.Tensor1D {
  const tensor = tf.tensor1d([0]);
  tensor.dispose();
  return tensor;
}

Deno.test("perClassAccuracy() counts class by class", () => {
  deepEqual(metrics.perClassAccuracy(TRUE, PREDICTED, 4), [
    { accuracy: 1, count: 2 },
    { accuracy: 0, count: 1 },
    { accuracy: 2 / 3, count: 3 },
    { accuracy: NaN, count: 0 },
  ]);
});

// The example in scikit-learn's documentation of `precision_score`, `recall_score` and `f1_score`,
// which round the macro means to 0.22, 0.33 and 0.26.
Deno.test("precisionRecallF1() measures as scikit-learn does", () => {
  const { perClass, macro } = metrics.precisionRecallF1([0, 1, 2, 0, 1, 2], [0, 2, 1, 0, 0, 1]);
  deepEqual(perClass, [
    { precision: 2 / 3, recall: 1, f1: 0.8, count: 2 },
    { precision: 0, recall: 0, f1: 0, count: 2 },
    { precision: 0, recall: 0, f1: 0, count: 2 },
  ]);
  deepEqual(
    [macro.precision, macro.recall, macro.f1].map(round),
    [0.222222, 0.333333, 0.266667],
  );
});

Deno.test("precisionRecallF1() takes means over the classes that occur", () => {
  // Class 0: precision 1/2, recall 1. Class 1: predicted never, so precision is 0. Class 2: absent.
  const { perClass, macro } = metrics.precisionRecallF1([0, 1], [0, 0], 3);
  deepEqual(perClass[2], { precision: 0, recall: 0, f1: 0, count: 0 });
  deepEqual(macro, { precision: 1 / 4, recall: 1 / 2, f1: 1 / 3 });
});

// The example in scikit-learn's documentation of `top_k_accuracy_score`.
const SCORES = [[0.5, 0.2, 0.2], [0.3, 0.4, 0.2], [0.2, 0.4, 0.3], [0.7, 0.2, 0.1]];

Deno.test("topKAccuracy() counts as scikit-learn does", () => {
  equal(metrics.topKAccuracy([0, 1, 2, 2], SCORES, 2), 0.75);
  equal(metrics.topKAccuracy([0, 1, 2, 2], SCORES, 1), 0.5);
  equal(metrics.topKAccuracy([0, 1, 2, 2], SCORES, 3), 1);
  const scores = tf.tensor2d(SCORES);
  equal(metrics.topKAccuracy(Int32Array.of(0, 1, 2, 2), scores, 2), 0.75);
  scores.dispose();
});

Deno.test("topKAccuracy() puts the higher class first where scores are equal", () => {
  equal(metrics.topKAccuracy([0], [[0.5, 0.5]], 1), 0);
  equal(metrics.topKAccuracy([1], [[0.5, 0.5]], 1), 1);
});

Deno.test("topKAccuracy() rejects malformed input", () => {
  const rejects = (call: () => unknown, name: string, message: string) =>
    throws(call, { name, message: `Cannot measure the top-k accuracy: ${message}` });
  rejects(
    () => metrics.topKAccuracy([0], SCORES, 1),
    "TypeError",
    "expected as many rows of scores as labels but found 4 and 1",
  );
  rejects(
    () => metrics.topKAccuracy([0], [[1, 0]], 3),
    "RangeError",
    "expected k to be a whole number from 1 to 2 but found 3",
  );
  rejects(
    () => metrics.topKAccuracy([2], [[1, 0]], 1),
    "RangeError",
    "expected labels from 0 to 1 but found 2 at index 0",
  );
  rejects(
    () => metrics.topKAccuracy([0], [[NaN, 0]], 1),
    "RangeError",
    "expected scores but found NaN in row 0",
  );
});

Deno.test("metrics reject a number of classes that is none, and weights that are not finite", () => {
  throws(() => metrics.confusionMatrix([0], [0], 1.5), {
    name: "RangeError",
    message: "Cannot make a confusion matrix: expected numClasses to be a whole number " +
      "from 1 to 5000 but found 1.5",
  });
  throws(() => metrics.perClassAccuracy([0], [0], Infinity), {
    name: "RangeError",
    message: "Cannot measure the accuracy per class: expected numClasses to be a whole number " +
      "from 1 to 1000000 but found Infinity",
  });
  throws(() => metrics.confusionMatrix([0, 1], [0, 1], 2, [1, NaN]), {
    name: "RangeError",
    message: "Cannot make a confusion matrix: expected finite weights but found NaN at index 1",
  });
});
