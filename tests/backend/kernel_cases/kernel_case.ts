/**
 * What a computation in the table is.
 *
 * @module
 */
import type * as tf from "@tensorflow/tfjs";

/** One computation, with its gradients where it has any. */
export interface KernelCase {
  name: string;
  compute: () => tf.Tensor[];
  /** The kernels of our own that it must use. None if it is left to the cpu kernels. */
  kernels: string[];
}

/** Padding of a convolution. */
export type Padding = Parameters<typeof tf.conv2d>[3];

/** The shape of images. */
export type Shape4D = [number, number, number, number];
