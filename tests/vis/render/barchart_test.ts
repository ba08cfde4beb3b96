import { deepEqual, equal, throws } from "node:assert/strict";
import * as tf from "@tensorflow/tfjs-core";
import "@tensorflow/tfjs-backend-cpu";
import { render } from "../../../lib/vis/mod.ts";
import { deepFreeze } from "../deep_freeze.ts";
import { member } from "../member.ts";
import { ticks } from "../ticks.ts";

const BARS = deepFreeze([{ index: 7, value: 3 }, { index: 1, value: 0.5 }]);

Deno.test("barchart() tells the bars in the order given, with their values", () => {
  const { text } = render.barchart(BARS, {
    title: "Digits",
    xLabel: "class",
    yLabel: "count",
  });
  equal(text, "Digits\nclass  count\n7      3\n1      0.5");
});

Deno.test("barchart() numbers the bars of heights alone, in a list or a tensor, without leaks", () => {
  const before = tf.memory().numTensors;
  const { data } = render.barchart([{ index: 0, value: 3 }, { index: 1, value: 0.5 }]);
  const heights = tf.tensor1d([3, 0.5]);
  for (const bars of [[3, 0.5], Float32Array.of(3, 0.5), heights]) {
    deepEqual(render.barchart(bars).data, data);
  }
  const matrix = tf.tensor2d([[1, 2]]);
  throws(() => render.barchart(matrix as unknown as tf.Tensor1D), {
    name: "TypeError",
    message: "Cannot draw a bar chart: expected bars of shape [any] but found [1, 2]",
  });
  tf.dispose([heights, matrix]);
  equal(tf.memory().numTensors, before);
});

Deno.test("barchart() draws more bars than a function takes arguments", () => {
  const heights = new Float32Array(200_000).fill(1);
  equal((member(render.barchart(heights), "y") as number[]).length, 200_000);
});

Deno.test("barchart() rejects colours that are not one for each bar", () => {
  throws(() => render.barchart(BARS, { color: ["red"] }), {
    name: "TypeError",
    message: "Cannot draw a bar chart: expected 2 colours but found 1",
  });
});

Deno.test("barchart() names values that are not finite", () => {
  const chart = render.barchart([{ index: "a", value: NaN }]);
  equal(chart.text, "index  value\na      NaN");
});

Deno.test("barchart() rejects malformed bars", () => {
  throws(() => render.barchart([]), {
    name: "TypeError",
    message: "Cannot draw a bar chart: expected at least one bar but found none",
  });
  throws(() => render.barchart(JSON.parse('[{ "index": 1, "value": "3" }]')), {
    name: "TypeError",
    message: "Cannot draw a bar chart: expected a bar { index, value } at index 0 " +
      'but found { index: 1, value: "3" }',
  });
});

Deno.test("barchart() gives bars of one index a place each", () => {
  const bars = deepFreeze([{ index: "cat", value: 1 }, { index: "cat", value: 2 }]);
  equal(render.barchart(bars).text, "index  value\ncat    1\ncat    2");
  // To Plotly these two are one place.
  const mixed = render.barchart([{ index: 1, value: 1 }, { index: "1", value: 2 }]);
  deepEqual(member(mixed, "x"), [0, 1]);
  throws(() => render.barchart(bars, { xType: "ordinal" }), {
    name: "RangeError",
    message: "Cannot draw a bar chart: expected each index once on an axis that is ordinal " +
      'but found "cat" again',
  });
});

Deno.test("barchart() puts numbers on an ordinal axis in rising order", async () => {
  const bars = [10, 9, 100].map((index) => ({ index, value: 1 }));
  deepEqual(await ticks(render.barchart(bars, { xType: "ordinal" }), "x"), ["9", "10", "100"]);
});

Deno.test("barchart() takes options that are undefined as left out", () => {
  deepEqual(render.barchart(BARS, { xType: undefined }).layout, render.barchart(BARS).layout);
});
