/**
 * Something drawn by each function that draws, and right arguments for every function.
 *
 * @module
 */
import * as tf from "@tensorflow/tfjs";
import { figure, imageGrid, render, show } from "../../lib/vis/mod.ts";
import type { Displayable } from "../../lib/jupyter/displayable.ts";
import { metricPanels } from "../../lib/vis/training/metric_panels.ts";
import { trainingChart } from "../../lib/vis/training/training_chart.ts";

const DIGITS = ["0", "1", "2", "3", "4", "5", "6", "7", "8", "9"];
/** Rows of an image whose brightness runs from black to white. */
const ramp = (height: number, width: number) =>
  Array.from(
    { length: height },
    (_, y) => Array.from({ length: width }, (_, x) => (x + y) / (height + width - 2)),
  );
const LOSSES = [2.3, 0.9, 0.5, 0.4].map((y, x) => ({ x: x + 1, y }));
const VALIDATION = [2.1, 1.1, 0.8, 0.9].map((y, x) => ({ x: x + 1, y }));
const HISTORY = {
  loss: [2.3, 0.9, 0.5, 0.4],
  acc: [0.2, 0.7, 0.85, 0.9],
  val_loss: [2.1, 1.1, 0.8, 0.9],
  val_acc: [0.3, 0.65, 0.8, 0.78],
};
/** Three digits, ramps of brightness. */
export const DATA = {
  testCount: 3,
  testRows: [0, 1, 2],
  pixels: (row: number) => new Uint8Array(784).map((_, i) => (i * (row + 1)) % 256),
  label: (row: number) => row + 3,
};
/** Ten counts, or shares, that differ. */
const tens = (scale: number) => DIGITS.map((_, i) => scale * ((7 * i) % 10 + 1));
const MATRIX = [[8, 2], [1, 9]];
const EVERY_OPTION = {
  title: "T",
  xLabel: "X",
  yLabel: "Y",
  width: 300,
  height: 200,
  fontSize: 14,
};
const CONFUSION = DIGITS.map((_, row) =>
  DIGITS.map((_, column) => row === column ? 90 + row : (3 * row + 5 * column) % 4)
);
const MODEL = tf.sequential({
  layers: [
    tf.layers.conv2d({
      kernelSize: 3,
      filters: 2,
      inputShape: [6, 6, 1],
      name: "conv",
      weights: [
        tf.linspace(-1, 1, 18).reshape([3, 3, 1, 2]),
        tf.tensor1d([0, 0.5]),
      ],
    }),
    tf.layers.flatten({ name: "flatten" }),
    tf.layers.dense({ units: 3, name: "dense", kernelInitializer: "ones" }),
  ],
});

/** What is drawn, by the name of its file: a function, and after a hyphen what is special. */
export const PICTURES: Record<string, () => Displayable> = {
  activations: () =>
    show.activations(MODEL, tf.tensor4d([ramp(6, 6).map((r) => r.map((v) => [v]))])),
  barchart: () =>
    render.barchart(tens(1).map((value, index) => ({ index, value })), { title: "T" }),
  "barchart-colours": () => render.barchart([3, 0.5], { color: ["red", "blue"] }),
  "barchart-not_finite": () =>
    render.barchart(Array.from({ length: 60 }, (_, i) => i < 4 ? NaN : 12_345 + i)),
  "barchart-quantitative": () =>
    render.barchart([{ index: 7, value: 3 }, { index: 1, value: 0.5 }], { xType: "quantitative" }),
  "barchart-repeated": () =>
    render.barchart([{ index: "cat", value: 1 }, { index: "cat", value: 2 }]),
  confusion_matrix: () =>
    render.confusionMatrix({ values: CONFUSION, tickLabels: DIGITS }, { shadeDiagonal: true }),
  "confusion_matrix-every_option": () =>
    render.confusionMatrix({ values: MATRIX }, {
      ...EVERY_OPTION,
      showTextOverlay: false,
      colorMap: ["white", "green"],
    }),
  // Nothing else is there to colour.
  "confusion_matrix-flawless": () =>
    render.confusionMatrix({ values: [[8, 0], [0, 9]] }, { shadeDiagonal: false }),
  "confusion_matrix-unshaded": () =>
    render.confusionMatrix({ values: MATRIX }, { shadeDiagonal: false }),
  examples: () => show.examples(DATA, 3),
  figure: () => figure({ data: [{ type: "box", y: [1, 2, 3, 9] }], text: "1, 2, 3, 9" }),
  filters: () => show.filters(MODEL.layers[0]),
  fit_callbacks: () =>
    trainingChart(
      metricPanels(
        "draw",
        LOSSES.map(({ x, y }) => ({ epoch: x, logs: { loss: y, acc: 0.2 * x } })),
        {
          expected: { acc: [0.6, 0.8] },
        },
      ),
      {
        title: "4 of 6 epochs",
        epochs: 6,
        share: 4 / 6,
        batchLosses: VALIDATION,
        lastBatchLoss: 0.9,
      },
    ),
  // Epoch 11 of 12 in a training that was taken up again: nothing is logged yet but two batches.
  "fit_callbacks-resumed": () =>
    trainingChart(
      ["loss", "acc"].map((metric) => ({
        metric,
        lines: { training: { name: metric, points: [] } },
      })),
      {
        title: "Epoch 11 of 12",
        epochs: 12,
        share: 0,
        batchLosses: [{ x: 10.5, y: 2 }, { x: 11, y: 1 }],
        lastBatchLoss: 1,
      },
    ),
  heatmap: () => render.heatmap({ values: ramp(4, 6) }, { title: "A ramp" }),
  "heatmap-blues": () => render.heatmap({ values: ramp(4, 6) }, { colorMap: "blues" }),
  "heatmap-every_option": () =>
    render.heatmap({ values: MATRIX, xTickLabels: ["a", "b"], yTickLabels: ["c", "d"] }, {
      ...EVERY_OPTION,
      colorMap: "greyscale",
      domain: [0, 10],
      rowMajor: true,
    }),
  "heatmap-many_columns": () =>
    render.heatmap({ values: Array.from({ length: 100 }, (_, i) => [i]) }, { width: 400 }),
  "heatmap-not_finite": () => render.heatmap({ values: [[1, NaN], [-Infinity, 2]] }),
  histogram: () => render.histogram([1, 1, 2, 3, 3, 3, 8, NaN], { maxBins: 4, xLabel: "value" }),
  "histogram-narrow": () => render.histogram([1, 2], { width: 240, height: 200 }),
  "histogram-nothing_finite": () => render.histogram([NaN]),
  "histogram-own_statistics": () =>
    render.histogram([1, 2, 2], { stats: { numVals: 9, max: 0.5 }, color: "red" }),
  history: () => show.history(HISTORY, { expected: { val_acc: [0.7, 0.9] } }),
  // Accuracies of every name have an axis from 0 to 1.
  "history-accuracies": () =>
    show.history({ categoricalAccuracy: [0.5, 0.6], Acc: [0.5, 0.6], mse: [1, 0.9] }),
  "history-not_finite": () => show.history({ loss: [1, NaN, 0.5] }),
  "history-zoomed": () =>
    show.history(HISTORY, { metrics: ["acc", "val_acc"], zoomToFitAccuracy: true }),
  image_grid: () => imageGrid([ramp(5, 7), ramp(3, 3)], { captions: ["large", "small"] }),
  layer: () => show.layer(MODEL.layers[0]),
  linechart: () =>
    render.linechart({ values: [LOSSES, VALIDATION], series: ["loss", "val_loss"] }, {
      xLabel: "epoch",
      yLabel: "cross entropy",
    }),
  "linechart-every_option": () =>
    render.linechart({ values: [LOSSES] }, {
      ...EVERY_OPTION,
      xType: "ordinal",
      yType: "quantitative",
      yAxisDomain: [-1, 9],
      seriesColors: ["red"],
    }),
  "linechart-not_finite": () =>
    render.linechart({ values: [2, NaN, -Infinity, 1].map((y, x) => ({ x, y })) }),
  // It comes before the domains.
  "linechart-zoom_to_fit": () =>
    render.linechart({ values: [{ x: 10, y: 101 }, { x: 30, y: 102 }] }, {
      zoomToFit: true,
      xAxisDomain: [0, 50],
      yAxisDomain: [0, 200],
    }),
  misclassified: () =>
    show.misclassified(DATA, {
      misclassified: [
        { row: 0, label: 3, prediction: 5, probability: 0.98 },
        { row: 2, label: 5, prediction: 6, probability: 0.51 },
      ],
    }),
  model_summary: () => show.modelSummary(MODEL),
  per_class_accuracy: () =>
    show.perClassAccuracy(tens(0.1).map((accuracy, i) => ({ accuracy, count: 100 + i }))),
  "per_class_accuracy-names": () =>
    show.perClassAccuracy(
      [{ accuracy: 0.9, count: 10 }, { accuracy: 0.5, count: 1000 }, { accuracy: NaN, count: 0 }],
      ["cat", "dog", "horse"],
    ),
  predictions: () =>
    show.predictions([ramp(28, 28), ramp(28, 28)], [tens(1 / 55), tens(1 / 55).toReversed()], {
      labels: [7, 1],
    }),
  scatterplot: () => render.scatterplot({ values: [LOSSES, VALIDATION], series: ["a", "b"] }),
  table: () => render.table({ headers: ["name", "n"], values: [["a", 1], ["b & c", 1234.5]] }),
  values_distribution: () => show.valuesDistribution(tf.linspace(-1, 2, 40)),
};

const POINT = { x: 1, y: 2 };
const ONE_DIGIT = {
  testCount: 1,
  testRows: [0],
  pixels: () => new Uint8Array(784),
  label: () => 7,
};
const MISTAKE = { row: 0, label: 7, prediction: 1, probability: 0.9 };
const SMALLEST_MODEL = tf.sequential({
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
export const RIGHT_ARGUMENTS: Record<string, unknown[]> = {
  figure: [{
    data: [{ type: "scatter", y: [1, 2] }],
    layout: { width: 300, images: [] },
    text: "t",
  }],
  imageGrid: [[[[0, 1], [1, 0]]], { captions: ["a"], columns: 1, scale: 2, title: "images" }],
  showExamples: [ONE_DIGIT, 1],
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
  "show.activations": [SMALLEST_MODEL, tf.zeros([2, 2, 1]), { layers: ["conv"] }],
  "show.examples": [ONE_DIGIT, 1],
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
  "show.filters": [SMALLEST_MODEL.layers[0]],
  "show.layer": [SMALLEST_MODEL.layers[0]],
  "show.misclassified": [ONE_DIGIT, { misclassified: [MISTAKE] }, 1],
  "show.modelSummary": [SMALLEST_MODEL],
  "show.perClassAccuracy": [[{ accuracy: 1, count: 1 }], ["a"]],
  "show.predictions": [[[[0, 1]]], [[0.2, 0.8]], { labels: [1], classNames: ["a", "b"] }],
  "show.valuesDistribution": [[1, 2]],
};
