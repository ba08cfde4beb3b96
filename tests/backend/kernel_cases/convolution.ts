/**
 * Convolutions.
 *
 * @module
 */
import * as tf from "@tensorflow/tfjs";
import { withGradients } from "../run_on.ts";
import type { KernelCase, Padding, Shape4D } from "./kernel_case.ts";

const explicit = (rows: [number, number], columns: [number, number]): Padding => [
  [0, 0],
  rows,
  columns,
  [0, 0],
];

/** `[x, filter, strides, padding]` */
type Convolution = [
  x: number[],
  filter: number[],
  strides: number | [number, number],
  pad: Padding,
];

const CONVOLUTIONS: Convolution[] = [
  // the lesson's two layers
  [[2, 28, 28, 1], [5, 5, 1, 8], 1, "valid"],
  [[2, 12, 12, 8], [5, 5, 8, 16], 1, "valid"],
  // padding
  [[2, 6, 7, 3], [3, 3, 3, 5], 1, "valid"],
  [[2, 6, 7, 3], [3, 3, 3, 5], 1, "same"],
  [[2, 6, 7, 3], [2, 4, 3, 5], 1, "same"],
  [[2, 6, 7, 3], [3, 3, 3, 5], 1, 2],
  [[2, 6, 7, 3], [3, 2, 3, 5], 1, explicit([0, 1], [2, 0])],
  [[2, 6, 7, 3], [3, 2, 3, 5], [2, 1], explicit([2, 1], [0, 3])],
  [[2, 6, 7, 3], [2, 2, 3, 5], 1, explicit([3, 2], [4, 3])],
  // strides, some of which leave rows or columns at the end unseen
  [[2, 7, 7, 3], [3, 3, 3, 4], 2, "valid"],
  [[2, 8, 8, 3], [3, 3, 3, 4], 2, "valid"],
  [[2, 8, 7, 3], [3, 3, 3, 4], 2, "same"],
  [[2, 7, 9, 2], [3, 2, 2, 3], [3, 2], "valid"],
  [[2, 7, 9, 2], [3, 2, 2, 3], [1, 3], "same"],
  [[2, 8, 8, 2], [2, 3, 2, 3], 4, "same"],
  [[2, 8, 8, 3], [3, 3, 3, 4], 2, 1],
  [[2, 9, 9, 2], [2, 2, 2, 3], 4, "valid"],
  // 1×1 filters
  [[3, 5, 5, 7], [1, 1, 7, 3], 1, "valid"],
  [[3, 5, 5, 7], [1, 1, 7, 3], 3, "same"],
  [[2, 4, 4, 3], [1, 1, 3, 2], 1, 2],
  // filters as large as the image or larger in one or both dimensions
  [[2, 5, 5, 2], [5, 5, 2, 3], 1, "valid"],
  [[2, 5, 6, 2], [5, 1, 2, 3], 2, "valid"],
  [[2, 3, 8, 2], [5, 3, 2, 3], 1, "same"],
  [[2, 3, 8, 2], [5, 3, 2, 3], 2, "same"],
  [[2, 2, 2, 1], [5, 5, 1, 2], 1, "same"],
  // single and odd sizes
  [[1, 6, 6, 1], [3, 3, 1, 1], 1, "valid"],
  [[1, 1, 1, 1], [1, 1, 1, 1], 1, "valid"],
  [[1, 1, 9, 3], [1, 4, 3, 2], [1, 2], "valid"],
  [[17, 5, 4, 13], [2, 3, 13, 11], 1, "same"],
  [[2, 6, 6, 24], [3, 3, 24, 8], 1, "same"],
  // 8 channels, but strides or other filters than 3×3
  [[2, 9, 9, 8], [3, 2, 8, 8], 1, "same"],
  [[2, 9, 9, 8], [2, 3, 8, 8], 1, "same"],
  [[2, 16, 9, 8], [3, 3, 8, 8], [2, 1], "same"],
  [[2, 9, 16, 8], [3, 3, 8, 8], [1, 2], "same"],
  // 3×3 filters for 8 channels or more, computed in tiles of 2×2 pixels
  [[2, 8, 8, 8], [3, 3, 8, 16], 1, "same"],
  [[3, 9, 7, 10], [3, 3, 10, 11], 1, "same"],
  [[2, 13, 14, 16], [3, 3, 16, 5], 1, "valid"],
  [[2, 14, 13, 9], [3, 3, 9, 17], 1, "valid"],
  [[2, 7, 8, 9], [3, 3, 9, 20], 1, explicit([2, 1], [0, 2])],
  [[2, 7, 7, 8], [3, 3, 8, 9], 1, explicit([4, 3], [3, 5])],
  [[2, 7, 7, 8], [3, 3, 8, 8], 1, explicit([1, 5], [1, 1])],
  [[2, 7, 7, 8], [3, 3, 8, 8], 1, explicit([1, 1], [1, 5])],
  [[2, 7, 7, 8], [3, 3, 8, 8], 1, explicit([5, 1], [1, 1])],
  [[2, 7, 7, 8], [3, 3, 8, 8], 1, explicit([1, 1], [5, 1])],
  [[1, 30, 30, 12], [3, 3, 12, 12], 1, "same"],
  [[64, 1, 1, 8], [3, 3, 8, 8], 1, "same"],
  [[9, 3, 3, 8], [3, 3, 8, 8], 1, "same"],
];

/** What our kernels do not know: padding below 0 cuts the image. */
const CUT: Convolution[] = [
  [[2, 6, 6, 2], [2, 2, 2, 3], 1, -1],
  [[2, 6, 6, 2], [2, 2, 2, 3], 1, explicit([1, -1], [0, 0])],
  [[2, 6, 6, 2], [2, 2, 2, 3], 2, explicit([0, 0], [-2, -1])],
  [[2, 6, 6, 2], [2, 2, 2, 3], 1, explicit([-1, 2], [-1, 0])],
  // sizes for tiles
  [[2, 12, 12, 8], [3, 3, 8, 8], 1, -1],
  [[2, 12, 12, 8], [3, 3, 8, 8], 1, explicit([-1, 1], [2, -1])],
];

const nameOf = ([x, filter, strides, pad]: Convolution) =>
  `${x.join("×")} by ${filter.join("×")}, strides ${strides}, padding ${pad}`;

/** What a convolution with its gradients uses. */
export const CONV2D_KERNELS = ["Conv2D", "Conv2DBackpropInput", "Conv2DBackpropFilter"];

function casesOf(convolution: Convolution, isOurs: boolean): KernelCase[] {
  const [x, filter, strides, pad] = convolution;
  return [{
    name: `conv2d ${nameOf(convolution)}`,
    kernels: isOurs ? CONV2D_KERNELS : [],
    compute: () =>
      withGradients(
        (x, filter) => tf.conv2d(x as tf.Tensor4D, filter as tf.Tensor4D, strides, pad),
        [x, filter],
      ),
  }, {
    name: `conv2dTranspose ${nameOf(convolution)}`,
    kernels: isOurs ? ["Conv2DBackpropInput"] : [],
    compute: () => {
      const zeros = (shape: number[]) => tf.zeros<tf.Rank.R4>(shape as Shape4D);
      const dyShape = tf.conv2d(zeros(x), zeros(filter), strides, pad).shape;
      return withGradients(
        (dy, filter) =>
          tf.conv2dTranspose(dy as tf.Tensor4D, filter as tf.Tensor4D, x as Shape4D, strides, pad),
        [dyShape, filter],
      );
    },
  }];
}

/** Convolutions and transposed convolutions with their gradients. */
export const convolutions: KernelCase[] = [
  ...CONVOLUTIONS.flatMap((convolution) => casesOf(convolution, true)),
  ...CUT.flatMap((convolution) => casesOf(convolution, false)),
];
