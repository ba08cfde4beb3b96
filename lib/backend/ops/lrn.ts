/**
 * Local response normalisation, as AlexNet has it, and its gradient.
 *
 *   y_c = x_c · n_c^−β    with    n_c = bias + α · Σ_k x_k²,  |k − c| ≤ depthRadius
 *
 * @module
 */
import * as tf from "@tensorflow/tfjs-core";
import { hasShape, isFloat32, type SimdKernel, simdKernel } from "./simd_kernel.ts";
import { makeTarget } from "./strided_copy.ts";

/** What both kernels take. */
type Attributes = tf.LRNAttrs;

/** Adds up, for each channel of each pixel, the numbers of those at most `radius` channels away. */
function sumAround(x: Float64Array, channels: number, radius: number): Float64Array {
  const sums = new Float64Array(x.length);
  for (let pixel = 0; pixel < x.length; pixel += channels) {
    for (let c = 0; c < channels; c++) {
      const end = pixel + Math.min(channels - 1, c + radius);
      let sum = 0;
      for (let k = pixel + Math.max(0, c - radius); k <= end; k++) sum += x[k];
      sums[pixel + c] = sum;
    }
  }
  return sums;
}

/** n of the formula, for every number. */
function normsOf(x: Float32Array, channels: number, attrs: Attributes): Float64Array {
  const squares = Float64Array.from(x);
  for (let i = 0; i < squares.length; i++) squares[i] *= squares[i];
  const norms = sumAround(squares, channels, attrs.depthRadius);
  for (let i = 0; i < norms.length; i++) norms[i] = attrs.bias + attrs.alpha * norms[i];
  return norms;
}

/** The adapter of LRN. */
export const lrn: SimdKernel = simdKernel<"x", Attributes>(
  tf.LRN,
  ({ inputs: { x }, attrs, backend }) => {
    if (!isFloat32(x)) return undefined;
    const { info, values } = makeTarget(backend, x.shape, "float32");
    const source = backend.data.get(x.dataId).values as Float32Array;
    const norms = normsOf(source, x.shape[3], attrs);
    for (let i = 0; i < values.length; i++) values[i] = source[i] * norms[i] ** -attrs.beta;
    return info;
  },
);

// ∂y_o/∂x_k = n_o^−β where k = o, and −2 α β · x_k · y_o / n_o for each k near o:
// dx_k = dy_k · n_k^−β − 2 α β · x_k · Σ_o dy_o · y_o / n_o
/** The adapter of LRNGrad. */
export const lrnGrad: SimdKernel = simdKernel<"x" | "y" | "dy", Attributes>(
  tf.LRNGrad,
  ({ inputs: { x, y, dy }, attrs, backend }) => {
    if (!isFloat32(x, y, dy) || !hasShape(dy, x.shape)) return undefined;
    const { info, values } = makeTarget(backend, x.shape, "float32");
    const [xs, ys, dys] = [x, y, dy].map(({ dataId }) =>
      backend.data.get(dataId).values as Float32Array
    );
    const { depthRadius, alpha, beta } = attrs;
    const channels = x.shape[3];
    const norms = normsOf(xs, channels, attrs);
    const shares = new Float64Array(norms.length);
    for (let i = 0; i < shares.length; i++) shares[i] = dys[i] * ys[i] / norms[i];
    const sums = sumAround(shares, channels, depthRadius);
    for (let i = 0; i < values.length; i++) {
      values[i] = dys[i] * norms[i] ** -beta - 2 * alpha * beta * xs[i] * sums[i];
    }
    return info;
  },
);
