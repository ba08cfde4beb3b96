/**
 * Max and average pooling with their gradients.
 *
 * @module
 */
import * as tf from "@tensorflow/tfjs-core";
import { hasElements, hasShape, isFloat32, type SimdKernel, simdKernel } from "./simd_kernel.ts";
import {
  type PoolAttributes,
  poolGeometry,
  windowArguments,
  workOfImage,
} from "./window_geometry.ts";

function poolKernel(kernelName: string, compiled: "maxPool" | "avgPool"): SimdKernel {
  return simdKernel<"x", PoolAttributes>(
    kernelName,
    ({ inputs: { x }, attrs, backend }) => {
      const g = poolGeometry(x.shape, attrs);
      if (!isFloat32(x) || !hasElements(g.outShape)) return undefined;
      // The cpu kernel returns x itself, also where the windows lie outside of it.
      const isIdentity = g.filterHeight === 1 && g.filterWidth === 1 && hasShape(x, g.outShape);
      if (isIdentity) return undefined;
      const { info, address } = backend.makeOutput32(g.outShape);
      const args = { x: backend.addressOf(x), y: address, ...windowArguments(g) };
      backend.forEach(compiled, { count: g.batchSize, work: workOfImage(g), args });
      return info;
    },
  );
}

/** The adapter of MaxPool. */
export const maxPool: SimdKernel = poolKernel(tf.MaxPool, "maxPool");

/** The adapter of AvgPool. */
export const avgPool: SimdKernel = poolKernel(tf.AvgPool, "avgPool");

/** The adapter of MaxPoolGrad. */
export const maxPoolGrad: SimdKernel = simdKernel<"dy" | "input", PoolAttributes>(
  tf.MaxPoolGrad,
  ({ inputs: { dy, input }, attrs, backend }) => {
    const g = poolGeometry(input.shape, attrs);
    if (!isFloat32(dy, input) || !hasShape(dy, g.outShape)) return undefined;
    const { info, address } = backend.makeOutput32(input.shape);
    const operands = { x: backend.addressOf(input), dy: backend.addressOf(dy), dx: address };
    const args = { ...operands, ...windowArguments(g) };
    backend.forEach("maxPoolGrad", { count: g.batchSize, work: workOfImage(g), args });
    return info;
  },
);

/** The adapter of AvgPoolGrad. */
export const avgPoolGrad: SimdKernel = simdKernel<"dy" | "input", PoolAttributes>(
  tf.AvgPoolGrad,
  ({ inputs: { dy, input }, attrs, backend }) => {
    const g = poolGeometry(input.shape, attrs);
    if (!isFloat32(dy, input) || !hasShape(dy, g.outShape)) return undefined;
    const { info, address } = backend.makeOutput32(input.shape);
    const args = { dy: backend.addressOf(dy), dx: address, ...windowArguments(g) };
    backend.forEach("avgPoolGrad", { count: g.batchSize, work: workOfImage(g), args });
    return info;
  },
);
