import { deepEqual, equal, match, throws } from "node:assert/strict";
import * as tf from "@tensorflow/tfjs-core";
import "@tensorflow/tfjs-backend-cpu";
import { render, show } from "../../../lib/vis/mod.ts";
import { deepFreeze } from "../deep_freeze.ts";

Deno.test("histogram() tells the bins and the statistics", () => {
  const chart = render.histogram(deepFreeze([0, 1, 1, 3.5, NaN]), { maxBins: 2 });
  const line = "values 5 · min 0 · max 3.5 · zeros 1 · NaN 1 · Infinity 0";
  equal(chart.text, `${line}\nfrom  to  count\n0     2   3\n2     4   1`);
});

Deno.test("histogram() reads lists, typed arrays and objects alike", () => {
  const { data } = render.histogram([1, 2, 2]);
  deepEqual(render.histogram(Float32Array.of(1, 2, 2)).data, data);
  deepEqual(render.histogram([{ value: 1 }, { value: 2 }, { value: 2 }]).data, data);
});

Deno.test("histogram() and valuesDistribution() read tensors of any shape and lists, without leaks", () => {
  const before = tf.memory().numTensors;
  const { data } = render.histogram([1, 2, 2, 5]);
  const tensors = [tf.tensor2d([[1, 2], [2, 5]]), tf.tensor1d([1, 2, 2, 5], "int32")];
  for (const values of [...tensors, [1, 2, 2, 5]]) {
    deepEqual(render.histogram(values).data, data);
    deepEqual(show.valuesDistribution(values).data, data);
  }
  tf.dispose(tensors);
  equal(tf.memory().numTensors, before);
  const texts = tf.tensor1d(["a"]);
  throws(() => render.histogram(texts), {
    name: "TypeError",
    message: "Cannot draw a histogram: expected a tensor of real numbers but found one of string",
  });
  texts.dispose();
  throws(() => render.histogram(Promise.resolve([1]) as unknown as number[]), {
    name: "TypeError",
    message: "Cannot draw a histogram: expected values in a list or a tensor but found a Promise " +
      "(is an await missing?)",
  });
});

Deno.test("histogram() names the option that was meant, and statistics that are none", () => {
  const rejects = (options: Record<string, unknown>, message: string) =>
    throws(() => render.histogram([1], options), {
      name: "TypeError",
      message: `Cannot draw a histogram: ${message}`,
    });
  rejects(
    { maxbin: 3 },
    "expected options of maxBins, xLabel, yLabel, title, width, height, xType, yType, color, " +
      'stats, fontSize but found "maxbin" (did you mean maxBins?)',
  );
  rejects({ title: 3 }, "expected title to be a text but found 3");
  rejects(
    { stats: true },
    "expected stats as in { max: 0.5 }, or false, but found true",
  );
  rejects(
    { stats: { mx: 1 } },
    "expected stats of max, min, numVals, numNans, numInfs, numZeros " +
      'but found "mx" (did you mean max?)',
  );
  throws(() => render.histogram([1], { xType: "ordnal" as "ordinal" }), {
    name: "RangeError",
    message: "Cannot draw a histogram: expected xType of quantitative, ordinal, nominal " +
      'but found "ordnal" (did you mean ordinal?)',
  });
});

Deno.test("histogram() has 12 bins at most, and given statistics or none", () => {
  const values = Array.from({ length: 120 }, (_, index) => index);
  const lines = (options?: Parameters<typeof render.histogram>[1]) =>
    render.histogram(values, options).text.split("\n");
  equal(lines().length, 2 + 12);
  equal(lines({ stats: { numVals: 9, max: 0.5 } })[0], "values 9 · max 0.5");
  match(lines({ stats: false })[0], /^from +to +count$/);
});

Deno.test("histogram() takes values that are all equal, and none that is finite", () => {
  match(render.histogram([3, 3]).text, /\n3 +3 +2$/);
  match(
    render.histogram([NaN]).text,
    /^values 1 · min NaN · max NaN · zeros 0 · NaN 1 · Infinity 0\nfrom +to +count$/,
  );
});

Deno.test("histogram() rejects malformed data", () => {
  throws(() => render.histogram([]), {
    name: "TypeError",
    message: "Cannot draw a histogram: expected at least one value but found none",
  });
  throws(() => render.histogram(JSON.parse('[1, "2"]')), {
    name: "TypeError",
    message: 'Cannot draw a histogram: expected a number at index 1 but found "2"',
  });
  throws(() => render.histogram([1], { maxBins: 0 }), {
    name: "RangeError",
    message: "Cannot draw a histogram: expected maxBins to be a whole number from 1 to 1000 " +
      "but found 0",
  });
});

Deno.test("histogram() draws numbers whose bins doubles cannot tell apart", async () => {
  for (const values of [[1e15, 1e15 + 1], [-1.7e308, 1.7e308], [0, 5e-324]]) {
    match(await render.histogram(values).toSvg(), /^<svg/);
  }
});

Deno.test("histogram() takes options that are undefined as left out", () => {
  deepEqual(render.histogram([1], { yLabel: undefined }).layout, render.histogram([1]).layout);
});
