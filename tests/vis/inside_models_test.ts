import { deepEqual, equal, match, ok, throws } from "node:assert/strict";
import { decode, Image } from "imagescript";
import * as tf from "@tensorflow/tfjs";
import { channelImages, filterImages } from "../../lib/vis/images/channels.ts";
import { imageGrid } from "../../lib/vis/images/image_grid.ts";
import { show } from "../../lib/vis/mod.ts";
import { display } from "./display.ts";

/** A convolution of two 1 × 2 filters with known weights, then a sum of all its values. */
function smallModel() {
  const kernel = tf.tensor4d([1, -2, 0, 1], [1, 2, 1, 2]); // filter 0: [1, 0], filter 1: [-2, 1]
  const bias = tf.tensor1d([0, 0.5]);
  const model = tf.sequential({
    layers: [
      tf.layers.conv2d({
        kernelSize: [1, 2],
        filters: 2,
        inputShape: [1, 3, 1],
        activation: "relu",
        name: "conv",
      }),
      tf.layers.flatten({ name: "flat" }),
      tf.layers.dense({ units: 1, name: "sum", kernelInitializer: "ones" }),
    ],
  });
  model.layers[0].setWeights([kernel, bias]);
  tf.dispose([kernel, bias]);
  return model;
}

Deno.test("filterImages() takes a kernel apart, with 0 in the middle of the scale", () => {
  // Values in the order [y, x, channel, filter]: filter 0 is [1, 0] and filter 1 is [-2, 1].
  deepEqual(filterImages([1, -2, 0, 1], [1, 2, 1, 2]), [[[[0.75, 0.5]]], [[[0, 0.75]]]]);
  deepEqual(filterImages([0, 0], [1, 1, 2, 1]), [[[[0.5]], [[0.5]]]]);
});

Deno.test("channelImages() takes a feature map apart on one scale", () => {
  deepEqual(channelImages([0, 4, 1, 2], [1, 2, 2]), [[[0, 0.25]], [[1, 0.5]]]);
  deepEqual(channelImages([3, 3], [1, 2, 1]), [[[0, 0]]]);
  deepEqual(channelImages([NaN, 1, 2], [1, 3, 1]), [[[0, 0, 1]]]);
});

Deno.test("filters() shows each filter of a convolution, without leaks", async () => {
  const model = smallModel();
  const before = tf.memory().numTensors;
  const grid = show.filters(model.layers[0]);
  equal(
    grid.text,
    "2 of 2 filters of conv of 1 × 2 pixels, weights -2 to 1: 0, 1",
  );
  const expected = imageGrid([[[0.75, 0.5]], [[0, 0.75]]], { captions: ["0", "1"] });
  deepEqual(await grid.toPng(), await expected.toPng());
  equal(tf.memory().numTensors, before);
  model.dispose();
});

Deno.test("filters() shows filters of several channels in rows", async () => {
  const model = tf.sequential({
    layers: [tf.layers.conv2d({ kernelSize: 1, filters: 3, inputShape: [2, 2, 2], name: "c" })],
  });
  const grid = show.filters(model.layers[0]);
  match(grid.text, /^6 channels of 3 filters with 2 channels each of c of .*: 0\.0, 0\.1, 1\.0/);
  const image = await decode(await grid.toPng());
  ok(image instanceof Image && image.height > image.width); // three rows of two
  model.dispose();
});

Deno.test("filters() rejects a layer that is no convolution", () => {
  const model = smallModel();
  throws(() => show.filters(model.layers[1]), {
    name: "TypeError",
    message: "Cannot show filters: expected a convolution but found flat, which has no weights",
  });
  throws(() => show.filters(model.layers[2]), {
    name: "TypeError",
    message: "Cannot show filters: expected the kernel of sum of shape [any, any, any, any] " +
      "but found [4, 1]",
  });
  model.dispose();
});

Deno.test("layer() shows a layer's weights as a table and histograms, without leaks", async () => {
  const model = smallModel();
  const before = tf.memory().numTensors;
  const shown = show.layer(model.layers[0]);
  const [title, headers, kernel, bias] = shown.text.split("\n").map((line) => line.split(/ {2,}/));
  deepEqual(title, ["conv (Conv2D)"]);
  deepEqual(headers, ["weight", "shape", "values", "min", "max", "zeros", "NaN", "Infinity"]);
  deepEqual(kernel, ["kernel", "[1, 2, 1, 2]", "4", "-2", "1", "1", "0", "0"]);
  deepEqual(bias, ["bias", "[2]", "2", "0", "0.5", "1", "0", "0"]);
  match(shown.text, /\n\nkernel\nfrom +to +count\n/);
  const bundle = await display(shown);
  deepEqual(Object.keys(bundle), ["text/html", "text/plain"]);
  equal((bundle["text/html"] as string).match(/src="data:image\/svg\+xml;base64,/g)!.length, 2);
  equal(tf.memory().numTensors, before);
  model.dispose();
});

Deno.test("layer() counts NaN and Infinity", () => {
  const model = smallModel();
  const weights = [tf.tensor4d([NaN, Infinity, 0, 1], [1, 2, 1, 2]), tf.tensor1d([0, 1])];
  model.layers[0].setWeights(weights);
  tf.dispose(weights);
  match(show.layer(model.layers[0]).text, /kernel +\[1, 2, 1, 2\] +4 +0 +Infinity +1 +1 +1\n/);
  model.dispose();
});

Deno.test("layer() shows a layer without weights", async () => {
  const model = smallModel();
  const shown = show.layer(model.layers[1]);
  match(shown.text, /^flat \(Flatten\) has no weights\nweight +shape/);
  match((await display(shown))["text/html"] as string, /<b>flat \(Flatten\) has no weights<\/b>/);
  model.dispose();
});

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

Deno.test("layer(), filters() and activations() reject a model that has been disposed of", () => {
  const model = smallModel();
  model.dispose();
  const input = tf.zeros([1, 3, 1]);
  const rejects = (action: string, call: () => unknown) =>
    throws(call, {
      name: "TypeError",
      message: `Cannot ${action}: expected a layer in use but found conv, which is disposed`,
    });
  rejects("show the layer", () => show.layer(model.layers[0]));
  rejects("show filters", () => show.filters(model.layers[0]));
  rejects("show activations", () => show.activations(model, input));
  input.dispose();
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

Deno.test("filters() tells filters and channels of a transposed convolution apart", async () => {
  const model = tf.sequential({
    layers: [tf.layers.conv2dTranspose({
      kernelSize: [1, 2],
      filters: 2,
      inputShape: [1, 1, 1],
      name: "up",
    })],
  });
  // Values in the order [y, x, filter, channel]: filter 0 is [1, 0] and filter 1 is [-2, 1].
  const weights = [tf.tensor4d([1, -2, 0, 1], [1, 2, 2, 1]), tf.tensor1d([0, 0])];
  model.layers[0].setWeights(weights);
  const before = tf.memory().numTensors;
  const grid = show.filters(model.layers[0]);
  match(grid.text, /^2 of 2 filters of up of 1 × 2 pixels, weights -2 to 1: 0, 1$/);
  const expected = imageGrid([[[0.75, 0.5]], [[0, 0.75]]], { captions: ["0", "1"] });
  deepEqual(await grid.toPng(), await expected.toPng());
  equal(tf.memory().numTensors, before);
  tf.dispose(weights);
  model.dispose();
});

Deno.test("layer() and activations() give their pictures a text", async () => {
  const model = smallModel();
  const input = tf.zeros([1, 3, 1]);
  for (const shown of [show.layer(model.layers[0]), show.activations(model, input)]) {
    const html = (await display(shown))["text/html"] as string;
    const images = html.match(/<img [^>]*>/g)!;
    ok(images.every((image) => /alt="[^"]+"/.test(image)), images[0].slice(-80));
  }
  input.dispose();
  model.dispose();
});
