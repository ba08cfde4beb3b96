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
  for (const { dtype, shape } of tensors) {
    const isKnown = dtype === "float32" || dtype === "int32" || dtype === "bool";
    if (!isKnown || sizeOf(shape) === 0) return false;
  }
  return true;
}

/** Makes an output of unknown contents. */
export function makeTarget(
  backend: SimdBackend,
  shape: number[],
  dtype: tf.DataType,
): Target {
  if (dtype === "float32") return backend.makeOutput32(shape);
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
  const runs = joinAxes(copy);
  const { dims, run, step } = runs;
  const x0 = address === undefined ? undefined : backend.addressInHeap(x);
  if (x0 === undefined || dims.length > MAX_LIST_LENGTH) {
    const source = backend.data.get(x.dataId).values as tf.backend_util.TypedArray;
    copyInTurn(source, values, runs, 0, copy.from.offset, copy.to.offset);
    return;
  }
  let count = 1;
  for (let d = 0; d < dims.length; d += 3) count *= dims[d];
  backend.forEach("stridedCopy", {
    count,
    work: run,
    args: {
      x: x0 + 4 * copy.from.offset,
      y: address! + 4 * copy.to.offset,
      dims: backend.list(dims),
      rank: dims.length / 3,
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

/** The numbers along the last axis, and the outer axes: size, stride in x, stride in the output, for each. */
interface Runs {
  dims: number[];
  run: number;
  step: number;
}

/** Joins axes whose numbers follow one another in x and in the output, so that runs are long. */
function joinAxes({ sizes, from, to }: StridedCopy): Runs {
  const dims: number[] = [];
  for (let axis = 0; axis < sizes.length; axis++) {
    const size = sizes[axis];
    if (size === 1) continue;
    const [fromStride, toStride] = [from.strides[axis], to.strides[axis]];
    const end = dims.length;
    if (end > 0 && dims[end - 2] === fromStride * size && dims[end - 1] === toStride * size) {
      dims[end - 3] *= size;
      dims[end - 2] = fromStride;
      dims[end - 1] = toStride;
    } else dims.push(size, fromStride, toStride);
  }
  const inner = dims.length - 3;
  // The kernel writes the numbers of a run one after the other.
  if (inner < 0 || dims[inner + 2] !== 1) return { dims, run: 1, step: 1 };
  const [run, step] = [dims[inner], dims[inner + 1]];
  dims.length = inner;
  return { dims, run, step };
}

/** Does in JavaScript what the kernel does, from the axis on that `d` says where to find. */
function copyInTurn(
  source: tf.backend_util.TypedArray,
  target: tf.backend_util.TypedArray,
  runs: Runs,
  d: number,
  from: number,
  to: number,
): void {
  const { dims, run, step } = runs;
  if (d < dims.length) {
    for (let i = 0; i < dims[d]; i++) {
      copyInTurn(source, target, runs, d + 3, from + i * dims[d + 1], to + i * dims[d + 2]);
    }
  } else if (step === 1 && run > 8) {
    target.set(source.subarray(from, from + run), to);
  } else {
    for (let i = 0; i < run; i++) target[to + i] = source[from + i * step];
  }
}
