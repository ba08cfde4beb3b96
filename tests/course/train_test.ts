import { deepEqual, equal, notDeepEqual, ok, rejects } from "node:assert/strict";
import * as tf from "@tensorflow/tfjs";
import { useBackend } from "../../lib/backend/mod.ts";
import { MnistData } from "../../lib/course/dataset/mnist_data.ts";
import { getModel } from "../../lib/course/model.ts";
import { train, type TrainOptions } from "../../lib/course/train.ts";

await useBackend();
const data = await MnistData.load();

/** A run of a second: enough to see batches, epochs and learning. */
const SHORT = { epochs: 2, batchSize: 64, trainSize: 160, validationSize: 50, seed: 5 };

async function trainNew(options: TrainOptions) {
  const model = getModel({ seed: 5 });
  const history = await train(model, data, options);
  const weights = model.getWeights().map((tensor) => tensor.dataSync());
  model.dispose();
  return { history, weights };
}

Deno.test("train() returns loss and accuracy of each epoch", async () => {
  const { history } = await trainNew(SHORT);
  deepEqual(Object.keys(history), ["loss", "val_loss", "acc", "val_acc"]);
  for (const values of Object.values(history)) {
    equal(values.length, 2);
    ok(values.every(Number.isFinite));
  }
  ok(history.loss[1] < history.loss[0]);
});

Deno.test("train() gives the same losses and weights twice from one seed", async () => {
  const first = await trainNew(SHORT);
  deepEqual(await trainNew(SHORT), first);
  notDeepEqual((await trainNew({ ...SHORT, seed: 6 })).history.loss, first.history.loss);
});

Deno.test("train() does not depend on batches drawn before, nor touch Math.random", async () => {
  const { random } = Math;
  const first = await trainNew(SHORT);
  tf.dispose({ ...data.nextTrainBatch(100), rows: undefined });
  Math.random = () => {
    throw new Error("Math.random was called");
  };
  try {
    deepEqual(await trainNew(SHORT), first);
  } finally {
    Math.random = random;
  }
});

Deno.test("train() shows the digits of an epoch once each, in another order each epoch", async () => {
  const epochs: number[][] = [];
  const spy = Object.create(data, {
    batch: {
      value(rows: Int32Array) {
        if (rows.length !== SHORT.validationSize) epochs.push([...rows]);
        return data.batch(rows);
      },
    },
  });
  const model = getModel({ seed: 5 });
  await train(model, spy, SHORT);
  model.dispose();
  deepEqual(epochs.map((rows) => rows.length), [64, 64, 32, 64, 64, 32]);
  const first = epochs.slice(0, 3).flat();
  const second = epochs.slice(3).flat();
  notDeepEqual(first, second);
  deepEqual(first.toSorted(), second.toSorted());
  equal(new Set(first).size, SHORT.trainSize);
  ok(first.every((row) => row < data.trainCount));
});

Deno.test("train() computes its first loss from the untrained model", async () => {
  // One batch an epoch: the loss of epoch 1 is that of the first weights on those digits.
  const rows: Int32Array[] = [];
  const spy = Object.create(data, {
    batch: {
      value(batch: Int32Array) {
        rows.push(batch.slice());
        return data.batch(batch);
      },
    },
  });
  const model = getModel({ seed: 5 });
  const untrained = getModel({ seed: 5 });
  const { loss } = await train(model, spy, {
    epochs: 1,
    batchSize: 40,
    trainSize: 40,
    validationSize: 10,
    seed: 5,
  });
  const [, batch] = rows; // the validation digits are drawn first
  const expected = tf.tidy(() => {
    const { xs, labels } = data.batch(batch);
    const probabilities = untrained.predict(xs.reshape([-1, 28, 28, 1])) as tf.Tensor;
    return labels.mul(probabilities.log()).sum(1).neg().mean().dataSync()[0];
  });
  ok(Math.abs(loss[0] - expected) < 1e-5, `${loss[0]} and ${expected}`);
  model.dispose();
  untrained.dispose();
});

Deno.test("train() calls the callbacks in turn", async () => {
  const calls: string[] = [];
  const model = getModel({ seed: 5 });
  await train(model, data, {
    ...SHORT,
    epochs: 1,
    callbacks: [
      { onBatchEnd: (batch, logs) => void calls.push(`batch ${batch}: ${logs?.size}`) },
      { onEpochEnd: (epoch, logs) => void calls.push(`epoch ${epoch}: ${Object.keys(logs!)}`) },
    ],
  });
  model.dispose();
  deepEqual(calls, [
    "batch 0: 64",
    "batch 1: 64",
    "batch 2: 32",
    "epoch 0: val_loss,val_acc,loss,acc",
  ]);
});

Deno.test("train() tells the callbacks how many epochs and batches there will be", async () => {
  const model = getModel({ seed: 5 });
  let params: unknown;
  await train(model, data, {
    ...SHORT,
    callbacks: {
      // TensorFlow.js calls its hooks on a callback object that holds them.
      onTrainBegin(this: { params?: unknown } | void) {
        params = this?.params;
      },
    },
  });
  model.dispose();
  const { epochs, steps } = params as { epochs: number; steps: number };
  deepEqual([epochs, steps], [2, 3]);
});

Deno.test("train() takes a model of flat pixels", async () => {
  const model = tf.sequential({
    layers: [tf.layers.dense({ inputShape: [784], units: 10, activation: "softmax" })],
  });
  model.compile({ optimizer: "sgd", loss: "categoricalCrossentropy", metrics: ["accuracy"] });
  const { acc } = await train(model, data, SHORT);
  equal(acc.length, 2);
  model.dispose();
});

Deno.test("train() leaks no tensor, also when a callback fails", async () => {
  const model = getModel({ seed: 5 });
  await train(model, data, SHORT); // Adam makes its two moments of each weight at the first step
  const before = tf.memory().numTensors;
  await train(model, data, SHORT);
  equal(tf.memory().numTensors, before);
  const hooks = ["onTrainBegin", "onTrainEnd", "onEpochBegin", "onEpochEnd", "onBatchBegin"];
  for (const hook of [...hooks, "onBatchEnd"]) {
    let calls = 0;
    const fail = () => {
      calls++;
      throw new Error(`stop at ${hook}`);
    };
    const failing = train(model, data, { ...SHORT, callbacks: { [hook]: fail } });
    await rejects(failing, { message: `stop at ${hook}` });
    equal(calls, 1);
    equal(tf.memory().numTensors, before, hook);
  }
  model.dispose();
});

Deno.test("train() rejects numbers that are not whole, too small, or more than the digits", async () => {
  const model = getModel({ seed: 5 });
  const weights = () => model.getWeights().map((tensor) => tensor.dataSync());
  const before = weights();
  const cases: [TrainOptions, string][] = [
    [{ epochs: 0 }, "epochs to be a whole number of at least 1 but found 0"],
    [{ epochs: 1.5 }, "epochs to be a whole number of at least 1 but found 1.5"],
    [{ batchSize: -1 }, "batchSize to be a whole number of at least 1 but found -1"],
    [{ trainSize: 6501 }, "trainSize to be a whole number from 1 to 6500 but found 6501"],
    [{ validationSize: 1001 }, "validationSize to be a whole number from 1 to 1000 but found 1001"],
    [{ seed: -2 }, "the seed to be a whole number from 0 to 2147483647 but found -2"],
  ];
  for (const [options, expected] of cases) {
    await rejects(train(model, data, options), {
      name: "RangeError",
      message: `Cannot train the model: expected ${expected}`,
    });
  }
  deepEqual(weights(), before);
  model.dispose();
});

Deno.test("train() rejects a model that is not compiled, or without accuracy", async () => {
  const model = tf.sequential({
    layers: [tf.layers.dense({ inputShape: [784], units: 10, activation: "softmax" })],
  });
  await rejects(train(model, data, SHORT), {
    name: "Error",
    message: "Cannot train the model: expected a compiled model but found one without an optimizer",
  });
  model.compile({ optimizer: "sgd", loss: "categoricalCrossentropy" });
  await rejects(train(model, data, SHORT), {
    name: "TypeError",
    message: 'Cannot train the model: expected "accuracy" among its metrics but found [loss]',
  });
  model.dispose();
});
