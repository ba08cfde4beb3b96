import { deepEqual, equal, match, throws } from "node:assert/strict";
import * as tf from "@tensorflow/tfjs-core";
import "@tensorflow/tfjs-backend-cpu";
import { render, show } from "../../../lib/vis/mod.ts";

Deno.test("valuesDistribution() shows a tensor's values without leaks", () => {
  const before = tf.memory().numTensors;
  const tensor = tf.tensor2d([[0, 1], [1, 3.5]]);
  const chart = show.valuesDistribution(tensor);
  deepEqual(chart.data, render.histogram([0, 1, 1, 3.5]).data);
  match(chart.text, /^Values of shape \[2, 2\]\n/);
  tensor.dispose();
  equal(tf.memory().numTensors, before);
  throws(() => show.valuesDistribution(tensor), {
    name: "TypeError",
    message: "Cannot show the distribution of values: expected a tensor in use but found a " +
      "disposed one",
  });
});
