/**
 * Repeating a row, as the gradient of batch normalisation does.
 *
 * @module
 */
import * as tf from "@tensorflow/tfjs-core";
import { isFloat32, type SimdKernel, simdKernel, sizeOf } from "./simd_kernel.ts";

/** The adapter of Tile, for one row, [1, …, 1, n], that is repeated along the other axes. */
export const tile: SimdKernel = simdKernel<"x", tf.TileAttrs>(
  tf.Tile,
  ({ inputs: { x }, attrs: { reps }, backend }) => {
    const rank = x.shape.length;
    const applies = isFloat32(x) && rank > 0 && reps.length === rank && reps[rank - 1] === 1 &&
      x.shape[rank - 1] === sizeOf(x.shape);
    if (!applies) return undefined;
    const columns = x.shape[rank - 1];
    const { info, address } = backend.makeOutput32(x.shape.map((size, i) => size * reps[i]));
    const args = { x: backend.addressOf(x), y: address, L: columns };
    backend.forEach("repeatRow", { count: sizeOf(reps), work: columns, args });
    return info;
  },
);
