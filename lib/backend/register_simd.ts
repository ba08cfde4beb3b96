/**
 * Registers the backend `simd` with TensorFlow.js. Nothing is patched: a backend, its kernels and
 * gradients are what TensorFlow.js lets anyone register.
 *
 * @module
 */
import * as tf from "@tensorflow/tfjs-core";
import "@convbook/tensors/quiet_cpu_backend";
import { batchNorm } from "./ops/batch_norm.ts";
import { registerBatchNormGrad } from "./ops/batch_norm_grad.ts";
import { addN, binaryKernels, bitwiseAnd, eluGrad, floorDiv, prelu } from "./ops/binary.ts";
import { batchToSpace, depthToSpace, spaceToBatch, stridedSlice } from "./ops/blocks.ts";
import { comparisons, select } from "./ops/comparison.ts";
import { conv2d, fusedConv2d } from "./ops/conv2d.ts";
import { conv2dBackpropFilter } from "./ops/conv2d_backprop_filter.ts";
import { conv2dBackpropInput } from "./ops/conv2d_backprop_input.ts";
import {
  depthwiseConv2d,
  depthwiseConv2dBackpropFilter,
  depthwiseConv2dBackpropInput,
  fusedDepthwiseConv2d,
} from "./ops/depthwise_conv2d.ts";
import { registerCumsumGrad } from "./ops/cumsum_grad.ts";
import { extremes, placesOfExtremes, running } from "./ops/extremes.ts";
import { gather, gatherNd } from "./ops/gather.ts";
import { lrn, lrnGrad } from "./ops/lrn.ts";
import { batchMatMul, fusedMatMul } from "./ops/mat_mul.ts";
import { registerOrthogonal } from "./ops/orthogonal.ts";
import { mirrorPad } from "./ops/places.ts";
import { avgPool, avgPoolGrad, maxPool, maxPoolGrad } from "./ops/pooling.ts";
import { concat, pack, pad, reverse, slice, split, tile, unpack } from "./ops/moving.ts";
import { registerReductionGrads } from "./ops/reduction_grads.ts";
import { mean, sum } from "./ops/reductions.ts";
import {
  resizeBilinear,
  resizeBilinearGrad,
  resizeNearest,
  resizeNearestGrad,
} from "./ops/resize.ts";
import type { SimdKernel } from "./ops/simd_kernel.ts";
import { segmentSum } from "./ops/segment_sum.ts";
import { softmax } from "./ops/softmax.ts";
import { topK } from "./ops/top_k.ts";
import { transpose } from "./ops/transpose.ts";
import { cast, truths } from "./ops/truth.ts";
import { unaryKernels } from "./ops/unary.ts";
import { registerUnaryGrad } from "./ops/unary_grad.ts";
import { SimdBackend } from "./simd_backend.ts";
import { withoutAdvice } from "@convbook/tensors";

/** The backend's name. */
export const SIMD = "simd" as const;

/** The adapter of every kernel that is not simply tfjs-backend-cpu's. */
export const SIMD_KERNELS: readonly SimdKernel[] = [
  ...unaryKernels,
  ...binaryKernels,
  ...comparisons,
  ...truths,
  ...extremes,
  ...placesOfExtremes,
  ...running,
  addN,
  avgPool,
  avgPoolGrad,
  batchMatMul,
  batchNorm,
  batchToSpace,
  bitwiseAnd,
  cast,
  concat,
  conv2d,
  conv2dBackpropFilter,
  conv2dBackpropInput,
  depthToSpace,
  depthwiseConv2d,
  depthwiseConv2dBackpropFilter,
  depthwiseConv2dBackpropInput,
  eluGrad,
  floorDiv,
  fusedConv2d,
  fusedDepthwiseConv2d,
  fusedMatMul,
  gather,
  gatherNd,
  lrn,
  lrnGrad,
  maxPool,
  maxPoolGrad,
  mean,
  mirrorPad,
  pack,
  pad,
  prelu,
  resizeBilinear,
  resizeBilinearGrad,
  resizeNearest,
  resizeNearestGrad,
  reverse,
  segmentSum,
  select,
  slice,
  softmax,
  spaceToBatch,
  split,
  stridedSlice,
  sum,
  tile,
  topK,
  transpose,
  unpack,
];

type KernelCall = Parameters<SimdKernel["compute"]>[0];

function registerKernel(kernel: SimdKernel): void {
  const { kernelName } = kernel;
  const cpuKernel = tf.getKernel(kernelName, "cpu").kernelFunc;
  tf.unregisterKernel(kernelName, SIMD);
  tf.registerKernel({
    kernelName,
    backendName: SIMD,
    kernelFunc: (call) => {
      const backend = call.backend as SimdBackend;
      return backend.inHeap(() => kernel.compute(call as KernelCall)) ?? cpuKernel(call);
    },
  });
}

let hasReplacements = false;

/**
 * Not when this module is imported: TensorFlow.js's other packages register the gradients that ours call on
 * other backends, and the initializer, and may be imported after it.
 */
function registerReplacements(): void {
  if (hasReplacements) return;
  hasReplacements = true;
  registerUnaryGrad(SIMD);
  registerReductionGrads(SIMD);
  registerCumsumGrad(SIMD);
  registerBatchNormGrad(SIMD);
  registerOrthogonal(SIMD);
}

// Importing this module registers the backend, as importing TensorFlow.js's own backends does.
// TensorFlow.js makes it when it is first used.
if (!tf.findBackendFactory(SIMD)) {
  tf.copyRegisteredKernels("cpu", SIMD);
  for (const kernel of SIMD_KERNELS) registerKernel(kernel);
  tf.registerBackend(SIMD, () => {
    registerReplacements();
    return withoutAdvice(() => new SimdBackend());
  });
}
