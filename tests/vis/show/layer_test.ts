import { deepEqual, equal, match, ok, throws } from "node:assert/strict";
import * as tf from "@tensorflow/tfjs";
import { show } from "../../../lib/vis/mod.ts";
import { display } from "../display.ts";
import { smallModel, transferModel } from "./models.ts";

const { layers } = tf;

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

Deno.test("layer() shows the weights of a model with the names of its layers", () => {
  const model = transferModel();
  const outer = tf.sequential({ layers: [model] });
  const names = (layer: tf.layers.Layer) => show.layer(layer).text.match(/^\S+(?= +\[)/gm);
  deepEqual(names(outer.layers[0]), ["base/conv/kernel", "conv/kernel"]);
  const cells = [1, 2].map((units) => layers.simpleRNNCell({ units }));
  const stacked = layers.rnn({ cell: layers.stackedRNNCells({ cells }), inputShape: [2, 1] });
  const recurrent = tf.sequential({ layers: [stacked] });
  const found = names(recurrent.layers[0])!;
  equal(new Set(found).size, 6);
  outer.dispose();
  recurrent.dispose();
});

Deno.test("layer() and filters() reject a layer that is not built, and one that holds several", () => {
  const loose = layers.conv2d({ filters: 1, kernelSize: 3, name: "loose" });
  for (
    const [action, call] of [["show the layer", show.layer], [
      "show filters",
      show.filters,
    ]] as const
  ) {
    throws(() => call(loose), {
      name: "TypeError",
      message: `Cannot ${action}: expected a layer of a model but found loose, ` +
        "which is not built yet",
    });
    throws(() => call("conv" as unknown as tf.layers.Layer), {
      name: "TypeError",
      message: `Cannot ${action}: expected a layer but found "conv"`,
    });
  }
  const model = transferModel();
  throws(() => show.filters(model.layers[1]), {
    name: "TypeError",
    message:
      "Cannot show filters: expected a convolution but found base, which holds several layers",
  });
  model.dispose();
});
