import { deepEqual, equal, throws } from "node:assert/strict";
import * as tf from "@tensorflow/tfjs-core";
import "@tensorflow/tfjs-backend-cpu";
import { render } from "../../lib/vis/mod.ts";
import { deepFreeze } from "./deep_freeze.ts";
import { member } from "./member.ts";
import { ticks } from "./ticks.ts";

const BARS = deepFreeze([{ index: 7, value: 3 }, { index: 1, value: 0.5 }]);

Deno.test("barchart() draws the bars in the order given, with their values", () => {
  const { data, layout, text } = render.barchart(BARS, {
    title: "Digits",
    xLabel: "class",
    yLabel: "count",
  });
  deepEqual(data, [{
    type: "bar",
    x: [7, 1],
    y: [3, 0.5],
    text: ["3", "0.5"],
    textposition: "outside",
    textangle: 0,
    constraintext: "none",
    cliponaxis: false,
  }]);
  deepEqual(layout.xaxis, { title: { text: "class" }, type: "category" });
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

Deno.test("barchart() leaves values out where there is no room for them", () => {
  const bars = Array.from({ length: 30 }, (_, index) => ({ index, value: 12_345 }));
  equal(member(render.barchart(bars), "text"), undefined);
  equal((member(render.barchart(bars, { width: 1800 }), "text") as string[])[0], "12,345");
});

Deno.test("barchart() takes one colour or one for each bar", () => {
  const colour = (color: string | string[]) => member(render.barchart(BARS, { color }), "marker");
  deepEqual(colour("red"), { color: "red" });
  deepEqual(colour(["red", "blue"]), { color: ["red", "blue"] });
  throws(() => colour(["red"]), {
    name: "TypeError",
    message: "Cannot draw a bar chart: expected 2 colours but found 1",
  });
});

Deno.test("barchart() puts bars at their numbers on a quantitative axis", () => {
  deepEqual(render.barchart(BARS, { xType: "quantitative" }).layout.xaxis, { type: "linear" });
});

Deno.test("barchart() names values that are not finite", () => {
  const chart = render.barchart([{ index: "a", value: NaN }]);
  deepEqual([member(chart, "y"), member(chart, "text")], [[0], ["NaN"]]);
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

Deno.test("barchart() names bars that are not finite where their labels have no room", () => {
  const bars = Array.from(
    { length: 60 },
    (_, index) => ({ index, value: index < 4 ? NaN : 12_345 }),
  );
  deepEqual(render.barchart(bars).layout.annotations!.map(({ text }) => text), [
    "not drawn: NaN at 0, NaN at 1, NaN at 2, … (4 bars)",
  ]);
});

Deno.test("barchart() gives bars of one index a place each", () => {
  const bars = deepFreeze([{ index: "cat", value: 1 }, { index: "cat", value: 2 }]);
  const chart = render.barchart(bars);
  deepEqual(member(chart, "x"), [0, 1]);
  deepEqual(chart.layout.xaxis!.ticktext, ["cat", "cat"]);
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
  equal(render.barchart(BARS, { xType: undefined }).layout.xaxis!.type, "category");
});
