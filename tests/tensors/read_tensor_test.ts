import { deepEqual, equal, throws } from "node:assert/strict";
import * as tf from "@tensorflow/tfjs-core";
import "@tensorflow/tfjs-backend-cpu";
import { readTensor } from "../../lib/tensors/read_tensor.ts";
import { imageGrid, render, show } from "../../lib/vis/mod.ts";

Deno.test("readTensor() returns values row by row and leaves the tensor to the caller", () => {
  const before = tf.memory().numTensors;
  const tensor = tf.tensor2d([[1, 2], [3, 4]], [2, 2], "int32");
  deepEqual(readTensor("show it", tensor), Int32Array.of(1, 2, 3, 4));
  equal(tensor.isDisposed, false);
  tensor.dispose();
  equal(tf.memory().numTensors, before);
});

Deno.test("readTensor() rejects what is not a tensor of real numbers, and a disposed one", () => {
  const text = tf.tensor1d(["a"]);
  const complex = tf.complex([1], [2]);
  const disposed = tf.tensor1d([1]);
  disposed.dispose();
  const cases: [unknown, string][] = [
    [undefined, "a tensor but found undefined"],
    [[1, 2], "a tensor but found [1, 2]"],
    [Promise.resolve(1), "a tensor but found a Promise (is an await missing?)"],
    [text, "a tensor of real numbers but found one of string"],
    [complex, "a tensor of real numbers but found one of complex64"],
    [disposed, "a tensor in use but found a disposed one"],
  ];
  for (const [value, expected] of cases) {
    throws(() => readTensor("show it", value as tf.Tensor), {
      name: "TypeError",
      message: `Cannot show it: expected ${expected}`,
    });
  }
  tf.dispose([text, complex]);
});

Deno.test("figures read matrices, and reject disposed tensors alike", () => {
  const tensor = tf.tensor2d([[1, 2, 3], [4, 5, 6]]);
  const [trace] = render.heatmap({ values: tensor }).data;
  deepEqual((trace as { z?: unknown }).z, [[1, 4], [2, 5], [3, 6]]); // `values[x][y]`
  tensor.dispose();
  const disposed = /expected a tensor in use but found a disposed one$/;
  throws(() => render.heatmap({ values: tensor }), disposed);
  throws(() => show.valuesDistribution(tensor), disposed);
  throws(() => imageGrid(tensor), disposed);
});
