/**
 * Depthwise convolutions.
 *
 * @module
 */
import * as tf from "@tensorflow/tfjs";
import { withGradients } from "../run_on.ts";
import type { KernelCase, Padding, Shape4D } from "./kernel_case.ts";

const DEPTHWISE: [Shape4D, [number, number], number | [number, number], Padding][] = [
  [[2, 6, 6, 4], [3, 3], 1, "valid"],
  [[2, 6, 6, 5], [3, 3], 1, "same"],
  [[2, 7, 6, 8], [3, 2], 2, "same"],
  [[1, 9, 5, 1], [2, 2], [3, 1], "valid"],
  [[3, 4, 4, 9], [4, 4], 1, "valid"],
  [[2, 2, 2, 3], [5, 5], 1, "same"],
  [[2, 6, 6, 4], [3, 3], 2, 1],
];

/** What a depthwise convolution with its gradients uses. */
export const DEPTHWISE_KERNELS = [
  "DepthwiseConv2dNative",
  "DepthwiseConv2dNativeBackpropInput",
  "DepthwiseConv2dNativeBackpropFilter",
];

/** Depthwise convolutions with their gradients. */
export const depthwise: KernelCase[] = DEPTHWISE.flatMap(([x, [height, width], strides, pad]) =>
  [1, 2, 3].map((multiplier) => ({
    name: `depthwiseConv2d of ${x.join("×")} by ${height}×${width}, ${multiplier} filters, ` +
      `strides ${strides}, padding ${pad}`,
    kernels: DEPTHWISE_KERNELS,
    compute: () =>
      withGradients(
        (x, filter) =>
          tf.depthwiseConv2d(
            x as tf.Tensor4D,
            filter as tf.Tensor4D,
            strides as number,
            pad as "same",
            "NHWC",
            1,
            pad === 1 ? "floor" : undefined,
          ),
        [x, [height, width, x[3], multiplier]],
      ),
  }))
);
