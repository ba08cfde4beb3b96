/**
 * Sums and means.
 *
 * @module
 */
import * as tf from "@tensorflow/tfjs-core";
import type { Scratch } from "../scratch.ts";
import type { SimdBackend } from "../simd_backend.ts";
import { isFloat32, type SimdKernel, simdKernel, sizeOf } from "./simd_kernel.ts";
import { arranged, denseStrides } from "./strided_copy.ts";
import { divideBy } from "./unary.ts";

/** A tensor as [outer, reduced, inner], to be summed along the middle axis. */
interface Reduction {
  outer: number;
  reduced: number;
  inner: number;
}

/**
 * Folds a shape into three axes. If axes that stay lie between axes that are summed along, `order` says
 * in which order of the axes it can be done: with the last axis in its place, where it is read fastest.
 */
export function reductionOf(
  shape: readonly number[],
  axes: readonly number[],
): { reduction: Reduction; order?: number[] } {
  if (shape.every((_, axis) => axes.includes(axis))) {
    return { reduction: { outer: 1, reduced: sizeOf(shape), inner: 1 } };
  }
  const isSummed = (axis: number) => axes.includes(axis);
  const product = (some: readonly number[]) => some.reduce((size, axis) => size * shape[axis], 1);
  const all = shape.map((_, axis) => axis).filter((axis) => shape[axis] > 1);
  const summed = all.filter(isSummed);
  const [first, last] = [summed[0] ?? shape.length, summed.at(-1) ?? -1];
  const kept = all.filter((axis) => !isSummed(axis));
  const reduced = product(summed);
  if (!kept.some((axis) => axis > first && axis < last)) {
    const outer = product(kept.filter((axis) => axis < first));
    return { reduction: { outer, reduced, inner: product(kept) / outer } };
  }
  return last === all.at(-1)
    ? { reduction: { outer: product(kept), reduced, inner: 1 }, order: [...kept, ...summed] }
    : { reduction: { outer: 1, reduced, inner: product(kept) }, order: [...summed, ...kept] };
}

/** A copy of x with its axes in another order. */
function inOrder(backend: SimdBackend, x: tf.TensorInfo, order: readonly number[]): Scratch {
  const strides = denseStrides(x.shape);
  return arranged(
    backend,
    x,
    order.map((axis) => x.shape[axis]),
    order.map((axis) => strides[axis]),
  );
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
      if (!isFloat32(x)) return undefined;
      const axes = tf.util.parseAxisParam(axis ?? x.shape.map((_, i) => i), x.shape);
      const { reduction, order } = reductionOf(x.shape, axes);
      const outShape = x.shape.flatMap((size, i) => {
        if (!axes.includes(i)) return size;
        return keepDims ? 1 : [];
      });
      const { info, address, length } = backend.makeOutput32(outShape);
      if (order) {
        using ordered = inOrder(backend, x, order);
        sumInto(backend, reduction, [ordered.address, address]);
      } else {
        sumInto(backend, reduction, [backend.addressOf(x), address]);
      }
      if (isMean) divideBy(backend, address, length, reduction.reduced);
      return info;
    },
  );
}

/** The adapter of Sum. */
export const sum: SimdKernel = reductionKernel(tf.Sum, false);

/** The adapter of Mean. */
export const mean: SimdKernel = reductionKernel(tf.Mean, true);
