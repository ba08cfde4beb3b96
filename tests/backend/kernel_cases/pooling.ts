/**
 * Max and average pooling.
 *
 * @module
 */
import * as tf from "@tensorflow/tfjs";
import { withGradients } from "../run_on.ts";
import type { KernelCase, Shape4D } from "./kernel_case.ts";

/** `[x, filter size, strides, padding]` */
type Pooling = [
  Shape4D,
  number | [number, number],
  number | [number, number],
  "valid" | "same" | number,
];

// A padding that is given as a number is rounded down.
const POOLINGS: Pooling[] = [
  [[2, 8, 8, 8], 2, 2, "valid"],
  [[2, 8, 8, 3], 2, 2, "valid"],
  [[1, 9, 7, 5], 2, 2, "valid"],
  [[2, 9, 7, 4], 3, 2, "same"],
  [[2, 7, 7, 6], 3, 1, "same"],
  [[2, 7, 7, 1], [2, 3], [3, 1], "valid"],
  [[3, 4, 4, 9], 4, 4, "valid"],
  [[2, 5, 5, 4], 2, 3, "valid"],
  [[2, 6, 6, 4], 3, 2, 1],
  [[2, 6, 6, 4], 2, 1, -1],
  // windows that lie wholly outside the image
  [[1, 4, 4, 2], 2, 1, 3],
  [[1, 4, 5, 6], 2, 2, 4],
  [[2, 3, 3, 2], 1, 2, 1],
  [[1, 1, 1, 1], 1, 1, "valid"],
  [[2, 5, 5, 4], [1, 1], 2, "valid"], // no identity
];

/** Poolings with their gradients. */
export const poolings: KernelCase[] = POOLINGS.flatMap(([shape, size, strides, pad]) =>
  Object.entries({ MaxPool: tf.maxPool, AvgPool: tf.avgPool }).map(([kernel, f]) => ({
    name: `${kernel} of ${shape.join("×")}, ${size}, strides ${strides}, padding ${pad}`,
    // A pooling of single pixels is the identity, which the cpu kernel returns.
    kernels: size === 1 ? [`${kernel}Grad`] : [kernel, `${kernel}Grad`],
    compute: () =>
      withGradients(
        (x) =>
          f(x as tf.Tensor4D, size, strides, pad, typeof pad === "number" ? "floor" : undefined),
        [shape],
      ),
  }))
);

/** Which of equal values gets the gradient. */
export const equalValues: KernelCase = {
  name: "MaxPool where several values are largest",
  kernels: ["MaxPool", "MaxPoolGrad"],
  compute: () =>
    withGradients((x) => tf.maxPool(x.sign() as tf.Tensor4D, 3, 2, "same"), [[2, 7, 7, 5]]),
};
