import { deepEqual, equal, match, ok, throws } from "node:assert/strict";
import { decode, Image } from "imagescript";
import * as tf from "@tensorflow/tfjs";
import { imageGrid } from "../../../lib/vis/images/image_grid.ts";
import { show } from "../../../lib/vis/mod.ts";
import { smallModel } from "./models.ts";

const { layers } = tf;

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

Deno.test("filters() rejects a layer that is not a convolution", () => {
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

Deno.test("filters() looks through a wrapper, also at a transposed convolution", () => {
  const up = layers.conv2dTranspose({ kernelSize: 1, filters: 3, name: "up" });
  const model = tf.sequential({
    layers: [layers.timeDistributed({ layer: up, inputShape: [2, 4, 4, 2], name: "each" })],
  });
  match(
    show.filters(model.layers[0]).text,
    /^6 channels of 3 filters with 2 channels each of each of /,
  );
  model.dispose();
});
