/**
 * Moving values without computing: gathering, repeating, transposing.
 *
 * @module
 */
import * as tf from "@tensorflow/tfjs";
import { seededNormal, withGradients } from "../run_on.ts";
import type { KernelCase } from "./kernel_case.ts";

/** Gathering, repeating, transposing. */
export const movings: KernelCase[] = [
  ...[0, 1].map((axis) => ({
    name: `gather along axis ${axis}`,
    kernels: axis === 0 ? ["GatherV2"] : [], // other axes are left to cpu
    compute: () =>
      withGradients((x) => tf.gather(x, tf.tensor1d([2, 0, 2, 3], "int32"), axis), [[5, 4, 3]]),
  })),
  {
    name: "gather with indices of rank 2",
    kernels: ["GatherV2"],
    compute:
      () => [tf.gather(seededNormal([5, 3], 1), tf.tensor2d([[1, 2], [4, 0]], [2, 2], "int32"))],
  },
  {
    name: "tile of a row",
    kernels: ["Tile"],
    compute: () => withGradients((x) => tf.tile(x, [2, 3, 1]), [[1, 1, 5]]),
  },
  {
    name: "tile of a matrix",
    kernels: ["Add"], // of the parts of dy; only rows are repeated by our own
    compute: () => withGradients((x) => tf.tile(x, [2, 3]), [[4, 5]]),
  },
  ...[[5, 7], [1, 9], [33, 17]].map((shape) => ({
    name: `transpose of [${shape}]`,
    kernels: ["Transpose"],
    compute: () => withGradients((x) => tf.transpose(x), [shape]),
  })),
  {
    name: "tile of a matrix along its first axis",
    kernels: [], // left to cpu
    compute: () => [tf.tile(seededNormal([4, 5], 1), [2, 1])],
  },
  {
    name: "tile of a row along both axes",
    kernels: [], // left to cpu
    compute: () => [tf.tile(seededNormal([1, 5], 1), [2, 3])],
  },
  {
    name: "transpose of a matrix into itself",
    kernels: [], // left to cpu
    compute: () => [tf.transpose(seededNormal([4, 5], 1), [0, 1])],
  },
  {
    name: "transpose of four axes",
    kernels: [], // left to cpu
    compute: () => withGradients((x) => tf.transpose(x, [0, 2, 1, 3]), [[2, 3, 4, 5]]),
  },
];
