/**
 * Every function of `convbook/vis` with what should not be handed to it, at each of its arguments and
 * at each member of those: it gives something to show, or says what it cannot do. The kernel does not
 * check types, so a notebook gets no other warning.
 */
import { deepEqual, equal, ok } from "node:assert/strict";
import * as tf from "@tensorflow/tfjs";
import * as vis from "../../lib/vis/mod.ts";
import { isInHouseStyle, oddCalls } from "../odd_inputs.ts";

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

const FUNCTIONS = new Map(
  Object.entries({ "": vis, "metrics.": vis.metrics, "render.": vis.render, "show.": vis.show })
    .flatMap(([prefix, module]) =>
      Object.entries(module).map(([name, member]) => [`${prefix}${name}`, member])
    )
    .filter((entry): entry is [string, (...given: unknown[]) => unknown] =>
      typeof entry[1] === "function"
    ),
);

Deno.test("odd inputs are tried on every function of convbook/vis", () => {
  deepEqual([...FUNCTIONS.keys()].sort(), Object.keys(RIGHT).sort());
});

for (const [name, right] of Object.entries(RIGHT)) {
  Deno.test(`${name}() shows odd input or says why not, without leaks`, async () => {
    const call = FUNCTIONS.get(name)!;
    ok(call(...right) !== undefined);
    const before = tf.memory().numTensors;
    const problems: string[] = [];
    for (const { where, given } of oddCalls(right)) {
      let shown: unknown;
      try {
        shown = call(...given);
      } catch (error) {
        if (!isInHouseStyle(error)) problems.push(`${where}: ${String(error).slice(0, 300)}`);
        continue;
      }
      // Metrics give numbers, images are drawn; how figures are drawn is tested with the figures.
      try {
        if (name.startsWith("metrics.")) JSON.stringify(shown);
        else if (typeof (shown as vis.ImageGrid).toPng === "function") {
          await (shown as vis.ImageGrid).toPng();
        } else if (name !== "show.fitCallbacks") ok((shown as vis.Shown).text.length > 0);
      } catch (error) {
        problems.push(`${where}, when shown: ${(error as Error).message.slice(0, 300)}`);
      }
    }
    deepEqual(problems, []);
    equal(tf.memory().numTensors, before);
  });
}
