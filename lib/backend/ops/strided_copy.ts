/**
 * Moving numbers without computing: what slicing, joining, padding, turning and repeating have in common.
 *
 * @module
 */
import * as tf from "@tensorflow/tfjs-core";
import { MAX_LIST_LENGTH, type SimdBackend } from "../simd_backend.ts";
import type { Scratch } from "../scratch.ts";
import { sizeOf } from "./simd_kernel.ts";

/** Where numbers lie: from which one on, and how far apart the places of each axis are. */
export interface Layout {
  offset: number;
  strides: readonly number[];
}

/** Which numbers go where: those of a block with the given sizes, in x and in the output. */
export interface StridedCopy {
  sizes: readonly number[];
  from: Layout;
  to: Layout;
}

/** Numbers that copies fill. */
interface Place {
  values: tf.backend_util.TypedArray;
  /** Where they lie in the heap, if they are float32. */
  address: number | undefined;
}

/** An output that copies fill. */
export interface Target extends Place {
  info: tf.TensorInfo;
}

/** The strides of a tensor whose numbers lie one after the other. */
export function denseStrides(shape: readonly number[]): number[] {
  const strides = new Array<number>(shape.length);
  let stride = 1;
  for (let axis = shape.length - 1; axis >= 0; axis--) {
    strides[axis] = stride;
    stride *= shape[axis];
  }
  return strides;
}

/** The strides of a tensor that is broadcast to a shape: 0 along the axes where it is repeated. */
export function repeatedStrides(from: readonly number[], shape: readonly number[]): number[] {
  const strides = denseStrides(from);
  const missing = shape.length - from.length;
  return shape.map((size, axis) => from[axis - missing] === size ? strides[axis - missing] : 0);
}

/** Whether all tensors hold numbers or truth values, as many as their shapes say. */
export function canCopy(...tensors: readonly tf.TensorInfo[]): boolean {
  return tensors.every(({ dtype, shape }) =>
    (dtype === "float32" || dtype === "int32" || dtype === "bool") && sizeOf(shape) > 0
  );
}

/** Makes an output of unknown contents. */
export function makeTarget(
  backend: SimdBackend,
  shape: number[],
  dtype: tf.DataType,
): Target {
  if (dtype === "float32") {
    const { info, address, length } = backend.makeOutput32(shape);
    return { info, address, values: backend.float32View(address, length) };
  }
  const values = tf.util.getTypedArrayFromDType(dtype as "int32", sizeOf(shape));
  return { info: backend.makeTensorInfo(shape, dtype, values), values, address: undefined };
}

/**
 * Copies numbers of x to an output. A kernel does it where both lie in the heap; what lies elsewhere, as
 * values that came from JavaScript do until a kernel reads them, is read there.
 */
export function copyStrided(
  backend: SimdBackend,
  x: tf.TensorInfo,
  { values, address }: Place,
  copy: StridedCopy,
): void {
  const { axes, run, step } = joinAxes(copy);
  const x0 = address === undefined ? undefined : backend.addressInHeap(x);
  if (x0 === undefined || 3 * axes.length > MAX_LIST_LENGTH) {
    const source = backend.data.get(x.dataId).values as tf.backend_util.TypedArray;
    copyInTurn(source, values, { axes, run, step }, copy.from.offset, copy.to.offset);
    return;
  }
  backend.forEach("stridedCopy", {
    count: axes.reduce((count, [size]) => count * size, 1),
    work: run,
    args: {
      x: x0 + 4 * copy.from.offset,
      y: address! + 4 * copy.to.offset,
      dims: backend.list(axes.flat()),
      rank: axes.length,
      run,
      step,
    },
  });
}

/**
 * Copies a float32 tensor into scratch memory, in another order of its axes or repeated along some.
 *
 * @param backend The backend.
 * @param x The tensor.
 * @param sizes The sizes of the axes of the copy.
 * @param strides How far apart in x the places of each of these axes are: 0 where it is repeated.
 */
export function arranged(
  backend: SimdBackend,
  x: tf.TensorInfo,
  sizes: readonly number[],
  strides: readonly number[],
): Scratch {
  const length = sizeOf(sizes);
  return backend.scratch(
    length,
    (address) =>
      copyStrided(backend, x, { values: backend.float32View(address, length), address }, {
        sizes,
        from: { offset: 0, strides },
        to: { offset: 0, strides: denseStrides(sizes) },
      }),
  );
}

/** The outer axes, as [size, stride in x, stride in the output], and the numbers along the last one. */
interface Runs {
  axes: [size: number, from: number, to: number][];
  run: number;
  step: number;
}

/** Joins axes whose numbers follow one another in x and in the output, so that runs are long. */
function joinAxes({ sizes, from, to }: StridedCopy): Runs {
  const axes: Runs["axes"] = [];
  for (let axis = 0; axis < sizes.length; axis++) {
    const size = sizes[axis];
    if (size === 1) continue;
    const last = axes.at(-1);
    const isNext = last !== undefined && last[1] === from.strides[axis] * size &&
      last[2] === to.strides[axis] * size;
    if (isNext) axes[axes.length - 1] = [last[0] * size, from.strides[axis], to.strides[axis]];
    else axes.push([size, from.strides[axis], to.strides[axis]]);
  }
  const inner = axes.at(-1);
  // The kernel writes the numbers of a run one after the other.
  if (inner === undefined || inner[2] !== 1) return { axes, run: 1, step: 1 };
  axes.pop();
  return { axes, run: inner[0], step: inner[1] };
}

/** Does in JavaScript what the kernel does. */
function copyInTurn(
  source: tf.backend_util.TypedArray,
  target: tf.backend_util.TypedArray,
  { axes, run, step }: Runs,
  from: number,
  to: number,
): void {
  if (axes.length > 0) {
    const [[size, fromStride, toStride], ...inner] = axes;
    for (let i = 0; i < size; i++) {
      const runs = { axes: inner, run, step };
      copyInTurn(source, target, runs, from + i * fromStride, to + i * toStride);
    }
  } else if (step === 1 && run > 8) {
    target.set(source.subarray(from, from + run), to);
  } else {
    for (let i = 0; i < run; i++) target[to + i] = source[from + i * step];
  }
}
