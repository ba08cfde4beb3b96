/**
 * Choosing rows by their numbers, such as the examples of a shuffled batch.
 *
 * @module
 */
import * as tf from "@tensorflow/tfjs-core";
import { isFloat32, type SimdKernel, simdKernel } from "./simd_kernel.ts";

/** The adapter of GatherV2, along the first axis. */
export const gather: SimdKernel = simdKernel<"x" | "indices", tf.GatherV2Attrs>(
  tf.GatherV2,
  ({ inputs: { x, indices }, attrs: { axis, batchDims }, backend }) => {
    const applies = isFloat32(x) && indices.dtype === "int32" &&
      tf.util.parseAxisParam(axis, x.shape)[0] === 0 && !batchDims;
    if (!applies) return undefined;
    const rows = backend.data.get(indices.dataId).values as Int32Array;
    // The cpu kernel says what is wrong with a row that does not exist.
    if (rows.some((row) => row < 0 || row >= x.shape[0])) return undefined;
    const [, ...rowShape] = x.shape;
    const { info, address, length } = backend.makeOutput32([...indices.shape, ...rowShape]);
    const rowLength = length / rows.length;
    using numbers = backend.scratch(rows.length);
    backend.int32View(numbers.address, rows.length).set(rows);
    backend.forEach("gather", {
      count: rows.length,
      work: rowLength,
      args: { x: backend.addressOf(x), indices: numbers.address, y: address, L: rowLength },
    });
    return info;
  },
);
