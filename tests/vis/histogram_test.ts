import { deepEqual, equal, match, ok, throws } from "node:assert/strict";
import * as tf from "@tensorflow/tfjs-core";
import "@tensorflow/tfjs-backend-cpu";
import { bins } from "../../lib/vis/statistics/bins.ts";
import { statistics } from "../../lib/vis/statistics/statistics.ts";
import { render, show } from "../../lib/vis/mod.ts";
import { deepFreeze } from "./deep_freeze.ts";
import { member } from "./member.ts";

const counts = (values: number[], maxBins: number) =>
  bins(values, maxBins).map(({ from, to, count }) => [from, to, count]);

Deno.test("bins() sorts values into ranges with round ends", () => {
  deepEqual(counts([0, 1, 2, 3, 4, 5, 6, 7, 8, 9, 10], 5), [
    [0, 2, 2],
    [2, 4, 2],
    [4, 6, 2],
    [6, 8, 2],
    [8, 10, 3], // with its upper end
  ]);
  deepEqual(counts([-0.3, 0.1, 0.3], 3), [[-0.5, 0, 1], [0, 0.5, 2]]);
});

Deno.test("bins() never makes more bins than asked for, and loses no value", () => {
  for (const maxBins of [1, 2, 3, 5, 12, 30]) {
    for (const scale of [1e-7, 0.1, 1, 3, 1e6]) {
      for (const shift of [-2, 0, 0.7, 11]) {
        const values = Array.from(
          { length: 50 },
          (_, i) => Number((scale * (shift + Math.sin(i))).toPrecision(12)),
        );
        const found = bins(values, maxBins);
        ok(found.length <= maxBins, `${found.length} of ${maxBins}`);
        equal(found.reduce((sum, { count }) => sum + count, 0), 50);
        const oracle = found.map(({ from, to }, index) =>
          values.filter((value) =>
            value >= from && (value < to || (index === found.length - 1 && value <= to))
          ).length
        );
        deepEqual(found.map(({ count }) => count), oracle);
      }
    }
  }
});

Deno.test("bins() makes one bin of equal values and none of values that are not finite", () => {
  deepEqual(counts([3, 3, NaN], 12), [[3, 3, 2]]);
  deepEqual(counts([NaN, Infinity], 12), []);
});

Deno.test("statistics() counts zeros, NaN and infinities apart", () => {
  deepEqual(statistics([0, -0, 1, NaN, Infinity, -Infinity, -5]), {
    numVals: 7,
    min: -Infinity,
    max: Infinity,
    numZeros: 2,
    numNans: 1,
    numInfs: 2,
  });
  deepEqual(statistics([NaN]), {
    numVals: 1,
    min: NaN,
    max: NaN,
    numZeros: 0,
    numNans: 1,
    numInfs: 0,
  });
});

Deno.test("histogram() draws the bins with the statistics above", () => {
  const chart = render.histogram(deepFreeze([0, 1, 1, 3.5, NaN]), { maxBins: 2 });
  deepEqual([member(chart, "x"), member(chart, "y"), member(chart, "width")], [
    [1, 3],
    [3, 1],
    [2, 2],
  ]);
  const line = "values 5 · min 0 · max 3.5 · zeros 1 · NaN 1 · Infinity 0";
  equal(chart.layout.annotations![0].text, line);
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

Deno.test("histogram() takes 12 bins at most, a colour, and given statistics or none", () => {
  const values = Array.from({ length: 120 }, (_, index) => index);
  equal((member(render.histogram(values), "x") as number[]).length, 12);
  const { color } = member(render.histogram(values, { color: "red" }), "marker") as {
    color: string;
  };
  equal(color, "red");
  const given = render.histogram(values, { stats: { numVals: 9, max: 0.5 } });
  equal(given.layout.annotations![0].text, "values 9 · max 0.5");
  equal(render.histogram(values, { stats: false }).layout.annotations, undefined);
});

Deno.test("histogram() draws values that are all equal, and none that is finite", () => {
  const equalValues = render.histogram([3, 3]);
  deepEqual([member(equalValues, "x"), member(equalValues, "width")], [[3], [1]]);
  const none = render.histogram([NaN]);
  deepEqual(member(none, "x"), []);
  equal(
    none.layout.annotations![0].text,
    "values 1 · min NaN · max NaN · zeros 0 · NaN 1 · Infinity 0",
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

Deno.test("valuesDistribution() shows a tensor's values without leaks", () => {
  const before = tf.memory().numTensors;
  const tensor = tf.tensor2d([[0, 1], [1, 3.5]]);
  const chart = show.valuesDistribution(tensor);
  deepEqual(chart.data, render.histogram([0, 1, 1, 3.5]).data);
  deepEqual(chart.layout.title, { text: "Values of shape [2, 2]" });
  tensor.dispose();
  equal(tf.memory().numTensors, before);
  throws(() => show.valuesDistribution(tensor), {
    name: "TypeError",
    message: "Cannot show the distribution of values: expected a tensor in use but found a " +
      "disposed one",
  });
});

Deno.test("bins() puts numbers whose bins doubles cannot tell apart into one", () => {
  const single = (from: number, to: number) =>
    deepEqual(bins([from, to], 12), [{ from, to, count: 2 }]);
  single(1e15, 1e15 + 1);
  single(1.7e12 + 0.1, 1.7e12 + 0.5);
  single(-1.7e308, 1.7e308);
  single(0, 5e-324);
});

Deno.test("histogram() draws numbers whose bins doubles cannot tell apart", async () => {
  for (const values of [[1e15, 1e15 + 1], [-1.7e308, 1.7e308], [0, 5e-324]]) {
    match(await render.histogram(values).toSvg(), /^<svg/);
  }
});

Deno.test("histogram() breaks the statistics on a narrow chart", () => {
  const note = (width: number) => render.histogram([1, 2], { width }).layout.annotations![0].text;
  equal(note(640), "values 2 · min 1 · max 2 · zeros 0 · NaN 0 · Infinity 0");
  equal(note(240), "values 2 · min 1 · max 2<br>zeros 0 · NaN 0 · Infinity 0");
});

Deno.test("histogram() takes options that are undefined as left out", () => {
  const { layout } = render.histogram([1], { yLabel: undefined });
  deepEqual(layout.yaxis!.title, { text: "count" });
});
