import { deepEqual, doesNotThrow, equal, notDeepEqual, ok, throws } from "node:assert/strict";
import * as tf from "@tensorflow/tfjs";
import { useBackend } from "../../lib/backend/mod.ts";
import { checkDigitModel, getModel } from "../../lib/course/model.ts";

await useBackend();

Deno.test("getModel() makes the layers of the lesson", () => {
  const model = getModel();
  const layers = model.layers.map((layer) => [
    layer.getClassName(),
    layer.outputShape,
    layer.countParams(),
  ]);
  deepEqual(layers, [
    ["Conv2D", [null, 24, 24, 8], 208],
    ["MaxPooling2D", [null, 12, 12, 8], 0],
    ["Conv2D", [null, 8, 8, 16], 3216],
    ["MaxPooling2D", [null, 4, 4, 16], 0],
    ["Flatten", [null, 256], 0],
    ["Dense", [null, 10], 2570],
  ]);
  deepEqual(model.inputs[0].shape, [null, 28, 28, 1]);
  equal(model.countParams(), 5994);
  const activations = model.layers.map((layer) => layer.getConfig().activation);
  deepEqual(activations, ["relu", undefined, "relu", undefined, undefined, "softmax"]);
  equal(model.optimizer.getClassName(), "Adam");
  equal(model.loss, "categoricalCrossentropy");
  deepEqual(model.metricsNames, ["loss", "acc"]);
  model.dispose();
});

Deno.test("getModel() starts from its seed, each layer from weights of its own", () => {
  const weights = (seed: number) => {
    const model = getModel({ seed });
    const values = model.getWeights().map((tensor) => tensor.dataSync());
    model.dispose();
    return values;
  };
  deepEqual(weights(1), weights(1));
  notDeepEqual(weights(1)[0], weights(2)[0]);
  const [first, , second, , last] = weights(1);
  // Every initialiser draws normal numbers and scales them: equal seeds would show in the ratios.
  notDeepEqual(first[1] / first[0], second[1] / second[0]);
  notDeepEqual(second[1] / second[0], last[1] / last[0]);
});

Deno.test("getModel() draws first weights from a truncated normal of variance 1 / inputs", () => {
  const model = getModel({ seed: 3 });
  const kernel = model.layers[5].getWeights()[0]; // [256, 10]
  const { variance } = tf.moments(kernel);
  const ratio = variance.dataSync()[0] * 256;
  // Cut off at two standard deviations, a normal distribution keeps 0.774 of its variance. Of 2,560
  // values it is known to about 3 %.
  ok(Math.abs(ratio / 0.774 - 1) < 0.1, String(ratio));
  model.dispose();
});

Deno.test("getModel() makes tensors that model.dispose() frees", () => {
  const before = tf.memory().numTensors;
  getModel().dispose();
  equal(tf.memory().numTensors, before);
});

Deno.test("getModel() rejects a seed that is negative", () => {
  throws(() => getModel({ seed: -1 }), {
    name: "RangeError",
    message: "Cannot make the model: expected the seed to be a whole number from 0 to " +
      "2147483647 but found -1",
  });
});

Deno.test("getModel() rejects unknown options and what are no options", () => {
  throws(() => getModel({ seeds: 1 } as never), {
    name: "TypeError",
    message: 'Cannot make the model: expected options of seed but found "seeds" ' +
      "(did you mean seed?)",
  });
  throws(() => getModel(7 as never), {
    name: "TypeError",
    message: "Cannot make the model: expected options as in { seed: 42 } but found 7",
  });
});

Deno.test("checkDigitModel() accepts images and flat pixels, and nothing else", () => {
  const dense = (inputShape: number[], units: number) =>
    tf.sequential({
      layers: [
        tf.layers.reshape({ inputShape, targetShape: [inputShape.reduce((a, b) => a * b)] }),
        tf.layers.dense({ units }),
      ],
    });
  doesNotThrow(() => checkDigitModel("try the model", dense([28, 28, 1], 10)));
  doesNotThrow(() => checkDigitModel("try the model", dense([784], 10)));
  throws(() => checkDigitModel("try the model", dense([32, 32, 3], 10)), {
    name: "TypeError",
    message: "Cannot try the model: expected a model from [batch, 28, 28, 1] or [batch, 784] to " +
      "[batch, 10] but found one from [batch, 32, 32, 3] to [batch, 10]",
  });
  throws(() => checkDigitModel("try the model", dense([784], 2)), {
    message: /but found one from \[batch, 784\] to \[batch, 2\]$/,
  });
});
