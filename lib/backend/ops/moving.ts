/**
 * Slicing, joining, padding, turning and repeating tensors.
 *
 * @module
 */
import * as tf from "@tensorflow/tfjs-core";
import type { SimdBackend } from "../simd_backend.ts";
import { type SimdKernel, simdKernel, sizeOf } from "./simd_kernel.ts";
import { canCopy, copyStrided, denseStrides, makeTarget } from "./strided_copy.ts";

/** Where a block of a tensor begins, counted in numbers. */
export function offsetOf(begin: readonly number[], strides: readonly number[]): number {
  let offset = 0;
  for (let axis = 0; axis < begin.length; axis++) offset += begin[axis] * strides[axis];
  return offset;
}

/** A block of x, as a tensor of the given shape. */
export function block(
  backend: SimdBackend,
  x: tf.TensorInfo,
  { begin, sizes, shape = sizes }: { begin: number[]; sizes: number[]; shape?: number[] },
): tf.TensorInfo {
  const strides = denseStrides(x.shape);
  const offset = offsetOf(begin, strides);
  const all = backend.data.get(x.dataId).values as tf.backend_util.TypedArray;
  // As on cpu, a run of numbers in JavaScript's memory needs no copy: tensors do not change.
  const isShared = backend.addressInHeap(x) === undefined &&
    (x.dtype !== "float32" || all instanceof Float32Array) &&
    tf.slice_util.isSliceContinous(x.shape, begin, sizes);
  if (isShared) {
    const values = all.subarray(offset, offset + sizeOf(sizes));
    return backend.makeTensorInfo([...shape], x.dtype, values);
  }
  const target = makeTarget(backend, [...shape], x.dtype);
  copyStrided(backend, x, target, {
    sizes,
    from: { offset, strides },
    to: { offset: 0, strides: denseStrides(sizes) },
  });
  return target.info;
}

/** The adapter of Slice. */
export const slice: SimdKernel = simdKernel<"x", tf.SliceAttrs>(
  tf.Slice,
  ({ inputs: { x }, attrs, backend }) => {
    const [begin, sizes] = tf.slice_util.parseSliceParams(x, attrs.begin, attrs.size);
    // The cpu kernel says what is wrong with a block that does not lie in x.
    const isInside = sizes.every((size, axis) =>
      begin[axis] >= 0 && size > 0 && begin[axis] + size <= x.shape[axis]
    );
    if (!canCopy(x) || !isInside) return undefined;
    return block(backend, x, { begin, sizes });
  },
);

/** The adapter of SplitV. */
export const split: SimdKernel = simdKernel<"x", tf.SplitVAttrs>(
  tf.SplitV,
  ({ inputs: { x }, attrs: { numOrSizeSplits, axis: given }, backend }) => {
    const [axis] = tf.util.parseAxisParam(given, x.shape);
    const parts = tf.backend_util.prepareSplitSize(x as tf.Tensor, numOrSizeSplits, axis);
    if (!canCopy(x) || parts.some((size) => size < 1)) return undefined;
    const begin = x.shape.map(() => 0);
    return parts.map((size) => {
      const part = block(backend, x, { begin, sizes: x.shape.with(axis, size) });
      begin[axis] += size;
      return part;
    });
  },
);

/** The adapter of Unpack. */
export const unpack: SimdKernel = simdKernel<"value", tf.UnpackAttrs>(
  tf.Unpack,
  ({ inputs: { value }, attrs: { axis: given }, backend }) => {
    const axis = given < 0 ? given + value.shape.length : given;
    if (!canCopy(value)) return undefined;
    const begin = value.shape.map(() => 0);
    const sizes = value.shape.with(axis, 1);
    const shape = value.shape.toSpliced(axis, 1);
    return Array.from(
      { length: value.shape[axis] },
      (_, place) => block(backend, value, { begin: begin.with(axis, place), sizes, shape }),
    );
  },
);

/** Tensors side by side along an axis, each with the size there that it has in the output. */
function join(
  backend: SimdBackend,
  tensors: readonly tf.TensorInfo[],
  { axis, shape, sizes }: { axis: number; shape: number[]; sizes: number[][] },
): tf.TensorInfo {
  const target = makeTarget(backend, shape, tensors[0].dtype);
  const strides = denseStrides(shape);
  let place = 0;
  tensors.forEach((x, index) => {
    copyStrided(backend, x, target, {
      sizes: sizes[index],
      from: { offset: 0, strides: denseStrides(sizes[index]) },
      to: { offset: place * strides[axis], strides },
    });
    place += sizes[index][axis];
  });
  return target.info;
}

/** The adapter of Concat. */
export const concat: SimdKernel = simdKernel<never, tf.ConcatAttrs>(
  tf.Concat,
  ({ inputs, attrs: { axis: given }, backend }) => {
    const tensors = Object.values<tf.TensorInfo>(inputs);
    const shapes = tensors.map(({ shape }) => shape);
    const [axis] = tf.util.parseAxisParam(given, shapes[0]);
    tf.backend_util.assertParamsConsistent(shapes, axis);
    const isOneType = tensors.every(({ dtype }) => dtype === tensors[0].dtype);
    if (!canCopy(...tensors) || !isOneType || tensors.length < 2) return undefined;
    const shape = tf.backend_util.computeOutShape(shapes, axis);
    return join(backend, tensors, { axis, shape, sizes: shapes });
  },
);

/** The adapter of Pack. */
export const pack: SimdKernel = simdKernel<never, tf.PackAttrs>(
  tf.Pack,
  ({ inputs, attrs: { axis }, backend }) => {
    const tensors = Object.values<tf.TensorInfo>(inputs);
    const [{ shape, dtype }] = tensors;
    const isOneKind = tensors.every((x) =>
      x.dtype === dtype && tf.util.arraysEqual(x.shape, shape)
    );
    if (!canCopy(...tensors) || !isOneKind || tensors.length < 2) return undefined;
    const sizes = shape.toSpliced(axis, 0, 1);
    const outShape = sizes.with(axis, tensors.length);
    return join(backend, tensors, { axis, shape: outShape, sizes: tensors.map(() => sizes) });
  },
);

/** A tensor with padding around it. */
export function paddedBy(
  backend: SimdBackend,
  x: tf.TensorInfo,
  paddings: readonly (readonly number[])[],
  value: number,
): tf.TensorInfo {
  const shape = x.shape.map((size, axis) => size + paddings[axis][0] + paddings[axis][1]);
  const target = makeTarget(backend, shape, x.dtype);
  target.values.fill(value);
  const strides = denseStrides(shape);
  copyStrided(backend, x, target, {
    sizes: x.shape,
    from: { offset: 0, strides: denseStrides(x.shape) },
    to: { offset: offsetOf(paddings.map(([before]) => before), strides), strides },
  });
  return target.info;
}

/** The adapter of PadV2. */
export const pad: SimdKernel = simdKernel<"x", tf.PadV2Attrs>(
  tf.PadV2,
  ({ inputs: { x }, attrs: { paddings, constantValue }, backend }) => {
    const isOutside = paddings.every(([before, after]) => before >= 0 && after >= 0);
    if (!canCopy(x) || !isOutside) return undefined;
    return paddedBy(backend, x, paddings, constantValue);
  },
);

/** The adapter of Reverse. */
export const reverse: SimdKernel = simdKernel<"x", tf.ReverseAttrs>(
  tf.Reverse,
  ({ inputs: { x }, attrs: { dims }, backend }) => {
    if (!canCopy(x) || x.shape.length === 0) return undefined;
    const turned = tf.util.parseAxisParam(dims, x.shape);
    const strides = denseStrides(x.shape);
    const lasts = x.shape.map((size, axis) => turned.includes(axis) ? size - 1 : 0);
    const target = makeTarget(backend, x.shape, x.dtype);
    copyStrided(backend, x, target, {
      sizes: x.shape,
      from: {
        offset: offsetOf(lasts, strides),
        strides: strides.map((stride, axis) => turned.includes(axis) ? -stride : stride),
      },
      to: { offset: 0, strides },
    });
    return target.info;
  },
);

/** The adapter of Tile. */
export const tile: SimdKernel = simdKernel<"x", tf.TileAttrs>(
  tf.Tile,
  ({ inputs: { x }, attrs: { reps }, backend }) => {
    const rank = x.shape.length;
    if (!canCopy(x) || reps.length !== rank || sizeOf(reps) === 0) return undefined;
    const shape = x.shape.map((size, axis) => size * reps[axis]);
    const [fromStrides, toStrides] = [denseStrides(x.shape), denseStrides(shape)];
    const target = makeTarget(backend, shape, x.dtype);
    copyStrided(backend, x, target, {
      // Each axis twice: how often it comes, and what comes.
      sizes: x.shape.flatMap((size, axis) => [reps[axis], size]),
      from: { offset: 0, strides: fromStrides.flatMap((stride) => [0, stride]) },
      to: {
        offset: 0,
        strides: toStrides.flatMap((stride, axis) => [stride * x.shape[axis], stride]),
      },
    });
    return target.info;
  },
);
