/**
 * What is true of each number, and numbers as other types.
 *
 * Truth values lie in JavaScript's memory, a byte each, as those of comparisons do.
 *
 * @module
 */
import * as tf from "@tensorflow/tfjs-core";
import type { Numbers } from "./comparison.ts";
import { type SimdKernel, simdKernel } from "./simd_kernel.ts";
import { canCopy, makeTarget } from "./strided_copy.ts";

type Loop = (x: Numbers, y: Numbers) => void;

/** Each a loop of its own without a branch, as in comparison.ts. */
const TRUTHS: Readonly<Record<string, Loop>> = {
  [tf.IsNan](x, y) {
    for (let i = 0; i < y.length; i++) y[i] = Number(x[i] !== x[i]);
  },
  [tf.IsInf](x, y) {
    for (let i = 0; i < y.length; i++) y[i] = Number(Math.abs(x[i]) === Infinity);
  },
  [tf.IsFinite](x, y) {
    for (let i = 0; i < y.length; i++) y[i] = Number(Math.abs(x[i]) < Infinity);
  },
  [tf.LogicalNot](x, y) {
    for (let i = 0; i < y.length; i++) y[i] = Number(x[i] === 0);
  },
};

/** The adapters of functions that are true or not. */
export const truths: readonly SimdKernel[] = Object.entries(TRUTHS).map(([kernelName, loop]) =>
  simdKernel<"x", undefined>(kernelName, ({ inputs: { x }, backend }) => {
    if (!canCopy(x)) return undefined;
    const { info, values } = makeTarget(backend, x.shape, "bool");
    loop(backend.data.get(x.dataId).values as Numbers, values);
    return info;
  })
);

/** NaN is not 0. */
const isNotZero: Loop = (x, y) => {
  for (let i = 0; i < y.length; i++) y[i] = Number(x[i] !== 0);
};

/** The adapter of Cast to types that cannot hold every number; to others, the data are shared. */
export const cast: SimdKernel = simdKernel<"x", tf.CastAttrs>(
  tf.Cast,
  ({ inputs: { x }, attrs: { dtype }, backend }) => {
    if (!canCopy(x) || (dtype !== "bool" && dtype !== "int32")) return undefined;
    if (!tf.util.hasEncodingLoss(x.dtype, dtype)) return undefined;
    const { info, values } = makeTarget(backend, x.shape, dtype);
    const source = backend.data.get(x.dataId).values as Numbers;
    if (dtype === "bool") isNotZero(source, values);
    else values.set(source);
    return info;
  },
);
