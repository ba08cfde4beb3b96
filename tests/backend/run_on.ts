/**
 * Running the same computation on two backends in one process.
 *
 * @module
 */
import { ok, strictEqual } from "node:assert/strict";
import * as tf from "@tensorflow/tfjs";
import { type BackendName, useBackend } from "../../lib/backend/mod.ts";

/** The largest difference to the cpu backend, as a share of its largest value, that may remain. */
export const TOLERANCE = 1e-5;

/**
 * Computes on a backend and checks that no tensor and no data of a tensor is left behind.
 *
 * `compute` makes its inputs itself: tensors of another backend would be moved, not copied.
 */
export async function runOn(
  backend: BackendName,
  compute: () => tf.Tensor[],
): Promise<Float32Array[]> {
  await useBackend({ backend });
  const tensorsBefore = tf.memory().numTensors;
  // Kernels allocate below the engine, which does not count what they forget to free.
  const dataBefore = tf.backend().numDataIds();
  const outputs = tf.tidy(compute);
  const values = outputs.map((output) => output.dataSync<"float32">());
  tf.dispose(outputs);
  strictEqual(tf.memory().numTensors, tensorsBefore, `tensors left behind on ${backend}`);
  strictEqual(tf.backend().numDataIds(), dataBefore, `data left behind on ${backend}`);
  return values;
}

/** Throws unless max|actual − expected| / max|expected| is within {@linkcode TOLERANCE}. */
export function assertClose(actual: Float32Array, expected: Float32Array, what: string): void {
  strictEqual(actual.length, expected.length, `length of ${what}`);
  const difference = actual.map((value, i) => Math.abs(value - expected[i]));
  const scale = Math.max(...expected.map(Math.abs), Number.MIN_VALUE);
  const error = Math.max(0, ...difference) / scale;
  ok(error <= TOLERANCE, `${what} differs by ${error} of its largest value`);
}

/** Values drawn from the normal distribution, the same on every backend. */
export function seededNormal(
  shape: [number, number, number, number],
  seed: number,
): tf.Tensor4D {
  return tf.randomNormal(shape, 0, 1, "float32", seed);
}
