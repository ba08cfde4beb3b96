import { deepEqual, equal, match, throws } from "node:assert/strict";
import * as tf from "@tensorflow/tfjs";
import { show } from "../../lib/vis/mod.ts";
import { display } from "./display.ts";

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
