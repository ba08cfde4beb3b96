import { deepEqual, equal, throws } from "node:assert/strict";
import * as tf from "@tensorflow/tfjs-core";
import "@tensorflow/tfjs-backend-cpu";
import { show } from "../../../lib/vis/mod.ts";
import { deepFreeze } from "../deep_freeze.ts";
import { member } from "../member.ts";

const IMAGES = deepFreeze([[[0, 1]], [[0.2, 0]]]);

const PROBABILITIES = deepFreeze([[0.25, 0.75], [0.9, 0.1]]);

Deno.test("predictions() tells the prediction for each image, and the label where it is another", () => {
  const shown = show.predictions(IMAGES, PROBABILITIES, { labels: [0, 0] });
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
  const lists = show.predictions(IMAGES, [[0.25, 0.75], [0.5, 0.5]], {
    classNames: ["cat", "dog"],
  });
  deepEqual([shown.data, shown.text], [lists.data, lists.text]);
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
