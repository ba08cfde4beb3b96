/**
 * Looking into data, models and training: the counterparts of tfjs-vis' `show` functions, with the
 * same names and without the container argument, and what a notebook needs beyond them.
 *
 * @module
 */
export { activations, type ActivationsOptions } from "./activations.ts";
export { showExamples as examples } from "./examples.ts";
export { filters } from "./filters.ts";
export { type FitCallbackOptions, fitCallbacks } from "../training/fit_callbacks.ts";
export { history, type HistoryLike, type MetricLists } from "./history.ts";
export { layer } from "./layer.ts";
export type { Layer } from "../models/model.ts";
export { misclassified } from "./misclassified.ts";
export { modelSummary } from "./model_summary.ts";
export { perClassAccuracy } from "./per_class_accuracy.ts";
export { predictions, type PredictionsOptions } from "./predictions.ts";
export { valuesDistribution } from "./values_distribution.ts";
export type { ClassAccuracy, Misclassified } from "@convbook/metrics";
export type { Expected, HistoryOptions } from "../training/metric_panels.ts";
