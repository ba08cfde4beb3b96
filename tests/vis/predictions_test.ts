import { deepEqual, equal, throws } from "node:assert/strict";
import * as tf from "@tensorflow/tfjs-core";
import "@tensorflow/tfjs-backend-cpu";
import { show } from "../../lib/vis/mod.ts";
import { deepFreeze } from "./deep_freeze.ts";
import { member } from "./member.ts";

const IMAGES = deepFreeze([[[0, 1]], [[0.2, 0]]]);
const PROBABILITIES = deepFreeze([[0.25, 0.75], [0.9, 0.1]]);

Deno.test("predictions() puts each image beside the bars of its classes", () => {
  const shown = show.predictions(IMAGES, PROBABILITIES, { labels: [0, 0] });
  const types = shown.data.map(({ type }) => type);
  deepEqual(types, ["heatmap", "bar", "heatmap", "bar"]);
  deepEqual([member(shown, "z", 0), member(shown, "z", 2)], [[[0, 255]], [[51, 0]]]);
  deepEqual([member(shown, "x", 1), member(shown, "y", 1)], [["0", "1"], [0.25, 0.75]]);
  // The first prediction is wrong: green for the label, red for the prediction.
  deepEqual(member(shown, "marker", 1), { color: ["#009E73", "#D55E00"] });
  deepEqual(member(shown, "marker", 3), { color: ["#0072B2", "#999999"] });
  deepEqual(shown.layout.annotations!.map(({ text }) => text), ["1 (75 %), is 0", "0 (90 %)"]);
  equal(
    shown.text,
    "image  prediction      0     1\n0      1 (75 %), is 0  0.25  0.75\n1      0 (90 %)        0.9   0.1",
  );
});

Deno.test("predictions() reads tensors without leaks", () => {
  const before = tf.memory().numTensors;
  const images = tf.tensor3d([[[0, 1]], [[0.2, 0]]]);
  const probabilities = tf.tensor2d([[0.25, 0.75], [0.5, 0.5]]);
  const shown = show.predictions(images, probabilities, { classNames: ["cat", "dog"] });
  deepEqual(member(shown, "z", 0), [[0, 255]]);
  deepEqual(shown.layout.annotations!.map(({ text }) => text), ["dog (75 %)", "cat (50 %)"]);
  tf.dispose([images, probabilities]);
  equal(tf.memory().numTensors, before);
});

Deno.test("predictions() shows colours as their brightness", () => {
  deepEqual(member(show.predictions([[[[1, 0.5, 0]]]], [[1]]), "z"), [[128]]);
});

Deno.test("predictions() rejects what does not fit together", () => {
  const rejects = (
    probabilities: number[][],
    options: Parameters<typeof show.predictions>[2],
    name: string,
    message: string,
  ) =>
    throws(() => show.predictions(IMAGES, probabilities, options), {
      name,
      message: `Cannot show predictions: ${message}`,
    });
  rejects([[1]], {}, "TypeError", "expected 2 rows of probabilities but found 1");
  rejects([[1], [0, 1]], {}, "TypeError", "expected 1 values in row 1 but found 2");
  rejects([[1], [1]], { classNames: [] }, "TypeError", "expected 1 classNames but found 0");
  rejects([[1], [1]], { labels: [0] }, "TypeError", "expected 2 labels but found 1");
  rejects(
    [[1], [1]],
    { labels: [0, 1] },
    "RangeError",
    "expected labels from 0 to 0 but found 1 at index 1",
  );
  rejects(
    [[1], [NaN]],
    {},
    "RangeError",
    "expected probabilities from 0 to 1 but found NaN in row 1",
  );
  throws(() => show.predictions(Array(21).fill([[0]]), Array(21).fill([1])), {
    name: "RangeError",
    message: "Cannot show predictions: expected at most 20 images but found 21",
  });
});

Deno.test("predictions() rejects a probability that is missing", () => {
  throws(() => show.predictions([[[0]]], [[1, undefined as unknown as number]]), {
    name: "TypeError",
    message: "Cannot show predictions: expected numbers in row 0 but found undefined",
  });
});
