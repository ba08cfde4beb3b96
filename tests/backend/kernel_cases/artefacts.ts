/**
 * Calls that mean nothing, which cpu's kernels compute all the same. They are left to them.
 *
 * @module
 */
import * as tf from "@tensorflow/tfjs";
import { seededNormal } from "../run_on.ts";
import type { KernelCase } from "./kernel_case.ts";
import { DY_NOT_REFUSED } from "./other_dy.ts";

/** Every call. */
export const ARTEFACTS: readonly KernelCase[] = [
  ...DY_NOT_REFUSED.map(({ name, compute }) => ({
    name,
    kernels: [],
    compute: () => [compute()],
  })),
  {
    name: "conv2d with half a pixel of padding",
    kernels: [],
    compute: () => [
      tf.conv2d(
        seededNormal<tf.Rank.R4>([2, 6, 6, 2], 1),
        seededNormal<tf.Rank.R4>([2, 2, 2, 3], 2),
        1,
        0.5,
      ),
    ],
  },
  {
    name: "GatherV2 with indices that are not whole",
    kernels: [],
    compute: () => {
      const inputs = { x: seededNormal([4, 1], 1), indices: tf.tensor1d([0.5, 2]) };
      return [tf.engine().runKernel("GatherV2", inputs, { axis: 0, batchDims: 0 }) as tf.Tensor];
    },
  },
  {
    name: "filters higher and wider than the image", // −1 · −1 outputs are not 1
    kernels: [],
    compute: () => {
      const x = tf.ones<tf.Rank.R4>([2, 2, 2, 1]);
      return [
        tf.conv2d(x, tf.ones([4, 4, 1, 2]), 1, "valid"),
        tf.depthwiseConv2d(x, tf.ones([4, 4, 1, 1]), 1, "valid"),
      ];
    },
  },
];
