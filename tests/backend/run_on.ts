/**
 * Running the same computation on two backends in one process.
 *
 * @module
 */
import { equal, ok } from "node:assert/strict";
import * as tf from "@tensorflow/tfjs";
import { type BackendName, useBackend } from "../../lib/backend/mod.ts";

/** The largest difference to the cpu backend, as a share of its largest value, that may remain. */
export const TOLERANCE = 1e-5;

/** The values of a tensor. */
export type Values = Float32Array | Int32Array | Uint8Array;

/**
 * Computes on a backend and checks that no tensor and no data of a tensor is left behind.
 *
 * `compute` makes its inputs itself: tensors of another backend would be moved, not copied.
 */
export async function runOn(
  backend: BackendName,
  compute: () => tf.Tensor[],
  threads?: number,
): Promise<Values[]> {
  await useBackend({ backend, threads });
  const before = tf.memory() as tf.MemoryInfo & { heapBytes?: number };
  // Kernels allocate below the engine, which does not count what they forget to free.
  const dataBefore = tf.backend().numDataIds();
  const outputs = tf.tidy(compute);
  // Not `dataSync`, which webgpu has in browsers only.
  const values = await Promise.all(outputs.map((output) => output.data())) as Values[];
  tf.dispose(outputs);
  const after = tf.memory() as typeof before;
  equal(after.numTensors, before.numTensors, `tensors left behind on ${backend}`);
  equal(tf.backend().numDataIds(), dataBefore, `data left behind on ${backend}`);
  equal(after.heapBytes, before.heapBytes, `memory left behind on ${backend}`);
  return values;
}

/**
 * Throws unless max|actual − expected| / max|expected| is within {@linkcode TOLERANCE}, and the
 * values that are not finite are the same. Whole numbers must all be the same.
 */
export function assertClose(actual: Values, expected: Values, what: string): void {
  equal(actual.length, expected.length, `length of ${what}`);
  equal(actual.constructor, expected.constructor, `type of ${what}`);
  const isRounded = expected instanceof Float32Array;
  let scale = Number.MIN_VALUE;
  let difference = 0;
  for (const [i, value] of expected.entries()) {
    if (!isRounded || !Number.isFinite(value) || !Number.isFinite(actual[i])) {
      ok(Object.is(actual[i], value), `${what} at ${i}: ${actual[i]}, not ${value}`);
      continue;
    }
    scale = Math.max(scale, Math.abs(value));
    difference = Math.max(difference, Math.abs(actual[i] - value));
  }
  const error = difference / scale;
  ok(error <= TOLERANCE, `${what} differs by ${error} of its largest value`);
}

/** A tensor of normally distributed numbers. */
export function seededNormal<R extends tf.Rank>(shape: tf.ShapeMap[R], seed: number): tf.Tensor<R> {
  return tf.randomNormal<R>(shape, 0, 1, "float32", seed);
}

/** Computes y = f(inputs) for seeded inputs, and the gradients of every input for a seeded dy. */
export function withGradients(
  f: (...inputs: tf.Tensor[]) => tf.Tensor,
  shapes: number[][],
  map: (x: tf.Tensor) => tf.Tensor = (x) => x,
): tf.Tensor[] {
  const inputs = shapes.map((shape, i) => map(seededNormal(shape as [number], 11 + i)));
  const y = f(...inputs);
  const dy = seededNormal(y.shape as [number], 7);
  return [y, ...tf.grads(f)(inputs, dy)];
}
