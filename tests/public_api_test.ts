import { deepEqual } from "node:assert/strict";
import * as convbook from "convbook";
import * as vis from "convbook/vis";

// What is listed here is promised: taking a name away, or giving it another meaning, breaks somebody's
// notebook.

Deno.test("convbook exports what it has promised", () => {
  deepEqual(Object.keys(convbook).sort(), [
    "BUNDLED_FILES",
    "DEFAULT_SEED",
    "IMAGE_HEIGHT",
    "IMAGE_SIZE",
    "JUPYTER_DISPLAY",
    "MNIST_IMAGES_SPRITE_PATH",
    "MNIST_LABELS_PATH",
    "MnistData",
    "NUM_CLASSES",
    "REPORT_MIME_TYPE",
    "TRAIN_TEST_RATIO",
    "decodeLabels",
    "decodeSprite",
    "doPrediction",
    "evaluate",
    "getModel",
    "getSeed",
    "loadModel",
    "report",
    "saveModel",
    "setSeed",
    "setup",
    "summarise",
    "train",
    "useBackend",
  ]);
});

Deno.test("convbook/vis exports what it has promised", () => {
  deepEqual(Object.keys(vis).sort(), [
    "JUPYTER_DISPLAY",
    "figure",
    "imageGrid",
    "metrics",
    "render",
    "show",
    "showExamples",
  ]);
  deepEqual(Object.keys(vis.render).sort(), [
    "barchart",
    "confusionMatrix",
    "heatmap",
    "histogram",
    "linechart",
    "scatterplot",
    "table",
  ]);
  deepEqual(Object.keys(vis.show).sort(), [
    "activations",
    "examples",
    "filters",
    "fitCallbacks",
    "history",
    "layer",
    "misclassified",
    "modelSummary",
    "perClassAccuracy",
    "predictions",
    "valuesDistribution",
  ]);
  deepEqual(Object.keys(vis.metrics).sort(), [
    "accuracy",
    "confusionMatrix",
    "perClassAccuracy",
    "precisionRecallF1",
    "topKAccuracy",
  ]);
});
