/**
 * Sums and means along neighbouring axes.
 *
 * @module
 */
import * as tf from "@tensorflow/tfjs-core";
import type { SimdBackend } from "../simd_backend.ts";
import { isFloat32, type SimdKernel, simdKernel } from "./simd_kernel.ts";
import { divideBy } from "./unary.ts";

/** A tensor as [outer, reduced, inner], to be summed along the middle axis. */
interface Reduction {
  outer: number;
  reduced: number;
  inner: number;
  outShape: number[];
}

/** Folds a shape. Returns `undefined` if axes that stay lie between axes that are summed along. */
function reductionOf(
  shape: number[],
  axis: number | number[] | undefined,
  keepDims: boolean,
): Reduction | undefined {
  const axes = new Set(tf.util.parseAxisParam(axis ?? shape.map((_, i) => i), shape));
  let outer = 1, reduced = 1, inner = 1;
  let seen = false;
  const outShape: number[] = [];
  for (const [i, size] of shape.entries()) {
    const summed = axes.has(i);
    if (!summed) outShape.push(size);
    else if (keepDims) outShape.push(1);
    if (size === 1) continue;
    if (summed) {
      if (inner > 1) return undefined;
      reduced *= size;
      seen = true;
    } else if (seen) inner *= size;
    else outer *= size;
  }
  return { outer, reduced, inner, outShape };
}

/** Sums `x` into `y`. */
function sumInto(
  backend: SimdBackend,
  { outer, reduced, inner }: Reduction,
  [x, y]: [x: number, y: number],
): void {
  if (inner === 1) {
    backend.forEach("rowSum", { count: outer, work: reduced, args: { x, y, C: reduced } });
  } else if (outer === 1) {
    backend.sumInPieces("columnSum", {
      count: reduced,
      work: inner,
      args: { x, C: inner },
      length: inner,
      result: y,
    });
  } else {
    const args = { x, y, R: reduced, C: inner };
    backend.forEach("middleSum", { count: outer, work: reduced * inner, args });
  }
}

function reductionKernel(kernelName: string, isMean: boolean): SimdKernel {
  return simdKernel<"x", { axis: number | number[]; keepDims: boolean }>(
    kernelName,
    ({ inputs: { x }, attrs: { axis, keepDims }, backend }) => {
      const reduction = isFloat32(x) ? reductionOf(x.shape, axis, keepDims) : undefined;
      if (!reduction) return undefined;
      const { info, address, length } = backend.makeOutput32(reduction.outShape);
      sumInto(backend, reduction, [backend.addressOf(x), address]);
      if (isMean) divideBy(backend, address, length, reduction.reduced);
      return info;
    },
  );
}

/** The adapter of Sum. */
export const sum: SimdKernel = reductionKernel(tf.Sum, false);

/** The adapter of Mean. */
export const mean: SimdKernel = reductionKernel(tf.Mean, true);
