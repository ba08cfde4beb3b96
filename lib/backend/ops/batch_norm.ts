/**
 * Batch normalisation by given means and variances.
 *
 * @module
 */
import * as tf from "@tensorflow/tfjs-core";
import { isFloat32, type SimdKernel, simdKernel } from "./simd_kernel.ts";

/** The adapter of FusedBatchNorm, for one mean a channel. */
export const batchNorm: SimdKernel = simdKernel<
  "x" | "mean" | "variance",
  tf.FusedBatchNormAttrs,
  "scale" | "offset"
>(
  tf.FusedBatchNorm,
  ({ inputs: { x, mean, variance, scale, offset }, attrs, backend }) => {
    const channels = x.shape.at(-1) ?? 0;
    const perChannel = [mean, variance, scale, offset].filter((tensor) => tensor !== undefined);
    const applies = isFloat32(x, ...perChannel) &&
      perChannel.every(({ shape }) => shape.length === 1 && shape[0] === channels);
    if (!applies) return undefined;
    const valuesOf = (tensor: tf.TensorInfo | undefined) =>
      tensor && backend.data.get(tensor.dataId).values as Float32Array;
    const variances = valuesOf(variance)!;
    const scales = valuesOf(scale);
    const { info, address, length } = backend.makeOutput32(x.shape);
    using factors = backend.scratch(2 * channels);
    const view = backend.float32View(factors.address, 2 * channels);
    for (let c = 0; c < channels; c++) {
      view[c] = (scales ? scales[c] : 1) / Math.sqrt(variances[c] + attrs.varianceEpsilon);
    }
    view.fill(0, channels);
    backend.forEach("batchNorm", {
      count: length / channels,
      work: channels,
      args: {
        x: backend.addressOf(x),
        mean: backend.addressOf(mean),
        factor: factors.address,
        offset: offset ? backend.addressOf(offset) : factors.address + 4 * channels,
        y: address,
        C: channels,
      },
    });
    return info;
  },
);
