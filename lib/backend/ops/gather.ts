/**
 * Choosing rows by their numbers, such as the examples of a shuffled batch.
 *
 * @module
 */
import * as tf from "@tensorflow/tfjs-core";
import { type SimdKernel, simdKernel, sizeOf } from "./simd_kernel.ts";
import { canCopy, makeTarget } from "./strided_copy.ts";

/** The adapter of GatherV2. */
export const gather: SimdKernel = simdKernel<"x" | "indices", tf.GatherV2Attrs>(
  tf.GatherV2,
  ({ inputs: { x, indices }, attrs: { axis: given, batchDims }, backend }) => {
    const [axis] = tf.util.parseAxisParam(given, x.shape);
    if (!canCopy(x, indices) || indices.dtype !== "int32" || batchDims) return undefined;
    const numbers = backend.data.get(indices.dataId).values as Int32Array;
    const rows = x.shape[axis];
    // The cpu kernel says what is wrong with a row that does not exist.
    if (numbers.some((row) => row < 0 || row >= rows)) return undefined;
    const [outer, inner] = [x.shape.slice(0, axis), x.shape.slice(axis + 1)];
    const target = makeTarget(backend, [...outer, ...indices.shape, ...inner], x.dtype);
    const count = sizeOf(outer) * numbers.length;
    const length = sizeOf(inner);
    const address = target.address === undefined ? undefined : backend.addressInHeap(x);
    if (address === undefined) {
      // Where the rows lie, as a data set may not fit into the heap.
      const values = backend.data.get(x.dataId).values as tf.backend_util.TypedArray;
      for (let row = 0; row < count; row++) {
        const o = Math.floor(row / numbers.length);
        const from = (o * rows + numbers[row % numbers.length]) * length;
        target.values.set(values.subarray(from, from + length), row * length);
      }
      return target.info;
    }
    using copy = backend.scratch(numbers.length);
    backend.int32View(copy.address, numbers.length).set(numbers);
    backend.forEach("gather", {
      count,
      work: length,
      args: {
        x: address,
        indices: copy.address,
        y: target.address!,
        R: rows,
        K: numbers.length,
        L: length,
      },
    });
    return target.info;
  },
);

/** The adapter of GatherNd. */
export const gatherNd: SimdKernel = simdKernel<"params" | "indices", undefined>(
  tf.GatherNd,
  ({ inputs: { params, indices }, backend }) => {
    if (!canCopy(params, indices) || indices.dtype !== "int32") return undefined;
    const axes = indices.shape.at(-1)!;
    const [shape, count, length, strides] = tf.backend_util.prepareAndValidate(params, indices);
    const numbers = backend.data.get(indices.dataId).values as Int32Array;
    const source = backend.data.get(params.dataId).values as tf.backend_util.TypedArray;
    const starts = new Int32Array(count);
    for (let i = 0; i < count; i++) {
      let row = 0;
      for (let axis = 0; axis < axes; axis++) row += numbers[i * axes + axis] * strides[axis];
      // The cpu kernel says what is wrong with a row that does not exist.
      if (row < 0 || (row + 1) * length > source.length) return undefined;
      starts[i] = row * length;
    }
    const { info, values } = makeTarget(backend, shape, params.dtype);
    for (let i = 0, to = 0; i < count; i++) {
      for (let from = starts[i]; from < starts[i] + length; from++) values[to++] = source[from];
    }
    return info;
  },
);
