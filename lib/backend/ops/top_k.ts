/**
 * The largest numbers of each row, in order.
 *
 * @module
 */
import * as tf from "@tensorflow/tfjs-core";
import type { Numbers } from "./comparison.ts";
import { type SimdKernel, simdKernel } from "./simd_kernel.ts";
import { canCopy, makeTarget } from "./strided_copy.ts";

/** Whether the number at a comes after that at b: it is smaller, or as large and further on. */
function isAfter(x: Numbers, a: number, b: number): boolean {
  return x[a] === x[b] ? a > b : x[a] < x[b];
}

/**
 * Lets the place at the root of a heap sink to where it belongs. The root is what comes last, so that it is
 * what a larger number replaces.
 */
function sink(x: Numbers, heap: Int32Array, length: number, root: number): void {
  const place = heap[root];
  for (;;) {
    let child = 2 * root + 1;
    if (child >= length) break;
    if (child + 1 < length && isAfter(x, heap[child + 1], heap[child])) child++;
    if (!isAfter(x, heap[child], place)) break;
    heap[root] = heap[child];
    root = child;
  }
  heap[root] = place;
}

/** Fills the heap with the places of the largest numbers of x from `start` to `end`, the largest first. */
function largestOf(x: Numbers, start: number, end: number, heap: Int32Array): void {
  const count = heap.length;
  for (let i = 0; i < count; i++) heap[i] = start + i;
  for (let root = (count >> 1) - 1; root >= 0; root--) sink(x, heap, count, root);
  for (let i = start + count; i < end; i++) {
    if (isAfter(x, heap[0], i)) {
      heap[0] = i;
      sink(x, heap, count, 0);
    }
  }
  for (let last = count - 1; last > 0; last--) {
    const place = heap[0];
    heap[0] = heap[last];
    heap[last] = place;
    sink(x, heap, last, 0);
  }
}

function hasNaN(x: Numbers): boolean {
  for (let i = 0; i < x.length; i++) if (x[i] !== x[i]) return true;
  return false;
}

/** The adapter of TopK. Without an order of NaN, rows that have some are left to cpu. */
export const topK: SimdKernel = simdKernel<"x", tf.TopKAttrs>(
  tf.TopK,
  ({ inputs: { x }, attrs: { k }, backend }) => {
    if (!canCopy(x) || k === 0) return undefined;
    const source = backend.data.get(x.dataId).values as Numbers;
    if (hasNaN(source)) return undefined;
    const shape = x.shape.with(-1, k);
    const [largest, places] = [
      makeTarget(backend, shape, x.dtype),
      makeTarget(backend, shape, "int32"),
    ];
    const length = x.shape.at(-1)!;
    const heap = new Int32Array(k);
    for (let start = 0, to = 0; start < source.length; start += length) {
      largestOf(source, start, start + length, heap);
      for (let i = 0; i < k; i++, to++) {
        largest.values[to] = source[heap[i]];
        places.values[to] = heap[i] - start;
      }
    }
    return [largest.info, places.info];
  },
);
