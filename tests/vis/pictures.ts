/**
 * Something drawn by each function that draws.
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

/** What is drawn, by the name of its file. */
export const PICTURES: Record<string, () => Displayable> = {
  activations: () =>
    show.activations(MODEL, tf.tensor4d([ramp(6, 6).map((r) => r.map((v) => [v]))])),
  barchart: () =>
    render.barchart(tens(1).map((value, index) => ({ index, value })), { title: "T" }),
  confusion_matrix: () =>
    render.confusionMatrix({ values: CONFUSION, tickLabels: DIGITS }, { shadeDiagonal: true }),
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
  heatmap: () => render.heatmap({ values: ramp(4, 6) }, { title: "A ramp" }),
  histogram: () => render.histogram([1, 1, 2, 3, 3, 3, 8, NaN], { maxBins: 4, xLabel: "value" }),
  history: () => show.history(HISTORY, { expected: { val_acc: [0.7, 0.9] } }),
  image_grid: () => imageGrid([ramp(5, 7), ramp(3, 3)], { captions: ["large", "small"] }),
  layer: () => show.layer(MODEL.layers[0]),
  linechart: () =>
    render.linechart({ values: [LOSSES, VALIDATION], series: ["loss", "val_loss"] }, {
      xLabel: "epoch",
      yLabel: "cross entropy",
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
  predictions: () =>
    show.predictions([ramp(28, 28), ramp(28, 28)], [tens(1 / 55), tens(1 / 55).toReversed()], {
      labels: [7, 1],
    }),
  scatterplot: () => render.scatterplot({ values: [LOSSES, VALIDATION], series: ["a", "b"] }),
  table: () => render.table({ headers: ["name", "n"], values: [["a", 1], ["b & c", 1234.5]] }),
  values_distribution: () => show.valuesDistribution(tf.linspace(-1, 2, 40)),
};
