/**
 * Every function of `convbook/vis` with what should not be handed to it, at each of its arguments and
 * at each member of those: it gives something to show, or says what it cannot do. The kernel does not
 * check types, so a notebook gets no other warning.
 */
import { deepEqual, equal, ok } from "node:assert/strict";
import * as tf from "@tensorflow/tfjs";
import * as vis from "../../lib/vis/mod.ts";

const POINT = { x: 1, y: 2 };
const DIGITS = {
  testCount: 1,
  testRows: [0],
  pixels: () => new Uint8Array(784),
  label: () => 7,
};
const MISTAKE = { row: 0, label: 7, prediction: 1, probability: 0.9 };
const MODEL = tf.sequential({
  layers: [tf.layers.conv2d({ kernelSize: 1, filters: 1, inputShape: [2, 2, 1], name: "conv" })],
});
const CHART = { title: "T", width: 300, height: 200, xLabel: "x", yLabel: "y", fontSize: 12 };
const AXES = { xType: "ordinal", yType: "ordinal" };
const XY = {
  xAxisDomain: [0, 1],
  yAxisDomain: [0, 1],
  zoomToFit: true,
  seriesColors: ["red"],
};

/** Arguments that are right, with every option, for each function. */
const RIGHT: Record<string, unknown[]> = {
  figure: [{
    data: [{ type: "scatter", y: [1, 2] }],
    layout: { width: 300, images: [] },
    text: "t",
  }],
  imageGrid: [[[[0, 1], [1, 0]]], { captions: ["a"], columns: 1, scale: 2, title: "images" }],
  showExamples: [DIGITS, 1],
  "metrics.accuracy": [[0, 1], [0, 1]],
  "metrics.confusionMatrix": [[0, 1], [0, 1], 2, [1, 1]],
  "metrics.perClassAccuracy": [[0, 1], [0, 1], 2],
  "metrics.precisionRecallF1": [[0, 1], [0, 1], 2],
  "metrics.topKAccuracy": [[0, 1], [[0.9, 0.1], [0.2, 0.8]], 1],
  "render.barchart": [[{ index: "a", value: 1 }], { ...CHART, ...AXES, color: ["red"] }],
  "render.confusionMatrix": [
    { values: [[1, 2], [3, 4]], tickLabels: ["a", "b"] },
    { ...CHART, shadeDiagonal: true, showTextOverlay: true, colorMap: "blues" },
  ],
  "render.heatmap": [
    { values: [[1, 2]], xTickLabels: ["a"], yTickLabels: ["b", "c"] },
    { ...CHART, colorMap: ["red", "blue"], domain: [0, 1], rowMajor: false },
  ],
  "render.histogram": [
    [1, 2],
    { ...CHART, ...AXES, maxBins: 3, color: "red", stats: { numVals: 2, min: 1, max: 2 } },
  ],
  "render.linechart": [{ values: [[POINT]], series: ["a"] }, { ...CHART, ...AXES, ...XY }],
  "render.scatterplot": [{ values: [POINT], series: ["a"] }, { ...CHART, ...AXES, ...XY }],
  "render.table": [{ headers: ["a"], values: [["b"]] }, { fontSize: 12 }],
  "show.activations": [MODEL, tf.zeros([2, 2, 1]), { layers: ["conv"] }],
  "show.examples": [DIGITS, 1],
  "show.fitCallbacks": [{
    metrics: ["acc"],
    expected: { acc: [0, 1] },
    zoomToFitAccuracy: true,
    epochs: 3,
    examples: 10,
  }],
  "show.history": [
    { loss: [1, 0.5], acc: [0.3, 0.7] },
    { metrics: ["acc"], expected: { acc: [0, 1] }, zoomToFitAccuracy: true },
  ],
  "show.filters": [MODEL.layers[0]],
  "show.layer": [MODEL.layers[0]],
  "show.misclassified": [DIGITS, { misclassified: [MISTAKE] }, 1],
  "show.modelSummary": [MODEL],
  "show.perClassAccuracy": [[{ accuracy: 1, count: 1 }], ["a"]],
  "show.predictions": [[[[0, 1]]], [[0.2, 0.8]], { labels: [1], classNames: ["a", "b"] }],
  "show.valuesDistribution": [[1, 2]],
};

const disposed = tf.tensor1d([1]);
disposed.dispose();
const cyclic: unknown[] = [];
cyclic.push(cyclic);
const LONG = "long ".repeat(100_000);

const ODD: Record<string, unknown> = {
  undefined: undefined,
  null: null,
  true: true,
  zero: 0,
  "minus one": -1,
  "a fraction": 0.5,
  "a large number": 1e9,
  NaN: NaN,
  Infinity: Infinity,
  "a bigint": 3n,
  "a symbol": Symbol("s"),
  "an empty text": "",
  "a text": "all",
  "a number as text": "42",
  "a long text": LONG,
  "an empty list": [],
  "an empty row": [[]],
  "a list of null": [null],
  "a list of undefined": [undefined],
  "a list of texts": ["a", "b"],
  "a list of numbers as text": [["0.5", "1"]],
  "a list of long texts": [LONG],
  "a list of numbers": [0, 1],
  "a list of NaN": [NaN, NaN],
  "a list of bigints": [1n, 2n],
  "a matrix": [[1, 0], [0, 1]],
  "a ragged matrix": [[1, 0], [1]],
  "a row and no row": [[1], null],
  "a matrix of null": [[null, null]],
  "a sparse list": new Array(1e9),
  "a list of a sparse list": [new Array(1e9)],
  "a list that holds itself": cyclic,
  "a long array-like": { length: 1e9 },
  "an empty object": {},
  "a list of empty objects": [{}],
  "an unknown member": { vaules: [[1]] },
  "an object of null": { values: null, misclassified: null, headers: null, history: null },
  "an object of lists of null": { values: [null], misclassified: [null], headers: [null] },
  "a function": () => [1],
  "a Promise": Promise.resolve([1]),
  "a Date": new Date(0),
  "a Map": new Map([["values", [1]]]),
  "a Set": new Set([1]),
  "an error": new Error("found"),
  "a RegExp": /a/,
  "an ArrayBuffer": new ArrayBuffer(8),
  "a DataView": new DataView(new ArrayBuffer(8)),
  "an empty typed array": new Float32Array(0),
  "a typed array": Float32Array.of(0, 1),
  "a typed array of NaN": Float32Array.of(NaN),
  "a typed array of bigints": BigInt64Array.of(1n),
  "a scalar": tf.scalar(1),
  "a tensor of rank 1": tf.tensor1d([0, 1]),
  "a tensor of rank 2": tf.tensor2d([[1, 0], [0, 1]]),
  "a tensor of rank 3": tf.zeros([1, 2, 2]),
  "a tensor of rank 4": tf.zeros([1, 2, 2, 1]),
  "a tensor of rank 5": tf.zeros([1, 1, 1, 1, 1]),
  "a tensor of two channels": tf.zeros([1, 2, 2, 2]),
  "an empty tensor": tf.zeros([0]),
  "an empty batch": tf.zeros([0, 2, 2, 1]),
  "an empty matrix": tf.zeros([0, 0]),
  "a tensor of NaN": tf.tensor2d([[NaN, NaN]]),
  "a tensor of texts": tf.tensor1d(["a", "b"]),
  "a matrix of texts": tf.tensor2d([["a", "b"]]),
  "a tensor of complex numbers": tf.complex([[1, 2]], [[0, 0]]),
  "a tensor of booleans": tf.tensor1d([true, false], "bool"),
  "a disposed tensor": disposed,
  "a list of tensors": [tf.zeros([2, 2, 1])],
  "a list of disposed tensors": [disposed],
  "a symbolic tensor": tf.input({ shape: [2] }),
  "an optimizer": tf.train.sgd(0.1),
  "an empty model": tf.sequential(),
  "a model": MODEL,
  "a layer without weights": tf.layers.flatten(),
  "a layer": MODEL.layers[0],
  "a class": class Options {},
  "digits that are none": { testCount: 1, testRows: [0], pixels: () => null, label: () => null },
};

const FUNCTIONS = new Map(
  Object.entries({ "": vis, "metrics.": vis.metrics, "render.": vis.render, "show.": vis.show })
    .flatMap(([prefix, module]) =>
      Object.entries(module).map(([name, member]) => [`${prefix}${name}`, member])
    )
    .filter((entry): entry is [string, (...given: unknown[]) => unknown] =>
      typeof entry[1] === "function"
    ),
);

/** Calls that replace one argument, or one member of one that is an object, by each odd input. */
function* calls(right: readonly unknown[]): Generator<{ where: string; given: unknown[] }> {
  for (const [position, argument] of right.entries()) {
    const isOptions = Object.getPrototypeOf(argument) === Object.prototype;
    for (const [odd, value] of Object.entries(ODD)) {
      yield { where: `${odd} as argument ${position}`, given: right.with(position, value) };
      for (const member of isOptions ? Object.keys(argument as object) : []) {
        const changed = { ...argument as object, [member]: value };
        yield { where: `${odd} as ${member}`, given: right.with(position, changed) };
      }
    }
    if (!isOptions) continue;
    const more = { ...argument as object, surplus: 1 };
    yield { where: `a surplus member of argument ${position}`, given: right.with(position, more) };
  }
}

Deno.test("odd inputs are tried on every function of convbook/vis", () => {
  deepEqual([...FUNCTIONS.keys()].sort(), Object.keys(RIGHT).sort());
});

for (const [name, right] of Object.entries(RIGHT)) {
  Deno.test(`${name}() shows odd input or says why not, without leaks`, async () => {
    const call = FUNCTIONS.get(name)!;
    ok(call(...right) !== undefined);
    const before = tf.memory().numTensors;
    const problems: string[] = [];
    for (const { where, given } of calls(right)) {
      let shown: unknown;
      try {
        shown = call(...given);
      } catch (error) {
        const message = error instanceof Error ? error.message : `${error}`;
        const isRight = /^Cannot [a-z].*: expected .* but found:? /s.test(message) &&
          message.length <= 500;
        if (!isRight) problems.push(`${where}: ${message.slice(0, 300)}`);
        continue;
      }
      // Metrics give numbers, images are drawn; how figures are drawn is tested with the figures.
      try {
        if (name.startsWith("metrics.")) JSON.stringify(shown);
        else if (typeof (shown as vis.ImageGrid).toPng === "function") {
          await (shown as vis.ImageGrid).toPng();
        } else if (name !== "show.fitCallbacks") ok((shown as vis.Stack).text.length > 0);
      } catch (error) {
        problems.push(`${where}, when shown: ${(error as Error).message.slice(0, 300)}`);
      }
    }
    deepEqual(problems, []);
    equal(tf.memory().numTensors, before);
  });
}
