/**
 * Calls that the cpu kernel refuses, and so must simd, with the same words.
 *
 * @module
 */
import * as tf from "@tensorflow/tfjs";
import { DY_REFUSED } from "./other_dy.ts";

/** A call and what the cpu backend says to it. */
export interface RefusedCall {
  name: string;
  compute: () => tf.Tensor;
  message: RegExp;
}

const images = (shape: [number, number, number, number]) => tf.zeros<tf.Rank.R4>(shape);

/** Every call. */
export const REFUSED_CALLS: readonly RefusedCall[] = [
  ...Object.entries({ maxPool: tf.maxPool, avgPool: tf.avgPool }).flatMap(([name, pool]) => [
    {
      name: `${name} of windows larger than the image`,
      compute: () => pool(images([2, 6, 1, 1]), [4, 3], 1, "valid"),
      message: /positive integers but got shape \[2,3,-1,1\]/,
    },
    {
      name: `${name} of windows higher and wider than the image`,
      compute: () => pool(images([2, 2, 2, 1]), 4, 1, "valid"), // −1 · −1 outputs are not 1
      message: /positive integers but got shape \[2,-1,-1,1\]/,
    },
  ]),
  {
    name: "conv2d with a filter larger than the image",
    compute: () => tf.conv2d(images([2, 6, 1, 1]), images([3, 4, 1, 2]), 1, "valid"),
    message: /^Invalid typed array length: -32$/,
  },
  {
    name: "depthwiseConv2d with a filter larger than the image",
    compute: () => tf.depthwiseConv2d(images([2, 6, 1, 1]), images([3, 4, 1, 1]), 1, "valid"),
    message: /^Invalid typed array length: -16$/,
  },
  ...DY_REFUSED.map(({ name, compute }) => ({
    name,
    compute,
    message: /^Requested out of range element at/,
  })),
  {
    name: "BatchMatMul of 2×3 by 4×5",
    compute: () => {
      const inputs = { a: tf.zeros([2, 3]), b: tf.zeros([4, 5]) };
      const attrs = { transposeA: false, transposeB: false };
      return tf.engine().runKernel("BatchMatMul", inputs, attrs);
    },
    message: /inner shapes/i,
  },
  {
    name: "softmax of a scalar",
    compute: () => tf.softmax(tf.scalar(1)),
    message: /axis/,
  },
  {
    name: "Softmax along the first axis",
    compute: () => tf.engine().runKernel("Softmax", { logits: tf.ones([3, 4]) }, { dim: 0 }),
    message: /^Softmax along a non-last dimension is not yet supported/,
  },
  {
    name: "Add of [2, 3] and [4]",
    compute: () => tf.engine().runKernel("Add", { a: tf.ones([2, 3]), b: tf.ones([4]) }),
    message: /^Operands could not be broadcast together/,
  },
  {
    name: "gather of a scalar",
    compute: () => tf.gather(tf.scalar(1), tf.tensor1d([0], "int32")),
    message: /axis/,
  },
  {
    name: "gather with more batch dimensions than axes before the chosen one",
    compute: () => tf.gather(tf.ones([5, 3]), tf.zeros<tf.Rank.R2>([2, 2], "int32"), 0, -1),
    message: /batchDims/,
  },
  ...[-1, 3].map((row) => ({
    name: `gather of row ${row} of 3`,
    compute: () => tf.gather(tf.ones([3, 2]), tf.tensor1d([0, row], "int32")),
    message: new RegExp(`the index value ${row} is not in \\[0, 2\\]`),
  })),
];
