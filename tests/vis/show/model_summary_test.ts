import { deepEqual, equal, match, throws } from "node:assert/strict";
import * as tf from "@tensorflow/tfjs";
import { show } from "../../../lib/vis/mod.ts";
import { display } from "../display.ts";
import { apply, transferModel } from "./models.ts";

const { layers } = tf;

type Symbol = tf.SymbolicTensor;

const summary = (model: tf.LayersModel) =>
  show.modelSummary(model).rows.map(([name, shape, parameters]) => [name, shape, parameters]);

Deno.test("modelSummary() lists the lesson's layers and counts their parameters", async () => {
  const before = tf.memory().numTensors;
  const model = tf.sequential({
    layers: [
      tf.layers.conv2d({ inputShape: [28, 28, 1], kernelSize: 5, filters: 8, name: "conv" }),
      tf.layers.maxPooling2d({ poolSize: 2, strides: 2, name: "pool" }),
      tf.layers.flatten({ name: "flat" }),
      tf.layers.dense({ units: 10, name: "out" }),
    ],
  });
  const summary = show.modelSummary(model);
  deepEqual(summary.headers, ["layer", "output shape", "parameters", "where the parameters are"]);
  deepEqual(summary.rows, [
    ["conv (Conv2D)", "[batch, 24, 24, 8]", "208", "▏ 2 %"], // 5 * 5 * 1 * 8 + 8
    ["pool (MaxPooling2D)", "[batch, 12, 12, 8]", "0", ""],
    ["flat (Flatten)", "[batch, 1152]", "0", ""],
    ["out (Dense)", "[batch, 10]", "11,530", `${"█".repeat(20)} 98 %`], // 1152 * 10 + 10
    ["total", "", "11,738", ""],
  ]);
  const bundle = await display(summary);
  deepEqual(Object.keys(bundle), ["text/html", "text/plain"]);
  match(bundle["text/plain"] as string, /^total +11,738$/m);
  model.dispose();
  equal(tf.memory().numTensors, before);
});

Deno.test("modelSummary() says how many parameters are trainable where not all are", () => {
  const model = tf.sequential({
    layers: [
      tf.layers.dense({ inputShape: [3], units: 2, trainable: false }),
      tf.layers.dense({ units: 1 }),
    ],
  });
  deepEqual(show.modelSummary(model).rows.at(-1), ["total", "", "11", "3 trainable"]);
  model.dispose();
});

Deno.test("modelSummary() shows a model without parameters", () => {
  const model = tf.sequential({ layers: [tf.layers.flatten({ inputShape: [2, 2] })] });
  deepEqual(show.modelSummary(model).rows[0].slice(1), ["[batch, 4]", "0", ""]);
});

Deno.test("modelSummary() rejects a model without layers", () => {
  throws(() => show.modelSummary(tf.sequential()), {
    name: "TypeError",
    message: "Cannot summarise the model: expected a model with layers but found none",
  });
});

Deno.test("modelSummary() shows a model in a model as a row, and what a frozen base leaves to train", () => {
  const model = transferModel();
  deepEqual(summary(model), [
    ["in (InputLayer)", "[batch, 1, 3, 1]", "0"],
    ["base (Sequential)", "[batch, 2]", "2"],
    ["conv (Dense)", "[batch, 1]", "2"],
    ["total", "", "4"],
  ]);
  model.layers[1].trainable = false;
  equal(show.modelSummary(model).rows.at(-1)![3], "2 trainable");
  model.dispose();
});

Deno.test("modelSummary() shows the shapes of a layer that is used on several sizes", () => {
  const conv = layers.conv2d({ filters: 2, kernelSize: 3, name: "conv" });
  const inputs = [9, 5, 9].map((size, index) =>
    tf.input({ shape: [size, size, 1], name: `i${index}` })
  );
  const model = tf.model({ inputs, outputs: inputs.map((input) => apply(conv, input)) });
  deepEqual(summary(model).slice(-2), [
    ["conv (Conv2D)", "[batch, 7, 7, 2] or [batch, 3, 3, 2]", "20"],
    ["total", "", "20"],
  ]);
  model.dispose();
});

Deno.test("modelSummary() counts a weight once that a layer and a model in the model share", () => {
  const shared = layers.dense({ units: 1, inputShape: [1], name: "shared" });
  const inner = tf.sequential({ layers: [shared], name: "inner" });
  const input = tf.input({ shape: [1], name: "in" });
  const model = tf.model({ inputs: input, outputs: apply(shared, apply(inner, input)) });
  deepEqual(summary(model).map(([name, , parameters]) => [name, parameters]), [
    ["in (InputLayer)", "0"],
    ["inner (Sequential)", "2"],
    ["shared (Dense)", "2"],
    ["total", "2"],
  ]);
  model.dispose();
});

Deno.test("modelSummary() shows each output of a layer", () => {
  const input = tf.input({ shape: [3, 2] });
  const [output] = layers.lstm({ units: 4, returnState: true }).apply(input) as Symbol[];
  const model = tf.model({ inputs: input, outputs: output });
  equal(summary(model)[1][1], "[batch, 4], [batch, 4], [batch, 4]");
  model.dispose();
});
