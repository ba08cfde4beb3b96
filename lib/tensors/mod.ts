/**
 * The types of TensorFlow.js's tensors and models under documented names, and reading tensors.
 *
 * @module
 */
export { HOOKS } from "./callback_hooks.ts";
export { readMatrix, transpose } from "./matrix.ts";
export { type Numbers, readNumbers } from "./numbers.ts";
export { canReadGpu, checkReadable, checkTensor, isReadable, readTensor } from "./read_tensor.ts";
export type * from "./tensor_types.ts";
export { withoutAdvice } from "./without_advice.ts";
