/**
 * Softmax along the last axis.
 *
 * @module
 */
import * as tf from "@tensorflow/tfjs-core";
import { isFloat32, type SimdKernel, simdKernel } from "./simd_kernel.ts";

/** About how many operations an exponential takes. */
const WORK_OF_EXP = 20;

/** The adapter of Softmax. */
export const softmax: SimdKernel = simdKernel<"logits", tf.SoftmaxAttrs>(
  tf.Softmax,
  ({ inputs: { logits }, attrs: { dim }, backend }) => {
    const lastAxis = logits.shape.length - 1;
    if (!isFloat32(logits) || lastAxis < 0 || (dim !== -1 && dim !== lastAxis)) return undefined;
    const columns = logits.shape[lastAxis];
    const { info, address, length } = backend.makeOutput32(logits.shape);
    const args = [backend.addressOf(logits), address, columns];
    backend.forEach("softmax", length / columns, WORK_OF_EXP * columns, args);
    return info;
  },
);
