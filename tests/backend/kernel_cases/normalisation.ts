/**
 * Softmax, losses and batch normalisation.
 *
 * @module
 */
import * as tf from "@tensorflow/tfjs";
import { seededNormal, withGradients } from "../run_on.ts";
import type { KernelCase } from "./kernel_case.ts";

/** Softmax, losses and batch normalisation. */
export const normalisations: KernelCase[] = [
  ...[[4, 10], [1, 1], [3, 5, 7], [9]].map((shape) => ({
    name: `softmax of [${shape}]`,
    kernels: ["Softmax"],
    compute: () => withGradients((x) => tf.softmax(x), [shape]),
  })),
  {
    name: "softmax of large scores",
    kernels: ["Softmax"],
    compute: () => [tf.softmax(tf.tensor2d([[1000, 999, -1000], [-500, -500, -501]]))],
  },
  ...([[2, 3, 3, 5], [7, 8]] as number[][]).map((shape) => ({
    name: `batchNorm of [${shape}]`,
    kernels: ["FusedBatchNorm"],
    compute: () =>
      withGradients(
        (x, mean, variance, offset, scale) =>
          tf.batchNorm(
            x,
            mean as tf.Tensor1D,
            variance.square() as tf.Tensor1D,
            offset as tf.Tensor1D,
            scale as tf.Tensor1D,
            0.01,
          ),
        [shape, ...Array(4).fill([shape.at(-1)!])],
      ),
  })),
  {
    name: "batchNorm without scale and offset",
    kernels: ["FusedBatchNorm"],
    compute: () => [
      tf.batchNorm(seededNormal([6, 5], 1), seededNormal([5], 2), tf.ones([5])),
    ],
  },
  // Means that are not one a channel, and that cpu is right about.
  ...([[[3, 4], [3, 4]], [[4, 4], [4, 4]], [[3, 4], [1]]] as const).map(([shape, means]) => ({
    name: `batchNorm of [${shape}] with means [${means}]`,
    kernels: ["FusedBatchNorm"],
    compute: () => [
      tf.batchNorm(
        seededNormal([...shape], 1),
        seededNormal([...means] as [number], 2) as tf.Tensor1D,
        tf.fill([...means] as [number], 2) as tf.Tensor1D,
      ),
    ],
  })),
  ...[[5, 1, 1, 0.5], [1, 2, 0.3, 0.75], [0, 1, 0.5, 1]].map(([radius, bias, alpha, beta]) => ({
    name: `local response normalisation, radius ${radius}`,
    kernels: ["LRN", "LRNGrad"],
    compute: () =>
      withGradients(
        (x) => tf.localResponseNormalization(x as tf.Tensor4D, radius, bias, alpha, beta),
        [[2, 3, 3, 7]],
      ),
  })),
  {
    name: "softmaxCrossEntropy",
    kernels: ["Neg", "Exp", "Log", "Add", "Sub", "Multiply", "RealDiv", "Sum"],
    compute: () =>
      withGradients((x) => tf.losses.softmaxCrossEntropy(tf.eye(5).slice([0, 0], [4, 5]), x), [[
        4,
        5,
      ]]),
  },
  {
    name: "sigmoidCrossEntropy",
    kernels: ["Relu", "Neg", "Abs", "Exp", "Step", "Add", "Sub", "Multiply", "RealDiv", "Sum"],
    compute: () =>
      withGradients((x) => tf.losses.sigmoidCrossEntropy(tf.ones([4, 5]), x), [[4, 5]]),
  },
];
