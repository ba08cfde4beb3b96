/**
 * Cases large enough for every kernel to be shared out among threads.
 *
 * @module
 */
import * as tf from "@tensorflow/tfjs";
import { withGradients } from "../run_on.ts";
import { CONV2D_KERNELS } from "./convolution.ts";
import { DEPTHWISE_KERNELS } from "./depthwise.ts";
import type { KernelCase } from "./kernel_case.ts";

/** Cases large enough for every kernel to be shared out among threads. */
export const LARGE_CASES: readonly KernelCase[] = [
  {
    name: "large convolution",
    kernels: CONV2D_KERNELS,
    compute: () =>
      withGradients(
        (x, filter) => tf.conv2d(x as tf.Tensor4D, filter as tf.Tensor4D, 1, "same"),
        [[37, 13, 11, 6], [3, 3, 6, 10]],
      ),
  },
  {
    name: "large convolution in tiles",
    kernels: CONV2D_KERNELS,
    compute: () =>
      withGradients(
        (x, filter) => tf.conv2d(x as tf.Tensor4D, filter as tf.Tensor4D, 1, "same"),
        [[37, 13, 11, 10], [3, 3, 10, 12]],
      ),
  },
  {
    name: "large depthwise convolution",
    kernels: DEPTHWISE_KERNELS,
    compute: () =>
      withGradients(
        (x, filter) => tf.depthwiseConv2d(x as tf.Tensor4D, filter as tf.Tensor4D, 1, "same"),
        [[37, 13, 11, 6], [3, 3, 6, 1]],
      ),
  },
  {
    name: "large matrix product",
    kernels: ["BatchMatMul"],
    compute: () => withGradients((a, b) => tf.matMul(a, b), [[203, 77], [77, 45]]),
  },
  {
    name: "large pooling",
    kernels: ["MaxPool", "MaxPoolGrad", "AvgPool", "AvgPoolGrad"],
    compute: () =>
      withGradients(
        (x) => tf.maxPool(tf.avgPool(x as tf.Tensor4D, 3, 1, "same"), 3, 2, "same"),
        [[37, 13, 11, 16]],
      ),
  },
  {
    name: "large elementwise functions and sums",
    kernels: ["Add", "Multiply", "Relu", "Sum", "Mean", "Softmax", "Exp"],
    compute: () =>
      withGradients(
        (x, bias) => tf.softmax(tf.exp(x.add(bias).relu().mul(0.1))).mean(0),
        [[5003, 33], [33]],
      ),
  },
];
