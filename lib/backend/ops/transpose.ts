/**
 * Transposing a matrix.
 *
 * @module
 */
import * as tf from "@tensorflow/tfjs-core";
import { isFloat32, type SimdKernel, simdKernel } from "./simd_kernel.ts";

/** The adapter of Transpose, for two axes. */
export const transpose: SimdKernel = simdKernel<"x", tf.TransposeAttrs>(
  tf.Transpose,
  ({ inputs: { x }, attrs: { perm }, backend }) => {
    if (!isFloat32(x) || x.shape.length !== 2 || perm[0] !== 1) return undefined;
    const [rows, columns] = x.shape;
    const { info, address } = backend.makeOutput32([columns, rows]);
    backend.forEach("transpose", columns, rows, [backend.addressOf(x), address, rows, columns], 16);
    return info;
  },
);
