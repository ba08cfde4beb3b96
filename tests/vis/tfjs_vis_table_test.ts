/**
 * Walks through what tfjs-vis 1.5.1 offers, function by function and option by option: each is here,
 * under the same name, with the faults known there left out.
 */
import { deepEqual, equal, match, ok } from "node:assert/strict";
import * as tf from "@tensorflow/tfjs";
import { metrics, render, show } from "../../lib/vis/mod.ts";
import { liveCallbacks } from "../../lib/vis/training/fit_callbacks.ts";
import { display } from "./display.ts";
import { ticks } from "./ticks.ts";
import { member } from "./member.ts";

/** The options that tfjs-vis gives to every chart, and where Plotly's layout has them. */
const CHART_OPTIONS = {
  width: 333,
  height: 222,
  xLabel: "across",
  yLabel: "up",
  fontSize: 9,
} as const;

function checkChartOptions({ layout }: ReturnType<typeof render.linechart>) {
  deepEqual(
    [layout.width, layout.height, layout.xaxis!.title, layout.yaxis!.title, layout.font!.size],
    [333, 222, { text: "across" }, { text: "up" }, 9],
  );
}

/** The forms in which every figure is shown. */
const FIGURE_TYPES = ["application/vnd.plotly.v1+json", "image/svg+xml", "text/plain"];
const TABLE_TYPES = ["text/html", "text/plain"];

for (const name of ["linechart", "scatterplot"] as const) {
  const draw = render[name];
  const values = [[{ x: 10, y: 1 }, { x: 30, y: 2 }], [{ x: 20, y: 3 }]];

  Deno.test(`render.${name}: values and series, at the x given and of unequal length`, async () => {
    const chart = draw({ values, series: ["a", "b"] });
    deepEqual([member(chart, "x", 0), member(chart, "x", 1)], [[10, 30], [20]]);
    deepEqual([member(chart, "name", 0), member(chart, "name", 1)], ["a", "b"]);
    deepEqual(Object.keys(await display(chart)), FIGURE_TYPES);
  });
  Deno.test(`render.${name}: one list of points`, () => {
    deepEqual(member(draw({ values: values[0] }), "y"), [1, 2]);
  });
  Deno.test(`render.${name}: xLabel, yLabel, width, height, fontSize`, () => {
    checkChartOptions(draw({ values }, CHART_OPTIONS));
  });
  Deno.test(`render.${name}: xType as drawn`, async () => {
    const points = { values: [{ x: 10, y: 1 }, { x: 9, y: 2 }, { x: 30, y: 2 }] };
    const drawn = (xType: "quantitative" | "ordinal" | "nominal") =>
      ticks(draw(points, { xType }), "x");
    deepEqual(await drawn("ordinal"), ["9", "10", "30"]);
    deepEqual(await drawn("nominal"), ["10", "9", "30"]);
    deepEqual(await drawn("quantitative"), ["10", "15", "20", "25", "30"]);
  });
  Deno.test(`render.${name}: xType, yType`, () => {
    const types = (xType: "quantitative" | "ordinal" | "nominal") => {
      const { xaxis, yaxis } = draw({ values }, { xType, yType: xType }).layout;
      return [xaxis!.type, yaxis!.type];
    };
    deepEqual(types("quantitative"), ["linear", "linear"]);
    deepEqual(types("ordinal"), ["category", "category"]);
    deepEqual(types("nominal"), ["category", "category"]);
  });
  Deno.test(`render.${name}: xAxisDomain, yAxisDomain`, () => {
    const { layout } = draw({ values }, { xAxisDomain: [0, 50], yAxisDomain: [-1, 4] });
    deepEqual([layout.xaxis!.range, layout.yaxis!.range], [[0, 50], [-1, 4]]);
  });
  Deno.test(`render.${name}: zoomToFit`, async () => {
    const high = { values: [{ x: 10, y: 101 }, { x: 30, y: 102 }] };
    equal((await ticks(draw(high), "y"))[0], "0");
    ok(Number((await ticks(draw(high, { zoomToFit: true }), "y"))[0]) >= 100.8);
  });
  Deno.test(`render.${name}: seriesColors`, () => {
    const chart = draw({ values }, { seriesColors: ["red", "green"] });
    deepEqual([member(chart, "marker", 0), member(chart, "marker", 1)], [{ color: "red" }, {
      color: "green",
    }]);
  });
}

Deno.test("render.barchart: index and value, color, chart options", async () => {
  const chart = render.barchart([{ index: 0, value: 3 }], { ...CHART_OPTIONS, color: "red" });
  deepEqual([member(chart, "x"), member(chart, "y")], [[0], [3]]);
  deepEqual(member(chart, "marker"), { color: "red" });
  checkChartOptions(chart);
  deepEqual(Object.keys(await display(chart)), FIGURE_TYPES);
});

Deno.test("render.histogram: maxBins 12, color, stats, chart options", async () => {
  const values = Array.from({ length: 1000 }, (_, index) => Math.sin(index));
  const chart = render.histogram(values, { ...CHART_OPTIONS, color: "red" });
  ok((member(chart, "x") as number[]).length <= 12);
  equal((member(chart, "marker") as { color: string }).color, "red");
  match(chart.text, /^values 1,000 · min -1 · max 1 · zeros 1 · NaN 0 · Infinity 0\n/);
  checkChartOptions(chart);
  deepEqual(Object.keys(await display(chart)), FIGURE_TYPES);
});

Deno.test("render.heatmap: arrays and tensors, tick labels, colorMap, domain, rowMajor", async () => {
  const before = tf.memory().numTensors;
  const options = { ...CHART_OPTIONS, colorMap: "greyscale", domain: [0, 9] } as const;
  const labels = { xTickLabels: ["a", "b"], yTickLabels: ["c"] };
  const columns = render.heatmap({ values: [[1], [2]], ...labels }, options);
  deepEqual(member(columns, "z"), [[1, 2]]);
  deepEqual([member(columns, "zmin"), member(columns, "zmax")], [0, 9]);
  deepEqual(member(columns, "colorscale"), [[0, "#000000"], [1, "#ffffff"]]);
  deepEqual([columns.layout.xaxis!.ticktext, columns.layout.yaxis!.ticktext], [["a", "b"], ["c"]]);
  checkChartOptions(columns);
  const tensor = tf.tensor2d([[1, 2]]);
  deepEqual(
    render.heatmap({ values: tensor, ...labels }, { ...options, rowMajor: true }).data,
    columns.data,
  );
  tensor.dispose();
  equal(tf.memory().numTensors, before);
  deepEqual(Object.keys(await display(columns)), FIGURE_TYPES);
});

Deno.test("render.confusionMatrix: values, tickLabels, and all options", async () => {
  const data = { values: [[5, 1], [2, 6]], tickLabels: ["a", "b"] };
  const matrix = render.confusionMatrix(data, {
    ...CHART_OPTIONS,
    shadeDiagonal: false,
    showTextOverlay: false,
    colorMap: "viridis",
  });
  deepEqual(member(matrix, "z"), [[null, 1], [2, null]]);
  equal(member(matrix, "texttemplate"), undefined);
  equal((member(matrix, "colorscale") as string[][])[0][1], "#440154");
  deepEqual(matrix.layout.xaxis!.ticktext, ["a", "b"]);
  checkChartOptions(matrix);
  deepEqual(member(render.confusionMatrix(data), "z"), data.values); // shaded if left out
  deepEqual(Object.keys(await display(matrix)), FIGURE_TYPES);
});

Deno.test("metrics.confusionMatrix leaks no tensors (tfjs#7961)", () => {
  const before = tf.memory().numTensors;
  const [labels, predictions] = [tf.tensor1d([0, 1]), tf.tensor1d([1, 1])];
  const values = metrics.confusionMatrix(labels, predictions);
  render.confusionMatrix({ values });
  metrics.perClassAccuracy(labels, predictions);
  metrics.accuracy(labels, predictions);
  tf.dispose([labels, predictions]);
  equal(tf.memory().numTensors, before);
});

Deno.test("render.table: headers and values, fontSize", async () => {
  const table = render.table({ headers: ["a", "b"], values: [[1, "x"]] }, { fontSize: 9 });
  equal(table.text, "a  b\n1  x");
  match(table.html, /font-size:9px/);
  deepEqual(Object.keys(await display(table)), TABLE_TYPES);
});

Deno.test("show.history: a history or a list of logs, metric names, zoomToFitAccuracy", async () => {
  const history = { loss: [2, 1], val_loss: [3, 2], accuracy: [0.5, 0.7] };
  const logs = [{ loss: 2, val_loss: 3, accuracy: 0.5 }, { loss: 1, val_loss: 2, accuracy: 0.7 }];
  const chart = show.history({ history }, { metrics: ["loss", "val_loss", "acc"] });
  deepEqual(chart.data, show.history(logs).data);
  // x and val_x share a panel, and `acc` finds `accuracy`.
  deepEqual([0, 1, 2].map((trace) => member(chart, "yaxis", trace)), ["y", "y", "y2"]);
  deepEqual(chart.layout.yaxis2!.range, [0, 1.02]);
  deepEqual((await ticks(chart, "y2")).map(Number), [0, 0.2, 0.4, 0.6, 0.8, 1]);
  const zoomed = await ticks(show.history(logs, { zoomToFitAccuracy: true }), "y2");
  ok(Number(zoomed[0]) >= 0.48 && Number(zoomed.at(-1)) <= 0.72, zoomed.join());
  deepEqual(Object.keys(await display(chart)), FIGURE_TYPES);
});

for (const accuracy of ["acc", "accuracy"]) {
  Deno.test(`show.fitCallbacks: onEpochEnd and onBatchEnd, live, with ${accuracy}`, async () => {
    const shown: Record<string, string>[] = [];
    const callbacks = liveCallbacks({ metrics: ["loss", "acc", "val_acc"] }, (_type, { data }) => {
      shown.push(data as Record<string, string>);
      return Promise.resolve();
    }, () => 0);
    const hooks = callbacks as Required<typeof callbacks>;
    await hooks.onTrainBegin();
    await hooks.onEpochBegin(0);
    await hooks.onBatchEnd(0, { size: 4, loss: 2, [accuracy]: 0.5 });
    await hooks.onEpochEnd(0, { loss: 2, [accuracy]: 0.5, [`val_${accuracy}`]: 0.25 });
    await hooks.onTrainEnd();
    deepEqual(Object.keys(shown.at(-1)!), FIGURE_TYPES);
    const header = new RegExp(`\nepoch +loss +${accuracy} +val_${accuracy}\n1 +2 +0.5 +0.25$`);
    match(shown.at(-1)!["text/plain"], header);
  });
}

Deno.test("show.modelSummary and show.layer: tables; per weight its values, and a histogram", async () => {
  const model = tf.sequential({ layers: [tf.layers.dense({ units: 2, inputShape: [3] })] });
  const summary = show.modelSummary(model);
  equal(summary.rows[0][2], "8");
  deepEqual(Object.keys(await display(summary)), TABLE_TYPES);
  const layer = show.layer(model.layers[0]);
  match(layer.text, /weight +shape +values +min +max +zeros +NaN +Infinity\nkernel +\[3, 2\] +6 /);
  match((await display(layer))["text/html"] as string, /<table>[^]*image\/svg\+xml/);
  model.dispose();
});

Deno.test("show.valuesDistribution: statistics and a histogram", async () => {
  const tensor = tf.tensor1d([1, 2, NaN]);
  const chart = show.valuesDistribution(tensor);
  match(chart.text, /values 3 · min 1 · max 2 · zeros 0 · NaN 1 · Infinity 0/);
  deepEqual(Object.keys(await display(chart)), FIGURE_TYPES);
  tensor.dispose();
});

Deno.test("show.perClassAccuracy: accuracy and count of each class, with its name", async () => {
  const chart = show.perClassAccuracy(metrics.perClassAccuracy([0, 1, 1], [0, 1, 0]), ["a", "b"]);
  match(chart.text, /\na +100.0 % +1\nb +50.0 % +2$/);
  deepEqual(Object.keys(await display(chart)), FIGURE_TYPES);
});

Deno.test("metrics: accuracy, perClassAccuracy and confusionMatrix, with numClasses and weights", () => {
  equal(metrics.accuracy([0, 1], [0, 0]), 0.5);
  equal(metrics.perClassAccuracy([0], [0], 3).length, 3);
  deepEqual(metrics.confusionMatrix([0, 1], [0, 0], 2, [3, 4]), [[3, 0], [4, 0]]);
});
