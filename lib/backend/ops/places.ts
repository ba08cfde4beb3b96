/**
 * Copies in which a table for each axis says which numbers of x come, as where an image is mirrored at its
 * border or made larger by repeating pixels.
 *
 * @module
 */
import * as tf from "@tensorflow/tfjs-core";
import type { Numbers } from "./comparison.ts";
import { type SimdKernel, simdKernel } from "./simd_kernel.ts";
import { canCopy, denseStrides, makeTarget } from "./strided_copy.ts";

/** From so many numbers on, a loop takes much longer than to start it. */
const LONG = 64;

/** For each axis of the output, where in x the numbers lie, in numbers from its start. */
export type Places = readonly Int32Array[];

/** The places along axes: which one of x comes for each one of the output. */
export function placesOf(chosen: readonly (readonly number[])[], shape: readonly number[]): Places {
  const strides = denseStrides(shape);
  return chosen.map((along, axis) => Int32Array.from(along, (place) => place * strides[axis]));
}

/** All places along an axis. */
export function everyPlace(size: number): number[] {
  return Array.from({ length: size }, (_, place) => place);
}

/** The same places with the last axes joined, so that the innermost loop is long. */
export function joined(places: Places): Places {
  const all = [...places];
  while (all.length > 1 && all.at(-1)!.length < LONG) {
    const [outer, inner] = all.splice(-2);
    const both = new Int32Array(outer.length * inner.length);
    outer.forEach((start, i) =>
      inner.forEach((place, j) => both[i * inner.length + j] = start + place)
    );
    all.push(both);
  }
  return all;
}

/** Copies to the output from `to` on what `from` and the places say; returns where it ends. */
function copyPlaces(source: Numbers, y: Numbers, places: Places, from: number, to: number): number {
  const [along, ...inner] = places;
  if (inner.length === 0) {
    for (let i = 0; i < along.length; i++) y[to + i] = source[from + along[i]];
    return to + along.length;
  }
  for (const place of along) to = copyPlaces(source, y, inner, from + place, to);
  return to;
}

/** Fills the output with the numbers at some places. */
export function copyAtPlaces(source: Numbers, y: Numbers, places: Places): void {
  copyPlaces(source, y, joined(places), 0, 0);
}

/** The adapter of MirrorPad. */
export const mirrorPad: SimdKernel = simdKernel<"x", tf.MirrorPadAttrs>(
  tf.MirrorPad,
  ({ inputs: { x }, attrs: { paddings, mode }, backend }) => {
    if (!canCopy(x) || x.shape.length === 0) return undefined;
    const edge = mode === "reflect" ? 0 : 1;
    const chosen = x.shape.map((size, axis) => {
      const [before, after] = paddings[axis];
      return Array.from({ length: before + size + after }, (_, i) => {
        const place = i - before;
        if (place < 0) return -place - edge;
        return place < size ? place : 2 * (size - 1) - place + edge;
      });
    });
    const { info, values } = makeTarget(backend, chosen.map(({ length }) => length), x.dtype);
    const source = backend.data.get(x.dataId).values as Numbers;
    copyAtPlaces(source, values, placesOf(chosen, x.shape));
    return info;
  },
);
