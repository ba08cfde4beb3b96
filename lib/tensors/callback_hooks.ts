/**
 * The hooks of TensorFlow.js's callbacks.
 *
 * @module
 */

/** What TensorFlow.js calls on a callback of its own. */
export const HOOKS = [
  "onTrainBegin",
  "onTrainEnd",
  "onEpochBegin",
  "onEpochEnd",
  "onBatchBegin",
  "onBatchEnd",
] as const;
