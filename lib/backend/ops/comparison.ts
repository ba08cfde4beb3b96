/**
 * Comparing numbers, combining truth values and choosing by them.
 *
 * Truth values lie in JavaScript's memory, a byte each: loops there are as fast as copying them would be.
 *
 * @module
 */
import * as tf from "@tensorflow/tfjs-core";
import type { SimdBackend } from "../simd_backend.ts";
import { canBroadcast } from "./broadcast.ts";
import { type SimdKernel, simdKernel, sizeOf } from "./simd_kernel.ts";
import { canCopy, copyStrided, makeTarget, repeatedStrides } from "./strided_copy.ts";

/** The values of a tensor, of any type that has numbers. */
export type Numbers = tf.backend_util.TypedArray;
type Truths = Uint8Array;

/**
 * Each a loop of its own, which the engine can compile for it alone: without a branch, which would be
 * guessed wrong every other time and take ten times as long.
 */
const COMPARISONS: Readonly<Record<string, (a: Numbers, b: Numbers, y: Truths) => void>> = {
  [tf.Equal](a, b, y) {
    for (let i = 0; i < y.length; i++) y[i] = Number(a[i] === b[i]);
  },
  [tf.NotEqual](a, b, y) {
    for (let i = 0; i < y.length; i++) y[i] = Number(a[i] !== b[i]);
  },
  [tf.Greater](a, b, y) {
    for (let i = 0; i < y.length; i++) y[i] = Number(a[i] > b[i]);
  },
  [tf.GreaterEqual](a, b, y) {
    for (let i = 0; i < y.length; i++) y[i] = Number(a[i] >= b[i]);
  },
  [tf.Less](a, b, y) {
    for (let i = 0; i < y.length; i++) y[i] = Number(a[i] < b[i]);
  },
  [tf.LessEqual](a, b, y) {
    for (let i = 0; i < y.length; i++) y[i] = Number(a[i] <= b[i]);
  },
  [tf.LogicalAnd](a, b, y) {
    for (let i = 0; i < y.length; i++) y[i] = Number(a[i] !== 0) & Number(b[i] !== 0);
  },
  [tf.LogicalOr](a, b, y) {
    for (let i = 0; i < y.length; i++) y[i] = Number(a[i] !== 0) | Number(b[i] !== 0);
  },
};

/** The values of a tensor, as often as a shape says that it is broadcast to. */
function repeated(backend: SimdBackend, x: tf.TensorInfo, shape: number[]): Numbers {
  const values = backend.data.get(x.dataId).values as Numbers;
  if (tf.util.arraysEqual(x.shape, shape)) return values;
  const all = tf.util.getArrayFromDType(x.dtype as "int32", sizeOf(shape)) as Numbers;
  if (values.length === 1) return all.fill(values[0]);
  copyStrided(backend, x, { values: all, address: undefined }, {
    sizes: shape,
    from: { offset: 0, strides: repeatedStrides(x.shape, shape) },
    to: { offset: 0, strides: repeatedStrides(shape, shape) },
  });
  return all;
}

/** Computes y = a ∘ b of two tensors whose numbers a loop in JavaScript goes through. */
export function computeInLoop<Y extends Numbers>(
  backend: SimdBackend,
  [a, b]: [tf.TensorInfo, tf.TensorInfo],
  dtype: "bool" | "int32",
  loop: (a: Numbers, b: Numbers, y: Y) => void,
): tf.TensorInfo | undefined {
  // The cpu kernel says what is wrong with shapes that do not fit.
  if (!canCopy(a, b) || !canBroadcast(a.shape, b.shape)) return undefined;
  const shape = tf.broadcast_util.assertAndGetBroadcastShape(a.shape, b.shape);
  const { info, values } = makeTarget(backend, shape, dtype);
  loop(repeated(backend, a, shape), repeated(backend, b, shape), values as Y);
  return info;
}

function comparisonKernel(kernelName: string): SimdKernel {
  return simdKernel<"a" | "b", undefined>(
    kernelName,
    ({ inputs: { a, b }, backend }) =>
      computeInLoop(backend, [a, b], "bool", COMPARISONS[kernelName]),
  );
}

/** The adapters of comparisons, and of and and or. */
export const comparisons: readonly SimdKernel[] = Object.keys(COMPARISONS).map(comparisonKernel);

/** The adapter of Select, for three tensors of one shape. */
export const select: SimdKernel = simdKernel<"condition" | "t" | "e", undefined>(
  tf.Select,
  ({ inputs: { condition, t, e }, backend }) => {
    const valuesOf = ({ dataId }: tf.TensorInfo) => backend.data.get(dataId).values as Numbers;
    const isOneShape = tf.util.arraysEqual(condition.shape, t.shape) &&
      tf.util.arraysEqual(t.shape, e.shape);
    if (!canCopy(condition, t, e) || !isOneShape || t.dtype !== e.dtype) return undefined;
    // A cast shares its data, so numbers may lie there in another type than the tensor's.
    const [ones, zeros] = [valuesOf(t), valuesOf(e)];
    if (t.dtype === "float32" && !(ones instanceof Float32Array && zeros instanceof Float32Array)) {
      return undefined;
    }
    const { info, values } = makeTarget(backend, t.shape, t.dtype);
    choose(valuesOf(condition), ones, zeros, values);
    return info;
  },
);

/** The numbers of t where the condition holds, else those of e: as bits, without a branch. */
function choose(condition: Numbers, t: Numbers, e: Numbers, y: Numbers): void {
  const [ones, zeros, all] = [t, e, y].map(bitsOf);
  for (let i = 0; i < all.length; i++) {
    const mask = -Number(condition[i] === 1);
    all[i] = (ones[i] & mask) | (zeros[i] & ~mask);
  }
}

function bitsOf(values: Numbers): Int32Array | Uint8Array {
  return values instanceof Float32Array
    ? new Int32Array(values.buffer, values.byteOffset, values.length)
    : values as Int32Array | Uint8Array;
}
