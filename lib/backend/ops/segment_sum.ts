/**
 * Adding rows by their numbers, as the gradient of an embedding does.
 *
 * @module
 */
import * as tf from "@tensorflow/tfjs-core";
import { isFloat32, type SimdKernel, simdKernel, sizeOf } from "./simd_kernel.ts";

/** The adapter of UnsortedSegmentSum, for numbers in a list. */
export const segmentSum: SimdKernel = simdKernel<"x" | "segmentIds", tf.UnsortedSegmentSumAttrs>(
  tf.UnsortedSegmentSum,
  ({ inputs: { x, segmentIds }, attrs: { numSegments }, backend }) => {
    const [rows] = segmentIds.shape;
    const applies = isFloat32(x) && segmentIds.dtype === "int32" && numSegments > 0 &&
      segmentIds.shape.length === 1 && rows === x.shape[0];
    if (!applies) return undefined;
    const rowShape = x.shape.slice(1);
    const columns = sizeOf(rowShape);
    const { info, address, length } = backend.makeOutput32([numSegments, ...rowShape]);
    using ids = backend.scratch(rows);
    using lost = backend.scratch(length);
    const values = backend.data.get(segmentIds.dataId).values as Int32Array;
    backend.int32View(ids.address, rows).set(values);
    backend.forEach("segmentSum", {
      count: columns,
      work: 4 * (rows + numSegments),
      args: {
        x: backend.addressOf(x),
        ids: ids.address,
        y: address,
        lost: lost.address,
        N: rows,
        S: numSegments,
        L: columns,
      },
      multiple: 4,
    });
    return info;
  },
);
