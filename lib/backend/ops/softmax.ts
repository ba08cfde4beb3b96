/**
 * Softmax along the last axis.
 *
 * @module
 */
import * as tf from "@tensorflow/tfjs-core";
import { isFloat32, type SimdKernel, simdKernel } from "./simd_kernel.ts";
import { WORK_OF_EXP } from "./unary.ts";

/** The adapter of Softmax. */
export const softmax: SimdKernel = simdKernel<"logits", tf.SoftmaxAttrs>(
  tf.Softmax,
  ({ inputs: { logits }, attrs: { dim }, backend }) => {
    const lastAxis = logits.shape.length - 1;
    if (!isFloat32(logits) || lastAxis < 0 || (dim !== -1 && dim !== lastAxis)) return undefined;
    const columns = logits.shape[lastAxis];
    const { info, address, length } = backend.makeOutput32(logits.shape);
    backend.forEach("softmax", {
      count: length / columns,
      work: WORK_OF_EXP * columns,
      args: { x: backend.addressOf(logits), y: address, C: columns },
    });
    return info;
  },
);
