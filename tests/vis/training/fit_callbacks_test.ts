import { deepEqual, doesNotMatch, equal, match, ok, rejects, throws } from "node:assert/strict";
import * as tf from "@tensorflow/tfjs";
import { getModel, MnistData, train, useBackend } from "../../../lib/course/mod.ts";
import type { MimeBundle } from "../../../lib/jupyter/displayable.ts";
import { type FitCallbackOptions, liveCallbacks } from "../../../lib/vis/training/fit_callbacks.ts";
import { show } from "../../../lib/vis/mod.ts";

interface Message {
  type: string;
  content: { data: MimeBundle; transient: { display_id: string } };
}

/** Collects what callbacks send, on a clock of the test's own. */
function watch(options: FitCallbackOptions = {}) {
  const messages: Message[] = [];
  const clock = { now: 0 };
  const callbacks = liveCallbacks(options, (type, content) => {
    messages.push({ type, content: content as Message["content"] });
    return Promise.resolve();
  }, () => clock.now);
  return { messages, clock, callbacks };
}

/** A small model and data: y = 2x, four examples. */
function doubling(metrics: string[] = []) {
  const layer = tf.layers.dense({ units: 1, inputShape: [1], kernelInitializer: "zeros" });
  const model = tf.sequential({ layers: [layer] });
  model.compile({ optimizer: "sgd", loss: "meanSquaredError", metrics });
  const xs = tf.tensor2d([1, 2, 3, 4], [4, 1]);
  const ys = tf.tensor2d([2, 4, 6, 8], [4, 1]);
  return { model, xs, ys, dispose: () => (model.dispose(), tf.dispose([xs, ys])) };
}

const PLOTLY = "application/vnd.plotly.v1+json";

const SVG = "image/svg+xml";

Deno.test("fitCallbacks() updates one output in place while a model is fitted", async () => {
  const before = tf.memory().numTensors;
  const { model, xs, ys, dispose } = doubling(["accuracy"]);
  const { messages, callbacks } = watch();
  await model.fit(xs, ys, { epochs: 3, batchSize: 2, validationData: [xs, ys], callbacks });
  deepEqual(messages.map(({ type }) => type), [
    "display_data",
    ...Array(messages.length - 1).fill("update_display_data"),
  ]);
  equal(new Set(messages.map(({ content }) => content.transient.display_id)).size, 1);
  const last = messages.at(-1)!.content.data;
  deepEqual(Object.keys(last), [PLOTLY, SVG, "text/plain"]);
  match(last["text/plain"] as string, /^3 epochs done · 0 s\n/);
  match(last["text/plain"] as string, /\nepoch +loss +val_loss +acc +val_acc\n1 +/);
  match(last[SVG] as string, /3 epochs done/);
  dispose();
  equal(tf.memory().numTensors, before);
});

Deno.test("fitCallbacks() tells progress, then the metrics of each epoch", async () => {
  const { messages, clock, callbacks } = watch({ expected: { val_accuracy: [0.5, 0.75] } });
  const hooks = callbacks as Required<typeof callbacks>;
  await hooks.onTrainBegin.call({ params: { epochs: 2, samples: 20, batchSize: 10 } } as never);
  deepEqual(messages[0].content.data, { "text/plain": "The training begins …" });
  await hooks.onEpochBegin(0);
  clock.now = 1000;
  await hooks.onBatchEnd(0, { batch: 0, size: 10, loss: 4, acc: 0.25 });
  const first = messages.at(-1)!.content.data;
  equal(
    first["text/plain"],
    "Epoch 1 of 2 · 10 examples/s · 1 s elapsed · about 3 s left\nloss of the last batch: 4",
  );
  clock.now = 2000;
  await hooks.onBatchEnd(1, { batch: 1, size: 10, loss: 2, acc: 0.5 });
  await hooks.onEpochEnd(0, { loss: 3, acc: 0.5, val_loss: 2.5, val_acc: 0.625 });
  equal(
    messages.at(-1)!.content.data["text/plain"],
    "Epoch 1 of 2 · 10 examples/s · 2 s elapsed · about 2 s left\n" +
      "epoch  loss  val_loss  acc  val_acc\n1      3     2.5       0.5  0.625",
  );
});

Deno.test("fitCallbacks() draws an SVG every two seconds at most, and at the end", async () => {
  const { messages, clock, callbacks } = watch({ epochs: 1, examples: 100 });
  const hooks = callbacks as Required<typeof callbacks>;
  await hooks.onTrainBegin();
  await hooks.onEpochBegin(0);
  const drawn: unknown[] = [];
  for (let batch = 0; batch < 10; batch++) {
    clock.now = 500 * batch;
    await hooks.onBatchEnd(batch, { size: 10, loss: 10 - batch });
    const { data } = messages.at(-1)!.content;
    ok(data[SVG] !== undefined);
    equal((data[PLOTLY] as { data: { y: number[] }[] }).data[0].y.length, batch + 1);
    drawn.push(data[SVG]);
  }
  equal(new Set(drawn).size, 3); // at 0, 2 and 4 seconds
  await hooks.onEpochEnd(0, { loss: 1 });
  equal(messages.at(-1)!.content.data[SVG], drawn.at(-1));
  await hooks.onTrainEnd();
  match(messages.at(-1)!.content.data[SVG] as string, /1 epoch done/);
});

Deno.test("fitCallbacks() sends a new SVG without its Plotly form first", async () => {
  // JupyterLab's Plotly extension ignores updates of a figure that it shows.
  const { messages, clock, callbacks } = watch({ epochs: 1, examples: 100 });
  const hooks = callbacks as Required<typeof callbacks>;
  await hooks.onTrainBegin();
  await hooks.onEpochBegin(0);
  const sent: string[][] = [];
  for (const now of [0, 1000, 2000]) {
    clock.now = now;
    messages.length = 0;
    await hooks.onBatchEnd(0, { size: 10, loss: 1 });
    sent.push(messages.map(({ content }) => Object.keys(content.data).join(" ")));
  }
  const [picture, all] = [`${SVG} text/plain`, `${PLOTLY} ${SVG} text/plain`];
  deepEqual(sent, [[picture, all], [all], [picture, all]]);
});

Deno.test("fitCallbacks() sends at most about three charts a second within an epoch", async () => {
  const { messages, clock, callbacks } = watch();
  const hooks = callbacks as Required<typeof callbacks>;
  await hooks.onTrainBegin();
  await hooks.onEpochBegin(0);
  for (let batch = 0; batch < 100; batch++) {
    clock.now += 10;
    await hooks.onBatchEnd(batch, { size: 10, loss: 1 });
  }
  // The first line, then at 10, 310, 610 and 910 ms; the SVG of the first chart comes by itself too.
  equal(messages.length, 1 + 4 + 1);
});

Deno.test("fitCallbacks() keeps the chart of a training that is stopped", async () => {
  const { model, xs, ys, dispose } = doubling();
  const { messages, callbacks } = watch();
  const stop = { onEpochEnd: (epoch: number) => void (model.stopTraining = epoch === 1) };
  await model.fit(xs, ys, { epochs: 5, callbacks: [callbacks, stop] });
  match(messages.at(-1)!.content.data["text/plain"] as string, /^Stopped after 2 of 5 epochs/);
  dispose();
});

Deno.test("fitCallbacks() keeps the chart of a training that throws", async () => {
  const { model, xs, ys, dispose } = doubling();
  const { messages, callbacks } = watch();
  const fail = { onEpochEnd: () => Promise.reject(new Error("stop here")) };
  await rejects(model.fit(xs, ys, { epochs: 5, callbacks: [callbacks, fail] }), /stop here/);
  match(messages.at(-1)!.content.data["text/plain"] as string, /\n1 +\d+(\.\d+)?$/);
  dispose();
});

Deno.test("fitCallbacks() shows a second training in an output of its own", async () => {
  const { model, xs, ys, dispose } = doubling();
  const { messages, callbacks } = watch();
  await model.fit(xs, ys, { epochs: 1, callbacks });
  await model.fit(xs, ys, { epochs: 1, callbacks });
  equal(messages.filter(({ type }) => type === "display_data").length, 2);
  match(messages.at(-1)!.content.data["text/plain"] as string, /^1 epoch done/);
  dispose();
});

Deno.test("fitCallbacks() shows the metrics named and rejects unknown ones", async () => {
  const { model, xs, ys, dispose } = doubling(["mse"]);
  const { messages, callbacks } = watch({ metrics: ["mse"] });
  await model.fit(xs, ys, { epochs: 1, callbacks });
  match(messages.at(-1)!.content.data["text/plain"] as string, /\nepoch +mse\n/);
  const unknown = watch({ metrics: ["f1"] });
  await rejects(model.fit(xs, ys, { epochs: 1, callbacks: unknown.callbacks }), {
    name: "RangeError",
    message: 'Cannot chart the training: expected a metric of mse, loss but found "f1"',
  });
  dispose();
});

for (const accuracy of ["acc", "accuracy"]) {
  Deno.test(`fitCallbacks() finds the accuracy under the name ${accuracy}`, async () => {
    const { messages, callbacks } = watch({ metrics: ["loss", "acc", "val_acc"] });
    const hooks = callbacks as Required<typeof callbacks>;
    await hooks.onTrainBegin();
    await hooks.onEpochBegin(0);
    await hooks.onEpochEnd(0, { loss: 2, [accuracy]: 0.5, [`val_${accuracy}`]: 0.25 });
    match(
      messages.at(-1)!.content.data["text/plain"] as string,
      new RegExp(`\nepoch +loss +${accuracy} +val_${accuracy}\n1 +2 +0.5 +0.25$`),
    );
  });
}

Deno.test("fitCallbacks() says which losses are not finite", async () => {
  const { messages, callbacks } = watch();
  const hooks = callbacks as Required<typeof callbacks>;
  await hooks.onTrainBegin();
  await hooks.onEpochBegin(0);
  await hooks.onBatchEnd(0, { size: 1, loss: NaN });
  await hooks.onEpochEnd(0, { loss: NaN });
  await hooks.onTrainEnd();
  match(
    messages.at(-1)!.content.data[SVG] as string,
    />not drawn: loss: NaN at 1; each batch: NaN at 1</,
  );
});

Deno.test("fitCallbacks() shows nothing outside Jupyter", async () => {
  const { model, xs, ys, dispose } = doubling();
  await model.fit(xs, ys, { epochs: 1, callbacks: show.fitCallbacks() });
  dispose();
});

Deno.test("fitCallbacks() stands before and after callbacks of every kind, in fit and fitDataset", async () => {
  const before = tf.memory().numTensors;
  const { model, xs, ys, dispose } = doubling();
  const early = tf.callbacks.earlyStopping({ monitor: "loss", minDelta: 1000 }); // after two epochs
  const batches = tf.data.array([0]).map(() => ({ xs: xs.clone(), ys: ys.clone() }));
  let epochs = 0;
  const onEpochEnd = () => void epochs++;
  const custom = new tf.CustomCallback({ onEpochEnd });
  type Callbacks = tf.ModelFitArgs["callbacks"];
  const cases: [(callbacks: tf.CustomCallback) => Callbacks, number][] = [
    [(shown) => shown, 3],
    [(shown) => [shown], 3],
    [(shown) => [shown, early], 2],
    [(shown) => [early, shown], 2],
    [(shown) => [custom, shown, early], 2],
    [(shown) => [shown, { onEpochEnd }], 3],
    [(shown) => [{ onEpochEnd }, shown], 3],
    [(shown) => [shown, { onEpochEnd }, early] as Callbacks, 2],
    [(shown) => ({ ...shown, onYield: () => {} }), 3],
    [(shown) => [{ ...shown }, { onEpochEnd }], 3],
  ];
  for (const [arrange, expected] of cases) {
    for (const outside of [show.fitCallbacks(), undefined]) {
      const { messages, callbacks } = watch();
      const arranged = arrange(outside ?? callbacks);
      epochs = 0;
      const fitted = await model.fit(xs, ys, { epochs: 3, verbose: 0, callbacks: arranged });
      await model.fitDataset(batches, { epochs: 3, verbose: 0, callbacks: arranged });
      equal(fitted.epoch.length, expected);
      if (/onEpochEnd|custom/.test(arrange.toString())) equal(epochs, 2 * expected);
      if (outside) continue;
      const texts = messages.map(({ content }) => content.data["text/plain"] as string);
      equal(texts.filter((text) => text.startsWith("The training begins")).length, 2);
      match(texts.at(-1)!, expected === 3 ? /^3 epochs done/ : /^Stopped after 2 of 3 epochs/);
    }
  }
  dispose();
  equal(tf.memory().numTensors, before);
});

Deno.test("fitCallbacks() stands beside others in train", async () => {
  await useBackend();
  const data = await MnistData.load();
  const model = getModel({ seed: 5 });
  const early = tf.callbacks.earlyStopping({ minDelta: 1000 });
  for (const place of [0, 1, 2]) {
    const { messages, callbacks } = watch({ expected: { val_acc: [0, 0.5] } });
    const all: tf.CustomCallbackArgs[] = [early, { onEpochEnd: () => {} }];
    all.splice(place, 0, callbacks);
    const few = { epochs: 3, trainSize: 64, validationSize: 20, callbacks: all };
    equal((await train(model, data, few)).loss.length, 2);
    match(messages.at(-1)!.content.data["text/plain"] as string, /^Stopped after 2 of 3 epochs/);
  }
  model.dispose();
});

Deno.test("fitCallbacks() rejects a metric that will not be logged before the first epoch", async () => {
  const { model, xs, ys, dispose } = doubling(["accuracy"]);
  const weights = () => model.getWeights().map((tensor) => tensor.dataSync());
  const before = weights();
  const cases: [FitCallbackOptions, string][] = [
    [{ metrics: ["accurracy"] }, 'acc, loss but found "accurracy"'],
    [{ expected: { val_acc: [0, 1] } }, 'acc, loss but found "val_acc"'],
    [
      { metrics: ["loss"], expected: { los: [0, 1] } },
      'loss, acc but found "los" ' +
      "(did you mean loss?)",
    ],
  ];
  for (const [options, expected] of cases) {
    for (const callbacks of [show.fitCallbacks(options), watch(options).callbacks]) {
      await rejects(model.fit(xs, ys, { epochs: 1, callbacks }), {
        name: "RangeError",
        message: `Cannot chart the training: expected a metric of ${expected}`,
      });
    }
  }
  deepEqual(weights(), before);
  const fits = { metrics: ["accuracy"], expected: { val_accuracy: [0, 1] } } as const;
  const validationData: [tf.Tensor, tf.Tensor] = [xs, ys];
  await model.fit(xs, ys, { epochs: 1, validationData, callbacks: show.fitCallbacks(fits) });
  dispose();
});

Deno.test("fitCallbacks() names batch losses that are not finite before an epoch has ended", async () => {
  const { messages, callbacks } = watch();
  const hooks = callbacks as Required<typeof callbacks>;
  await hooks.onTrainBegin.call({ params: { steps: 2 } } as never);
  await hooks.onEpochBegin(0);
  await hooks.onBatchEnd(0, { size: 1, loss: NaN });
  match(messages.at(-1)!.content.data[SVG] as string, />not drawn: each batch: NaN at 0.5</);
});

Deno.test("fitCallbacks() leaves out a band that is not logged in a loop of one's own", async () => {
  const { messages, callbacks } = watch({ expected: { val_acc: [0.8, 0.9], loss: [0, 1] } });
  const hooks = callbacks as Required<typeof callbacks>;
  await hooks.onTrainBegin();
  await hooks.onEpochBegin(0);
  await hooks.onEpochEnd(0, { loss: 2 });
  const svg = messages.at(-1)!.content.data[SVG] as string;
  match(svg, />expected loss 0–1</);
  doesNotMatch(svg, /val_acc/);
});

Deno.test("fitCallbacks() rejects bands and lists of metrics at once, outside Jupyter too", () => {
  throws(() => show.fitCallbacks({ expected: { acc: [0.9, 0.8] } }), {
    name: "RangeError",
    message: "Cannot chart the training: expected the band of acc to be two rising numbers " +
      "but found [0.9, 0.8]",
  });
  throws(() => show.fitCallbacks({ expected: { acc: JSON.parse("0.9") } }), {
    name: "RangeError",
    message: "Cannot chart the training: expected the band of acc to be two rising numbers " +
      "but found 0.9",
  });
  throws(() => show.fitCallbacks({ metrics: [] }), {
    name: "TypeError",
    message: "Cannot chart the training: expected at least one metric but found none",
  });
  const cases: [unknown, string][] = [
    [null, 'options as in { metrics: ["loss"] } but found null'],
    [
      { metric: ["acc"] },
      "options of metrics, epochs, expected, examples, zoomToFitAccuracy " +
      'but found "metric" (did you mean metrics?)',
    ],
    [{ metrics: "acc" }, 'metrics as a list of names but found "acc"'],
    [{ metrics: [3] }, "metrics as a list of names but found [3]"],
    [{ expected: null }, "bands as in { val_acc: [0.86, 0.92] } but found null"],
    [
      { expected: { acc: ["0", "1"] } },
      "the band of acc to be two rising numbers " +
      'but found ["0", "1"]',
    ],
    [{ epochs: 1.5 }, "epochs to be a whole number of at least 1 but found 1.5"],
  ];
  for (const [options, expected] of cases) {
    throws(() => show.fitCallbacks(options as FitCallbackOptions), {
      message: `Cannot chart the training: expected ${expected}`,
    });
  }
});

Deno.test("fitCallbacks() draws 200 batch losses, four metrics and a band in at most 40 KB", async () => {
  const { messages, callbacks } = watch({ epochs: 20, expected: { val_acc: [0.86, 0.92] } });
  const hooks = callbacks as Required<typeof callbacks>;
  await hooks.onTrainBegin.call({ params: { steps: 10 } } as never);
  for (let epoch = 0; epoch < 20; epoch++) {
    await hooks.onEpochBegin(epoch);
    for (let batch = 1; batch <= 10; batch++) {
      await hooks.onBatchEnd(batch, { size: 1, loss: 1 / (epoch + batch * 0.1234) });
    }
    const value = 1 / (epoch + 1.2345);
    await hooks.onEpochEnd(epoch, { loss: value, val_loss: value, acc: value, val_acc: value });
  }
  await hooks.onTrainEnd();
  const svg = messages.at(-1)!.content.data[SVG] as string;
  ok(svg.length <= 40_000, `${svg.length}`);
});
