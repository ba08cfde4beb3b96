import { deepEqual, equal, match, throws } from "node:assert/strict";
import * as tf from "@tensorflow/tfjs";
import { show } from "../../../lib/vis/mod.ts";
import { display } from "../display.ts";
import { apply, ones, smallModel, transferModel } from "./models.ts";

const { layers } = tf;

type Symbol = tf.SymbolicTensor;

const headings = (text: string) =>
  text.split("\n\n").map((part) => part.slice(0, part.indexOf(" [")));

const summary = (model: tf.LayersModel) =>
  show.modelSummary(model).rows.map(([name, shape, parameters]) => [name, shape, parameters]);

Deno.test("activations() shows what each layer gives, without leaks", async () => {
  const model = smallModel();
  const input = tf.tensor3d([[[1], [2], [5]]]);
  const before = tf.memory().numTensors;
  const shown = show.activations(model, input);
  // Filter 0 gives 1 and 2; filter 1 gives -2 + 2 + 0.5 = 0.5 and -4 + 5 + 0.5 = 1.5.
  equal(
    shown.text,
    "conv [1, 2, 2]: 0.5 to 2 · zero 0 %\n1, 0.5, 2, 1.5\n\n" +
      "flat [4]: 0.5 to 2 · zero 0 %\n1, 0.5, 2, 1.5\n\n" +
      "sum [1]: 5 to 5 · zero 0 %\n5",
  );
  const html = (await display(shown))["text/html"] as string;
  equal(html.match(/src="data:image\/png;base64,/g)!.length, 3);
  equal(tf.memory().numTensors, before);
  input.dispose();
  model.dispose();
});

Deno.test("activations() takes the batch axis and chosen layers", () => {
  const model = smallModel();
  const input = tf.tensor4d([1, 2, 5], [1, 1, 3, 1]);
  match(show.activations(model, input, { layers: ["sum"] }).text, /^sum \[1\]: 5 to 5/);
  input.dispose();
  model.dispose();
});

Deno.test("activations() rejects inputs and layers that the model does not have", () => {
  const model = smallModel();
  const input = tf.zeros([1, 3, 1]);
  throws(() => show.activations(model, input, { layers: ["cnv"] }), {
    name: "RangeError",
    message: "Cannot show activations: expected a layer of conv, flat, sum but found " +
      '"cnv" (did you mean conv?)',
  });
  input.dispose();
  throws(() => show.activations(model, input), {
    name: "TypeError",
    message: "Cannot show activations: expected a tensor in use but found a disposed one",
  });
  const two = tf.zeros([2, 1, 3, 1]);
  throws(() => show.activations(model, two), {
    name: "TypeError",
    message: "Cannot show activations: expected one input of shape [1, 3, 1] " +
      "but found [2, 1, 3, 1]",
  });
  two.dispose();
  model.dispose();
});

Deno.test("activations() rejects too few inputs and an empty list of layers", () => {
  const inputs = [tf.input({ shape: [1] }), tf.input({ shape: [1] })];
  const sum = tf.layers.add().apply(inputs) as tf.SymbolicTensor;
  const model = tf.model({ inputs, outputs: sum });
  const one = smallModel();
  const input = tf.zeros([1, 3, 1]);
  throws(() => show.activations(model, input), {
    name: "TypeError",
    message: "Cannot show activations: expected 2 inputs in a list but found 1",
  });
  throws(() => show.activations(one, input, { layers: [] }), {
    name: "TypeError",
    message: "Cannot show activations: expected at least one layer but found none",
  });
  tf.dispose([input]);
  one.dispose();
});

Deno.test("activations() takes any size where the model leaves it open, without leaks", () => {
  const conv = tf.layers.conv2d({
    kernelSize: 1,
    filters: 1,
    inputShape: [null, null, 1],
    kernelInitializer: "ones",
    name: "conv",
  });
  const model = tf.sequential({ layers: [conv] });
  const input = tf.tensor3d([[[1], [2]]]);
  const before = tf.memory().numTensors;
  equal(show.activations(model, input).text, "conv [1, 2, 1]: 1 to 2 · zero 0 %\n1, 2");
  equal(tf.memory().numTensors, before);
  const flat = tf.zeros([2]);
  throws(() => show.activations(model, flat), {
    name: "TypeError",
    message: "Cannot show activations: expected one input of shape [any, any, 1] but found [2]",
  });
  tf.dispose([input, flat]);
  model.dispose();
});

Deno.test("activations() shows a base model in a model, with its layers, without leaks", () => {
  const model = transferModel();
  const input = tf.tensor3d([[[1], [2], [5]]]);
  const before = tf.memory().numTensors;
  equal(
    show.activations(model, input).text,
    "in [1, 3, 1]: 1 to 5 · zero 0 %\n1, 2, 5\n\n" +
      "base/conv [1, 2, 1]: 3 to 7 · zero 0 %\n3, 7\n\n" +
      "base/flat [2]: 3 to 7 · zero 0 %\n3, 7\n\n" +
      "base [2]: 3 to 7 · zero 0 %\n3, 7\n\n" +
      "conv [1]: 10 to 10 · zero 0 %\n10",
  );
  const chosen = show.activations(model, input, { layers: ["conv", "base/conv"] });
  deepEqual(headings(chosen.text), ["conv", "base/conv"]); // in the order asked for
  throws(() => show.activations(model, input, { layers: ["base/con"] }), {
    name: "RangeError",
    message: "Cannot show activations: expected a layer of in, base/conv, base/flat, base, conv " +
      'but found "base/con" (did you mean base/conv?)',
  });
  equal(tf.memory().numTensors, before);
  input.dispose();
  model.dispose();
});

Deno.test("activations() shows each use of a layer, in this model only", () => {
  const double = layers.dense({ units: 2, name: "double", ...ones });
  const input = tf.input({ shape: [2], name: "in" });
  const model = tf.model({ inputs: input, outputs: apply(double, apply(double, input)) });
  const other = tf.input({ shape: [2] });
  const once = tf.model({ inputs: other, outputs: apply(double, other) });
  const values = tf.tensor1d([1, 2]);
  equal(
    show.activations(model, values, { layers: ["double"] }).text,
    "double (use 1 of 2) [2]: 3 to 3 · zero 0 %\n3, 3\n\n" +
      "double (use 2 of 2) [2]: 6 to 6 · zero 0 %\n6, 6",
  );
  match(show.activations(once, values).text, /\n\ndouble \[2\]: 3 to 3 /);
  values.dispose();
  model.dispose();
});

Deno.test("activations() takes several inputs, and shows every output", () => {
  const inputs = [tf.input({ shape: [2], name: "a" }), tf.input({ shape: [1], name: "b" })];
  const both = apply(layers.concatenate({ name: "both" }), inputs);
  const sum = layers.dense({ units: 1, name: "sum", ...ones });
  const inner = tf.model({ inputs, outputs: [both, apply(sum, both)], name: "inner" });
  const outer = [tf.input({ shape: [2], name: "a" }), tf.input({ shape: [1], name: "b" })];
  const model = tf.model({ inputs: outer, outputs: inner.apply(outer) as Symbol[] });
  const given = [tf.tensor1d([1, 2]), tf.tensor2d([[4]])];
  const before = tf.memory().numTensors;
  const shown = show.activations(model, given).text;
  deepEqual(headings(shown), [
    "a",
    "b",
    "inner/a",
    "inner/b",
    "inner/both",
    "inner/sum",
    "inner (output 1 of 2)",
    "inner (output 2 of 2)",
  ]);
  match(shown, /inner \(output 1 of 2\) \[3\]: 1 to 4 · zero 0 %\n1, 2, 4\n/);
  match(shown, /inner \(output 2 of 2\) \[1\]: 7 to 7 · zero 0 %\n7$/);
  throws(() => show.activations(model, [given[0]]), {
    name: "TypeError",
    message: "Cannot show activations: expected 2 inputs in a list but found 1",
  });
  throws(() => show.activations(model, [given[1], given[0]]), {
    name: "TypeError",
    message: "Cannot show activations: expected input 0 of shape [2] but found [1, 1]",
  });
  equal(tf.memory().numTensors, before);
  tf.dispose(given);
  model.dispose();
});

Deno.test("activations() shows models inside models inside models, used twice", () => {
  const scale = tf.sequential({
    name: "scale",
    layers: [layers.dense({ units: 1, inputShape: [1], name: "d", kernelInitializer: "ones" })],
  });
  scale.setWeights([tf.tensor2d([[2]]), tf.tensor1d([0])]);
  const middle = tf.input({ shape: [1], name: "m" });
  const twice = tf.model({
    inputs: middle,
    outputs: apply(scale, apply(scale, middle)),
    name: "twice",
  });
  const input = tf.input({ shape: [1], name: "in" });
  const model = tf.model({ inputs: input, outputs: apply(twice, input) });
  const one = tf.tensor1d([3]);
  deepEqual(
    show.activations(model, one).text.split("\n\n").map((part) =>
      part.replace(/ \[1\]:.*\n/, " = ")
    ),
    [
      "in = 3",
      "twice/m = 3",
      "twice/scale (use 1 of 2)/d = 6",
      "twice/scale (use 1 of 2) = 6",
      "twice/scale (use 2 of 2)/d = 12",
      "twice/scale (use 2 of 2) = 12",
      "twice = 12",
    ],
  );
  one.dispose();
  model.dispose();
});

Deno.test("activations() shows a model that is the first layer of a sequential one", () => {
  const base = tf.sequential({
    name: "base",
    layers: [layers.dense({ units: 1, inputShape: [2], name: "d", ...ones })],
  });
  const model = tf.sequential({
    layers: [base, layers.dense({ units: 1, name: "e", ...ones })],
  });
  const input = tf.tensor1d([1, 2]);
  deepEqual(headings(show.activations(model, input).text), ["base/d", "base", "e"]);
  deepEqual(summary(model).map(([name, shape]) => [name, shape]), [
    ["base (Sequential)", "[batch, 1]"],
    ["e (Dense)", "[batch, 1]"],
    ["total", ""],
  ]);
  // TensorFlow.js can make this one, but not run it.
  const twice = tf.sequential({ layers: [base, layers.dense({ units: 1, name: "d" })] });
  equal(summary(twice).length, 3);
  throws(() => show.activations(twice, input), {
    message: "Cannot show activations: expected a model that takes this input but found: " +
      'The name "d" is used 2 times in the model. All layer names should be unique. ' +
      'Layer names: ["d_input","d","d"]',
  });
  input.dispose();
  model.dispose();
});

Deno.test("activations() shows recurrent layers, wrappers, and the states that are returned", () => {
  const input = tf.input({ shape: [3, 2], name: "in" });
  const both = layers.bidirectional({
    layer: layers.gru({ units: 1, returnSequences: true }) as tf.RNN,
    mergeMode: "concat",
    name: "both",
  });
  const each = layers.timeDistributed({ layer: layers.dense({ units: 4 }), name: "each" });
  const last = layers.lstm({ units: 2, returnState: true, name: "last" });
  const [output] = last.apply(apply(each, apply(both, input))) as Symbol[];
  const model = tf.model({ inputs: input, outputs: output });
  const zeros = tf.zeros([3, 2]);
  const before = tf.memory().numTensors;
  deepEqual(show.activations(model, zeros).text.match(/^[a-z].* \[.*\]/gm), [
    "in [3, 2]",
    "both [3, 2]",
    "each [3, 4]",
    "last (output 1 of 3) [2]",
    "last (output 2 of 3) [2]",
    "last (output 3 of 3) [2]",
  ]);
  equal(tf.memory().numTensors, before);
  match(
    show.layer(both).text,
    /\nforward_gru_GRU\d+\/kernel .*\n(.*\n){2}backward_gru_GRU\d+\/kernel /,
  );
  match(show.layer(each).text, /\nkernel +\[2, 4\]/);
  zeros.dispose();
  model.dispose();
});

Deno.test("activations() names the model's own error", () => {
  const model = tf.sequential({
    layers: [layers.embedding({ inputDim: 2, outputDim: 1, inputShape: [1] })],
  });
  const outside = tf.tensor1d([5]);
  const before = tf.memory().numTensors;
  throws(() => show.activations(model, outside), {
    message: /^Cannot show activations: expected a model that takes this input but found: .*index/,
  });
  equal(tf.memory().numTensors, before);
  outside.dispose();
  model.dispose();
});

Deno.test("activations() and modelSummary() leave TensorFlow.js's numbering of names alone", () => {
  const model = transferModel();
  const input = tf.zeros([1, 3, 1]);
  const first = tf.sequential().name;
  const given = tf.input({ shape: [1] });
  const number = (name: string) => Number(name.match(/\d+$/));
  const modelName = () => tf.model({ inputs: given, outputs: given }).name;
  const firstModel = modelName();
  show.activations(model, input);
  show.modelSummary(model);
  equal(number(modelName()), number(firstModel) + 1);
  equal(number(tf.sequential().name), number(first) + 1);
  input.dispose();
  model.dispose();
});

Deno.test("activations(), layer() and modelSummary() reject a disposed model without weights", () => {
  const model = tf.sequential({ layers: [layers.flatten({ inputShape: [2, 1], name: "flat" })] });
  model.predict(tf.zeros([1, 2, 1]));
  model.dispose();
  const input = tf.zeros([2, 1]);
  const rejects = (action: string, call: () => unknown) =>
    throws(call, {
      name: "TypeError",
      message: `Cannot ${action}: expected a layer in use but found flat, which is disposed`,
    });
  rejects("show activations", () => show.activations(model, input));
  rejects("show the layer", () => show.layer(model.layers[0]));
  rejects("summarise the model", () => show.modelSummary(model));
  input.dispose();
});
