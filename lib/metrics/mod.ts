/**
 * Measures of predictions: those of tfjs-vis, of the same names, and precision, recall, F1 and top-k.
 * They take lists or tensors, and return numbers at once rather than promises.
 *
 * @module
 */
export { accuracy } from "./accuracy.ts";
export { confusionMatrix } from "./confusion_matrix.ts";
export type { ClassList } from "./labels.ts";
export type { Misclassified } from "./misclassified.ts";
export { type ClassAccuracy, perClassAccuracy } from "./per_class_accuracy.ts";
export {
  type PrecisionRecallF1,
  precisionRecallF1,
  type PrecisionRecallF1Report,
} from "./precision_recall_f1.ts";
export { topKAccuracy } from "./top_k_accuracy.ts";
