import { deepEqual, equal, ok, rejects } from "node:assert/strict";
import * as tf from "@tensorflow/tfjs";
import { useBackend } from "../../lib/backend/mod.ts";
import { MnistData } from "../../lib/course/dataset/mnist_data.ts";
import { getModel } from "../../lib/course/model.ts";
import { train, type TrainOptions } from "../../lib/course/train.ts";

await useBackend();
const data = await MnistData.load();

const SHORT = { epochs: 4, batchSize: 32, trainSize: 64, validationSize: 20, seed: 5 };

async function trainWith(callbacks: TrainOptions["callbacks"]) {
  const model = getModel({ seed: 5 });
  try {
    return await train(model, data, { ...SHORT, callbacks });
  } finally {
    model.dispose();
  }
}

/** No epoch is better than the first by so much: stops after the second. */
const early = () => tf.callbacks.earlyStopping({ monitor: "val_loss", minDelta: 1000 });

/** Counts in a field of its own, which only works if `this` is the object. */
class OfTensorFlow extends tf.Callback {
  epochs = 0;
  // deno-lint-ignore require-await
  override async onEpochEnd() {
    this.epochs++;
  }
}
class Inherits extends OfTensorFlow {}
class OfHooks {
  #epochs = 0;
  params?: { epochs: number; steps: number };
  get epochs() {
    return this.#epochs;
  }
  onEpochEnd(_epoch: number, logs?: tf.Logs) {
    equal(typeof logs!.loss, "number");
    this.#epochs++;
  }
}
class InheritsHooks extends OfHooks {}

Deno.test("train() obeys callbacks of every kind, alone", async () => {
  equal((await trainWith(early())).loss.length, 2);
  for (const callback of [new OfTensorFlow(), new Inherits(), new OfHooks(), new InheritsHooks()]) {
    equal((await trainWith(callback)).loss.length, 4);
    equal(callback.epochs, 4);
  }
  let epochs = 0;
  await trainWith(new tf.CustomCallback({ onEpochEnd: () => void epochs++ }));
  equal(epochs, 4);
});

Deno.test("train() obeys callbacks of several kinds in any order", async () => {
  const plain = { epochs: 0, onEpochEnd: () => void plain.epochs++ };
  const own = new OfTensorFlow();
  const hooks = new OfHooks();
  const orders = [[plain, own, hooks, early()], [early(), hooks, own, plain], [
    own,
    {},
    early(),
    plain,
    hooks,
  ]];
  for (const [index, callbacks] of orders.entries()) {
    equal((await trainWith(callbacks)).loss.length, 2);
    deepEqual([plain, own, hooks].map(({ epochs }) => epochs), Array(3).fill(2 * (index + 1)));
  }
});

Deno.test("train() gives callbacks model and parameters, and lets them stop it", async () => {
  const model = getModel({ seed: 5 });
  let given: unknown;
  class Stops extends tf.Callback {
    declare model: tf.LayersModel;
    override setModel(container: tf.LayersModel) {
      super.setModel(container);
      given = container;
    }
    // deno-lint-ignore require-await
    override async onEpochBegin(epoch: number) {
      deepEqual([this.params.epochs, this.params.steps], [4, 2]);
      if (epoch === 1) this.model.stopTraining = true;
    }
  }
  const hooks = new OfHooks();
  const history = await train(model, data, { ...SHORT, callbacks: [new Stops(), hooks] });
  // The second epoch came to no end.
  deepEqual(Object.values(history).map(({ length }) => length), [1, 1, 1, 1]);
  equal((given as tf.LayersModel).countParams(), 5994);
  deepEqual([hooks.params?.epochs, hooks.params?.steps], [4, 2]);
  model.dispose();
});

Deno.test("train() tells a frozen object its parameters too", async () => {
  let params: { epochs?: number } | undefined;
  await trainWith(Object.freeze({
    onTrainBegin(this: { params?: { epochs: number } } | void) {
      params = this?.params;
    },
  }));
  equal(params?.epochs, 4);
});

Deno.test("train() rejects what is not a callback before it begins", async () => {
  const hooks = "(did you mean onEpochEnd?)";
  const none = "callbacks as in { onEpochEnd() { … } } or tf.callbacks.earlyStopping()";
  const nothing = () => {};
  class Misspelt extends tf.Callback {
    onEpochEnds() {}
  }
  const cases: [unknown, string][] = [
    [null, `${none} but found null`],
    [3, `${none} but found 3`],
    [nothing, `${none} but found a function`],
    [OfHooks, `${none} but found a function`],
    [Promise.resolve({}), `${none} but found a Promise (is an await missing?)`],
    [new Map(), `${none} but found a Map`],
    [{ epochs: 3 }, `${none} but found { epochs: 3 }`],
    [[early(), undefined], `${none} but found undefined`],
    [[[early()]], `${none} but found [an EarlyStopping]`],
    [{ onEpochEnd: "log" }, 'a callback\'s onEpochEnd to be a function but found "log"'],
    [{ onEpochEnd: nothing, onEpochEnds: nothing }, hooks],
    [{ on_epoch_end: nothing }, hooks],
    [{ epochEnd: nothing }, hooks],
    [new Misspelt(), hooks],
    [[{}, { onepochend: nothing }], hooks],
  ];
  const model = getModel({ seed: 5 });
  const before = tf.memory().numTensors;
  for (const [callbacks, expected] of cases) {
    await rejects(train(model, data, { ...SHORT, callbacks } as TrainOptions), (error: Error) => {
      equal(error.name, "TypeError");
      equal(error.message.startsWith("Cannot train the model: expected "), true);
      ok(error.message.includes(expected), error.message);
      return error.message.length < 500;
    });
  }
  equal(tf.memory().numTensors, before);
  model.dispose();
});

Deno.test("train() rejects a metric to monitor that the model does not have", async () => {
  await rejects(trainWith([{}, tf.callbacks.earlyStopping({ monitor: "val_accuracy" })]), {
    name: "RangeError",
    message: "Cannot train the model: expected earlyStopping to monitor a metric of val_acc, " +
      'val_loss, acc, loss but found "val_accuracy" (did you mean val_acc?)',
  });
});

Deno.test("train() stops before the first batch when onTrainBegin or onEpochBegin fails", async () => {
  for (const hook of ["onTrainBegin", "onEpochBegin"]) {
    const model = getModel({ seed: 5 });
    const weights = () => model.getWeights().map((tensor) => tensor.dataSync());
    const before = weights();
    const callbacks = { [hook]: () => Promise.reject(new Error("stop")) };
    await rejects(train(model, data, { ...SHORT, callbacks }), { message: "stop" });
    deepEqual(weights(), before);
    model.dispose();
  }
});

Deno.test("train() leaves no tensor when a callback of any kind fails in any hook", async () => {
  const model = getModel({ seed: 5 });
  await train(model, data, SHORT); // Adam makes its two moments of each weight at the first step
  const before = tf.memory().numTensors;
  const hooks = ["onTrainBegin", "onTrainEnd", "onEpochBegin", "onEpochEnd", "onBatchBegin"];
  for (const hook of [...hooks, "onBatchEnd", "setParams", "setModel"]) {
    const fail = () => {
      throw new Error(`stop at ${hook}`);
    };
    const own = Object.assign(new OfTensorFlow(), { [hook]: fail });
    await rejects(train(model, data, { ...SHORT, callbacks: [own, early()] }), {
      message: `stop at ${hook}`,
    });
    equal(tf.memory().numTensors, before, hook);
  }
  model.dispose();
});

Deno.test("train() leaves no tensor when data or model fail, and the model as it was", async () => {
  const model = getModel({ seed: 5 });
  await train(model, data, SHORT);
  const before = tf.memory().numTensors;
  for (const failing of [1, 2, 4]) { // the validation digits, the first batch, a later epoch
    let calls = 0;
    const broken = Object.create(data, {
      batch: {
        value(rows: Int32Array) {
          if (++calls === failing) throw new Error("no digits");
          return data.batch(rows);
        },
      },
    });
    await rejects(train(model, broken, SHORT), { message: "no digits" });
    equal(tf.memory().numTensors, before);
  }
  const keys = Object.keys(model);
  let steps = 0;
  const failingSteps = [4, 4 + 2, 6 + 3, 9 + 4]; // first and second batch, validation, second epoch
  model.compile({
    optimizer: tf.train.sgd(0.1),
    metrics: ["accuracy"],
    loss: (labels, probabilities) => {
      if (failingSteps.includes(++steps)) throw new Error("no loss");
      return tf.losses.softmaxCrossEntropy(labels, probabilities);
    },
  });
  await train(model, data, { ...SHORT, epochs: 1 });
  const compiled = tf.memory().numTensors;
  for (let run = 0; run < failingSteps.length; run++) {
    await rejects(train(model, data, SHORT), { message: "no loss" });
    equal(tf.memory().numTensors, compiled);
  }
  equal(steps, failingSteps.at(-1));
  deepEqual(Object.keys(model), keys);
  model.dispose();
});

Deno.test("train() rejects a model in training, and one that is disposed, without a trace", async () => {
  const model = getModel({ seed: 5 });
  await train(model, data, SHORT);
  const before = tf.memory().numTensors;
  const first = train(model, data, SHORT);
  await rejects(train(model, data, SHORT), {
    message: "Cannot train the model: expected a model that nobody trains but found one in " +
      "training (is an await missing?)",
  });
  equal((await first).loss.length, 4);
  equal(tf.memory().numTensors, before);
  const epochs: number[] = [];
  const disposes = {
    onEpochEnd(epoch: number) {
      epochs.push(epoch);
      model.dispose();
    },
  };
  await rejects(train(model, data, { ...SHORT, callbacks: disposes }), /disposed/);
  deepEqual(epochs, [0]);
  const after = tf.memory().numTensors;
  await rejects(train(model, data, SHORT), {
    name: "TypeError",
    message: "Cannot train the model: expected a model in use but found a disposed one",
  });
  equal(tf.memory().numTensors, after);
});

Deno.test("train() rejects unknown options and what are no options", async () => {
  const model = getModel({ seed: 5 });
  const cases: [unknown, string][] = [
    [null, "options as in { epochs: 10 } but found null"],
    [["epochs", 3], 'options as in { epochs: 10 } but found ["epochs", 3]'],
    [10, "options as in { epochs: 10 } but found 10"],
    [new Map([["epochs", 3]]), "options as in { epochs: 10 } but found a Map"],
    [
      { epoch: 3 },
      "options of epochs, seed, batchSize, callbacks, trainSize, validationSize " +
      'but found "epoch" (did you mean epochs?)',
    ],
  ];
  for (const [options, expected] of cases) {
    await rejects(train(model, data, options as TrainOptions), {
      name: "TypeError",
      message: `Cannot train the model: expected ${expected}`,
    });
  }
  await rejects(train(model, MnistData.load() as never), {
    message: "Cannot train the model: expected the data of MnistData.load() " +
      "but found a Promise (is an await missing?)",
  });
  await rejects(train(null as never, data), {
    message: "Cannot train the model: expected a model of layers but found null",
  });
  model.dispose();
});
