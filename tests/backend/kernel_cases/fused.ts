/**
 * Convolutions and products fused with bias and activation.
 *
 * @module
 */
import * as tf from "@tensorflow/tfjs";
import { seededNormal } from "../run_on.ts";
import type { KernelCase } from "./kernel_case.ts";

const ACTIVATIONS = ["linear", "relu", "relu6", "elu", "sigmoid", "leakyrelu"] as const;

/** `[M, K, N, transposeB]`: packed, and each way without packing. */
const PRODUCTS: [number, number, number, boolean][] = [
  [41, 40, 43, false],
  [7, 9, 11, false],
  [3, 30, 130, true],
  [9, 30, 2, false],
];

/** Each with each activation. */
export const fused: KernelCase[] = ACTIVATIONS.flatMap((activation) => [
  {
    name: `fused.conv2d ${activation}`,
    kernels: ["FusedConv2D"],
    compute: () => [tf.fused.conv2d({
      x: seededNormal<tf.Rank.R4>([2, 6, 6, 3], 1),
      filter: seededNormal<tf.Rank.R4>([3, 3, 3, 5], 2),
      bias: seededNormal<tf.Rank.R1>([5], 3),
      strides: 1,
      pad: "same",
      activation,
      leakyreluAlpha: 0.3,
    })],
  },
  ...PRODUCTS.map(([M, K, N, transposeB]) => ({
    name: `fused.matMul ${activation} ${M}×${K} by ${K}×${N}${transposeB ? " transposed" : ""}`,
    kernels: ["_FusedMatMul"],
    compute: () => [tf.fused.matMul({
      a: seededNormal([M, K], 1),
      b: seededNormal(transposeB ? [N, K] : [K, N], 2),
      bias: seededNormal([N], 3),
      transposeB,
      activation,
      leakyreluAlpha: 0.3,
    })],
  })),
  {
    name: `fused.depthwiseConv2d ${activation}`,
    kernels: ["FusedDepthwiseConv2D"],
    compute: () => [tf.fused.depthwiseConv2d({
      x: seededNormal<tf.Rank.R4>([2, 6, 6, 5], 1),
      filter: seededNormal<tf.Rank.R4>([3, 3, 5, 1], 2),
      bias: seededNormal<tf.Rank.R1>([5], 3),
      strides: 1,
      pad: "same",
      activation,
      leakyreluAlpha: 0.3,
    })],
  },
]);

/** A convolution in tiles of 2×2 pixels. */
export const fusedInTiles: KernelCase[] = (["linear", "relu", "sigmoid"] as const).map((
  activation,
) => ({
  name: `fused.conv2d in tiles ${activation}`,
  kernels: ["FusedConv2D"],
  compute: () => [tf.fused.conv2d({
    x: seededNormal<tf.Rank.R4>([2, 9, 8, 8], 1),
    filter: seededNormal<tf.Rank.R4>([3, 3, 8, 13], 2),
    bias: seededNormal<tf.Rank.R1>([13], 3),
    strides: 1,
    pad: "same",
    activation,
  })],
}));

const alpha = (channels: number) => seededNormal<tf.Rank.R1>([channels], 4);

/** The activation that is left to the cpu kernel. */
export const fusedWithPrelu: KernelCase[] = [
  {
    name: "fused.conv2d prelu",
    kernels: [],
    compute: () => [tf.fused.conv2d({
      x: seededNormal<tf.Rank.R4>([2, 6, 6, 3], 1),
      filter: seededNormal<tf.Rank.R4>([3, 3, 3, 5], 2),
      strides: 1,
      pad: "same",
      activation: "prelu",
      preluActivationWeights: alpha(5),
    })],
  },
  {
    name: "fused.matMul prelu",
    kernels: [],
    compute: () => [tf.fused.matMul({
      a: seededNormal([7, 9], 1),
      b: seededNormal([9, 11], 2),
      activation: "prelu",
      preluActivationWeights: alpha(11),
    })],
  },
  {
    name: "fused.depthwiseConv2d prelu",
    kernels: [],
    compute: () => [tf.fused.depthwiseConv2d({
      x: seededNormal<tf.Rank.R4>([2, 6, 6, 5], 1),
      filter: seededNormal<tf.Rank.R4>([3, 3, 5, 1], 2),
      strides: 1,
      pad: "same",
      activation: "prelu",
      preluActivationWeights: alpha(5),
    })],
  },
];

/** Biases that are broadcast otherwise than one number a channel: left to the cpu kernel. */
export const otherBiases: KernelCase[] = [
  ...[[4, 1], [4, 1, 1], [1], [4, 4]].map((shape) => ({
    name: `fused.conv2d with a bias [${shape}]`,
    kernels: [],
    compute: () => [tf.fused.conv2d({
      x: seededNormal<tf.Rank.R4>([1, 4, 4, 3], 1),
      filter: seededNormal<tf.Rank.R4>([1, 1, 3, 4], 2),
      bias: seededNormal(shape as [number], 3),
      strides: 1,
      pad: "valid",
    })],
  })),
  ...[[7, 1], [1], [7, 11]].map((shape) => ({
    name: `fused.matMul with a bias [${shape}]`,
    kernels: [],
    compute: () => [tf.fused.matMul({
      a: seededNormal([7, 9], 1),
      b: seededNormal([9, 11], 2),
      bias: seededNormal(shape as [number], 3),
    })],
  })),
  {
    name: "fused.matMul of as many rows as columns with a bias for each row",
    kernels: [],
    compute: () => [tf.fused.matMul({
      a: seededNormal([7, 9], 1),
      b: seededNormal([9, 7], 2),
      bias: seededNormal([7, 1], 3),
    })],
  },
  ...[[1], [4, 1]].map((shape) => ({
    name: `fused.depthwiseConv2d with a bias [${shape}]`,
    kernels: [],
    compute: () => [tf.fused.depthwiseConv2d({
      x: seededNormal<tf.Rank.R4>([1, 5, 5, 4], 1),
      filter: seededNormal<tf.Rank.R4>([2, 2, 4, 1], 2),
      bias: seededNormal(shape as [number], 3) as tf.Tensor1D,
      strides: 1,
      pad: "valid",
    })],
  })),
];
