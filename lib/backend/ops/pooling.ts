/**
 * Max and average pooling with their gradients.
 *
 * @module
 */
import * as tf from "@tensorflow/tfjs-core";
import {
  type PoolAttributes,
  poolGeometry,
  windowArguments,
  workOfImage,
} from "./pool_geometry.ts";
import { hasElements, hasShape, isFloat32, type SimdKernel, simdKernel } from "./simd_kernel.ts";

function poolKernel(kernelName: string, compiled: string): SimdKernel {
  return simdKernel<"x", PoolAttributes>(
    kernelName,
    ({ inputs: { x }, attrs, backend }) => {
      const g = poolGeometry(x.shape, attrs);
      if (!isFloat32(x) || !hasElements(g.outShape)) return undefined;
      // The cpu kernel returns x itself, also where the windows lie outside of it.
      const isIdentity = g.filterHeight === 1 && g.filterWidth === 1 && hasShape(x, g.outShape);
      if (isIdentity) return undefined;
      const { info, address } = backend.makeOutput32(g.outShape);
      const args = [backend.addressOf(x), address, ...windowArguments(g)];
      backend.forEach(compiled, g.batchSize, workOfImage(g), args);
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
    const addresses = [backend.addressOf(input), backend.addressOf(dy), address];
    const args = [...addresses, ...windowArguments(g)];
    backend.forEach("maxPoolGrad", g.batchSize, workOfImage(g), args);
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
    const args = [backend.addressOf(dy), address, ...windowArguments(g)];
    backend.forEach("avgPoolGrad", g.batchSize, workOfImage(g), args);
    return info;
  },
);
