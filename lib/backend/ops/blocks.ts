/**
 * Taking every n-th number, and turning blocks of pixels into examples or channels and back.
 *
 * @module
 */
import * as tf from "@tensorflow/tfjs-core";
import type { SimdBackend } from "../simd_backend.ts";
import { block, offsetOf, paddedBy } from "./moving.ts";
import { hasElements, isFloat32, type SimdKernel, simdKernel, sizeOf } from "./simd_kernel.ts";
import { canCopy, copyStrided, denseStrides, makeTarget } from "./strided_copy.ts";

/** The adapter of StridedSlice. */
export const stridedSlice: SimdKernel = simdKernel<"x", tf.StridedSliceAttrs>(
  tf.StridedSlice,
  ({ inputs: { x }, attrs, backend }) => {
    const { begin, end, strides, beginMask, endMask } = attrs;
    const info = tf.slice_util.sliceInfo(
      ...[x.shape, begin, end, strides, beginMask, endMask] as const,
      ...[attrs.ellipsisMask, attrs.newAxisMask, attrs.shrinkAxisMask] as const,
    );
    const sizes = tf.slice_util.computeOutShape(info.begin, info.end, info.strides);
    if (!canCopy(x) || !hasElements(sizes)) return undefined;
    const dense = denseStrides(x.shape);
    const target = makeTarget(backend, info.finalShape, x.dtype);
    copyStrided(backend, x, target, {
      sizes,
      from: {
        offset: offsetOf(info.begin, dense),
        strides: dense.map((stride, axis) => stride * info.strides[axis]),
      },
      to: { offset: 0, strides: denseStrides(sizes) },
    });
    return target.info;
  },
);

/** A copy of x in which its axes, taken apart into `sizes`, come in another order. */
function rearranged(
  backend: SimdBackend,
  x: tf.TensorInfo,
  { sizes, order, shape }: { sizes: number[]; order: number[]; shape: number[] },
): tf.TensorInfo {
  const strides = denseStrides(sizes);
  const inOrder = order.map((axis) => sizes[axis]);
  const target = makeTarget(backend, shape, x.dtype);
  copyStrided(backend, x, target, {
    sizes: inOrder,
    from: { offset: 0, strides: order.map((axis) => strides[axis]) },
    to: { offset: 0, strides: denseStrides(inOrder) },
  });
  return target.info;
}

/** The adapter of SpaceToBatchND. */
export const spaceToBatch: SimdKernel = simdKernel<"x", tf.SpaceToBatchNDAttrs>(
  tf.SpaceToBatchND,
  ({ inputs: { x }, attrs: { blockShape, paddings }, backend }) => {
    if (!canCopy(x)) return undefined;
    const blocks = blockShape.length;
    const none = x.shape.slice(1 + blocks).map(() => [0, 0]);
    const isPadded = paddings.some(([before, after]) => before !== 0 || after !== 0);
    const whole = isPadded ? paddedBy(backend, x, [[0, 0], ...paddings, ...none], 0) : x;
    // [batch, height / b, b, width / b, b, …] → [b, b, batch, height / b, width / b, …]
    const inBlocks = whole.shape.slice(1, 1 + blocks).map((size, i) => size / blockShape[i]);
    const [batch, rest] = [whole.shape[0], whole.shape.slice(1 + blocks)];
    const result = rearranged(backend, whole, {
      sizes: [batch, ...inBlocks.flatMap((size, i) => [size, blockShape[i]]), ...rest],
      order: [
        ...blockShape.map((_, i) => 2 * i + 2),
        0,
        ...blockShape.map((_, i) => 2 * i + 1),
        ...rest.map((_, i) => 2 * blocks + 1 + i),
      ],
      shape: [batch * sizeOf(blockShape), ...inBlocks, ...rest],
    });
    if (isPadded) backend.disposeIntermediateTensorInfo(whole);
    return result;
  },
);

/** The adapter of BatchToSpaceND. */
export const batchToSpace: SimdKernel = simdKernel<"x", tf.BatchToSpaceNDAttrs>(
  tf.BatchToSpaceND,
  ({ inputs: { x }, attrs: { blockShape, crops }, backend }) => {
    if (!canCopy(x)) return undefined;
    const blocks = blockShape.length;
    const batch = x.shape[0] / sizeOf(blockShape);
    const [space, rest] = [x.shape.slice(1, 1 + blocks), x.shape.slice(1 + blocks)];
    const shape = [batch, ...space.map((size, i) => size * blockShape[i]), ...rest];
    const sizes = shape.map((size, axis) => {
      const [before, after] = crops[axis - 1] ?? [0, 0];
      return size - before - after;
    });
    if (!hasElements(sizes)) return undefined;
    // [b, b, batch, height, width, …] → [batch, height, b, width, b, …]
    const whole = rearranged(backend, x, {
      sizes: [...blockShape, batch, ...space, ...rest],
      order: [
        blocks,
        ...space.flatMap((_, i) => [blocks + 1 + i, i]),
        ...rest.map((_, i) => 2 * blocks + 1 + i),
      ],
      shape,
    });
    if (tf.util.arraysEqual(sizes, shape)) return whole;
    const begin = shape.map((_, axis) => crops[axis - 1]?.[0] ?? 0);
    const result = block(backend, whole, { begin, sizes });
    backend.disposeIntermediateTensorInfo(whole);
    return result;
  },
);

/** The adapter of DepthToSpace, for channels that come last. */
export const depthToSpace: SimdKernel = simdKernel<"x", tf.DepthToSpaceAttrs>(
  tf.DepthToSpace,
  ({ inputs: { x }, attrs: { blockSize, dataFormat }, backend }) => {
    if (!isFloat32(x) || dataFormat !== "NHWC") return undefined;
    const [batch, height, width, depth] = x.shape;
    const channels = depth / blockSize ** 2;
    return rearranged(backend, x, {
      sizes: [batch, height, width, blockSize, blockSize, channels],
      order: [0, 1, 3, 2, 4, 5],
      shape: [batch, height * blockSize, width * blockSize, channels],
    });
  },
);
