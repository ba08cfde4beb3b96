/**
 * Batch normalisation by given means and variances.
 *
 * @module
 */
import * as tf from "@tensorflow/tfjs-core";
import * as operations from "../kernels/shared/binary_operations.ts";
import type { SimdBackend } from "../simd_backend.ts";
import { computeFloat32 } from "./binary.ts";
import { canBroadcast } from "./broadcast.ts";
import { makeTarget } from "./strided_copy.ts";
import { isFloat32, type SimdKernel, simdKernel } from "./simd_kernel.ts";

interface Inputs {
  x: tf.TensorInfo;
  mean: tf.TensorInfo;
  variance: tf.TensorInfo;
  scale?: tf.TensorInfo;
  offset?: tf.TensorInfo;
}

/** Whether means and the like are broadcast along axes of x. TensorFlow.js's cpu kernel goes in circles. */
function areBroadcast({ x, mean, variance, scale, offset }: Inputs): boolean {
  return [mean, variance, scale ?? mean, offset ?? mean].every(({ shape }) =>
    tf.util.arraysEqual(shape, mean.shape) && shape.length <= x.shape.length &&
    canBroadcast(shape, x.shape) && shape.every((size, i) => size <= x.shape.at(i - shape.length)!)
  );
}

/** (x − mean) · scale / √(variance + ε) + offset, along any axes. */
function normalise(
  backend: SimdBackend,
  { x, mean, variance, scale, offset }: Inputs,
  epsilon: number,
): tf.TensorInfo {
  const valuesOf = ({ dataId }: tf.TensorInfo) => backend.data.get(dataId).values as Float32Array;
  const factor = makeTarget(backend, variance.shape, "float32");
  const scales = scale && valuesOf(scale);
  valuesOf(variance).forEach((value, i) =>
    factor.values[i] = (scales ? scales[i] : 1) / Math.sqrt(value + epsilon)
  );
  const steps: [number, tf.TensorInfo][] = [
    [operations.SUB, mean],
    [operations.MULTIPLY, factor.info],
    ...(offset ? [[operations.ADD, offset] as [number, tf.TensorInfo]] : []),
  ];
  let y = x;
  for (const [op, operand] of steps) {
    const next = computeFloat32(backend, op, [y, operand])!;
    if (y !== x) backend.disposeIntermediateTensorInfo(y);
    y = next;
  }
  backend.disposeIntermediateTensorInfo(factor.info);
  return y;
}

/** The adapter of FusedBatchNorm: one kernel for one mean a channel, several for other axes. */
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
    if (!applies) {
      const all = { x, mean, variance, scale, offset };
      if (!isFloat32(x, ...perChannel) || !areBroadcast(all)) return undefined;
      return normalise(backend, all, attrs.varianceEpsilon);
    }
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
