import { deepEqual, equal, ok, throws } from "node:assert/strict";
import * as tf from "@tensorflow/tfjs";
import { useBackend } from "../../lib/backend/mod.ts";
import { MnistData } from "../../lib/course/dataset/mnist_data.ts";
import { doPrediction, evaluate, summarise } from "../../lib/course/evaluate.ts";
import { getModel } from "../../lib/course/model.ts";

await useBackend();
const data = await MnistData.load();

/** Probabilities of ten classes, of which one is not zero. */
const sure = (label: number, probability: number) =>
  Array.from({ length: 10 }, (_, i) => i === label ? probability : 0);

Deno.test("summarise() counts what is right and wrong", () => {
  // Digits 3, 3, 8, 0 taken for 3, 8, 3, 0.
  const evaluation = summarise({
    rows: Int32Array.of(10, 11, 12, 13),
    labels: Int32Array.of(3, 3, 8, 0),
    predictions: Int32Array.of(3, 8, 3, 0),
    probabilities: Float32Array.from([
      ...sure(3, 0.5),
      ...sure(8, 0.25),
      ...sure(3, 0.75),
      ...sure(0, 1),
    ]),
  });
  equal(evaluation.examples, 4);
  equal(evaluation.accuracy, 0.5);
  deepEqual(evaluation.classAccuracy[3], { accuracy: 0.5, count: 2 });
  deepEqual(evaluation.classAccuracy[8], { accuracy: 0, count: 1 });
  deepEqual(evaluation.classAccuracy[0], { accuracy: 1, count: 1 });
  deepEqual(evaluation.classAccuracy[1], { accuracy: NaN, count: 0 });
  deepEqual(evaluation.confusionMatrix[3], [0, 0, 0, 1, 0, 0, 0, 0, 1, 0]);
  deepEqual(evaluation.confusionMatrix[8], [0, 0, 0, 1, 0, 0, 0, 0, 0, 0]);
  deepEqual(evaluation.misclassified, [
    { row: 12, label: 8, prediction: 3, probability: 0.75 },
    { row: 11, label: 3, prediction: 8, probability: 0.25 },
  ]);
});

Deno.test("doPrediction() predicts the first digits of the test part as model.predict does", () => {
  const model = getModel({ seed: 1 });
  const before = tf.memory().numTensors;
  // More than one of the batches that it computes in, and the last one not full.
  const { rows, labels, predictions, probabilities } = doPrediction(model, data, 700);
  equal(tf.memory().numTensors, before);
  deepEqual(rows, Int32Array.from({ length: 700 }, (_, i) => 6500 + i));
  deepEqual([...labels.subarray(0, 5)], [7, 2, 1, 0, 4]);
  const expected = tf.tidy(() => {
    const xs = data.batch(rows).xs.reshape([700, 28, 28, 1]);
    return (model.predict(xs, { batchSize: 700 }) as tf.Tensor2D).arraySync();
  });
  for (const [i, row] of expected.entries()) {
    const found = probabilities.subarray(10 * i, 10 * i + 10);
    ok(row.every((value, label) => Math.abs(value - found[label]) < 1e-6));
    equal(predictions[i], row.indexOf(Math.max(...row)));
  }
  model.dispose();
});

Deno.test("doPrediction() predicts 500 digits unless told otherwise, the same at every call", () => {
  const model = getModel({ seed: 1 });
  const first = doPrediction(model, data);
  equal(first.predictions.length, 500);
  deepEqual(doPrediction(model, data), first);
  model.dispose();
});

Deno.test("evaluate() agrees with TensorFlow.js's own accuracy on the whole test part", () => {
  const model = getModel({ seed: 1 });
  const before = tf.memory().numTensors;
  const { examples, accuracy, confusionMatrix, misclassified } = evaluate(model, data);
  equal(tf.memory().numTensors, before);
  equal(examples, 1300);
  equal(confusionMatrix.flat().reduce((sum, n) => sum + n), 1300);
  const expected = tf.tidy(() => {
    const { xs, labels } = data.batch(data.testRows);
    const [, acc] = model.evaluate(xs.reshape([-1, 28, 28, 1]), labels) as tf.Scalar[];
    return acc.dataSync()[0];
  });
  ok(Math.abs(accuracy - expected) < 1e-6, `${accuracy} and ${expected}`);
  ok(
    misclassified.every(({ probability }, i) =>
      i === 0 || probability <= misclassified[i - 1].probability
    ),
  );
  for (const { row, label } of misclassified) equal(data.label(row), label);
  model.dispose();
});

Deno.test("doPrediction() rejects more digits than there are, and none", () => {
  const model = getModel({ seed: 1 });
  for (const n of [0, 1301, 1.5]) {
    throws(() => doPrediction(model, data, n), {
      name: "RangeError",
      message: "Cannot predict test digits: expected their number to be a whole number from 1 to " +
        `1300 but found ${n}`,
    });
  }
  model.dispose();
});

Deno.test("evaluate() rejects a model whose weights are NaN", () => {
  const model = getModel({ seed: 1 });
  const before = tf.memory().numTensors;
  const weights = model.getWeights().map((tensor) => tf.fill(tensor.shape, NaN));
  model.setWeights(weights);
  tf.dispose(weights);
  throws(() => evaluate(model, data), {
    name: "Error",
    message: "Cannot predict test digits: expected probabilities but found NaN for digit 6500; " +
      "the training has diverged",
  });
  equal(tf.memory().numTensors, before);
  model.dispose();
});

Deno.test("evaluate() rejects a model of other classes", () => {
  const model = tf.sequential({
    layers: [tf.layers.dense({ inputShape: [784], units: 2 })],
  });
  throws(() => evaluate(model, data), {
    name: "TypeError",
    message: "Cannot predict test digits: expected a model from [batch, 28, 28, 1] or " +
      "[batch, 784] to [batch, 10] but found one from [batch, 784] to [batch, 2]",
  });
  model.dispose();
});

Deno.test("evaluate() and doPrediction() reject what is not a model, no data, and a disposed model", () => {
  const model = getModel({ seed: 1 });
  const cases: [unknown, unknown, string][] = [
    [undefined, data, "a model of layers but found undefined"],
    [Promise.resolve(model), data, "a model of layers but found a Promise (is an await missing?)"],
    [model, null, "the data of MnistData.load() but found null"],
    [model, [], "the data of MnistData.load() but found []"],
  ];
  for (const [given, digits, expected] of cases) {
    for (const call of [evaluate, doPrediction]) {
      throws(() => call(given as never, digits as never), {
        name: "TypeError",
        message: `Cannot predict test digits: expected ${expected}`,
      });
    }
  }
  model.dispose();
  throws(() => evaluate(model, data), {
    name: "TypeError",
    message: "Cannot predict test digits: expected a model in use but found a disposed one",
  });
});

Deno.test("summarise() rejects lists that do not fit, and classes that there are not", () => {
  const good = {
    rows: Int32Array.of(1, 2),
    labels: Int32Array.of(3, 8),
    predictions: Int32Array.of(3, 3),
    probabilities: new Float32Array(20),
  };
  const counts = "n rows, labels and predictions and 10 n probabilities, for at least one digit, ";
  const empty = { rows: [], labels: [], predictions: [], probabilities: [] };
  const cases: [unknown, string, string][] = [
    [null, "TypeError", "what doPrediction() returns but found null"],
    [{}, "TypeError", "a list of numbers as rows but found undefined"],
    [{ ...good, labels: "38" }, "TypeError", 'a list of numbers as labels but found "38"'],
    [{ ...good, labels: [3] }, "TypeError", `${counts}but found 2, 1, 2 and 20`],
    [
      { ...good, probabilities: new Float32Array(2) },
      "TypeError",
      `${counts}but found 2, 2, 2 and 2`,
    ],
    [empty, "TypeError", `${counts}but found 0, 0, 0 and 0`],
    [
      { ...good, labels: [3, 11] },
      "RangeError",
      "labels[1] to be a whole number from 0 to 9 but found 11",
    ],
    [
      { ...good, predictions: [, 3] },
      "RangeError",
      "predictions[0] to be a whole number from 0 to 9 but found undefined",
    ],
  ];
  for (const [predicted, name, expected] of cases) {
    throws(() => summarise(predicted as never), {
      name,
      message: `Cannot summarise predictions: expected ${expected}`,
    });
  }
  equal(summarise(good).accuracy, 0.5);
});
