import { deepEqual, equal } from "node:assert/strict";
import * as tf from "@tensorflow/tfjs";
import type { BackendName } from "../../lib/backend/mod.ts";
import { ownKernelCalls } from "./own_kernel_calls.ts";
import { runOn, seededNormal } from "./run_on.ts";

type Reduction = "sum" | "mean";

const gradientOf = (
  reduction: Reduction,
  backend: BackendName,
  shape: number[],
  axes: number[],
  keepDims: boolean,
) =>
  runOn(backend, () => {
    const f = (x: tf.Tensor) => x[reduction](axes, keepDims);
    const x = seededNormal(shape as [number], 1);
    return [tf.grad(f)(x, seededNormal(f(x).shape as [number], 2))];
  });

/** Shapes and axes. */
const REDUCTIONS: [number[], number[]][] = [
  [[6, 5, 4, 7], [0, 1, 2]],
  [[9, 3], [0]],
  [[3, 2, 8], [-2, 0]],
  [[6, 5], [1]],
  [[6, 5, 4], [1]],
  [[4, 3], [0, 1]],
  [[5], [0]],
  [[3, 4, 2, 5], [1, 3]],
];

for (const reduction of ["sum", "mean"] as const) {
  for (const keepDims of [false, true]) {
    Deno.test(`the gradient of a ${reduction} has cpu's bits, keepDims ${keepDims}`, async () => {
      const before = ownKernelCalls.get(tf.Tile)!.simd;
      for (const [shape, axes] of REDUCTIONS) {
        deepEqual(
          await gradientOf(reduction, "simd", shape, axes, keepDims),
          await gradientOf(reduction, "cpu", shape, axes, keepDims),
        );
      }
      equal(ownKernelCalls.get(tf.Tile)!.simd, before + REDUCTIONS.length);
    });
  }

  Deno.test(`the gradient of a ${reduction} over five axes is TensorFlow.js's`, async () => {
    const before = ownKernelCalls.get(tf.Tile)!.simd;
    const shape = [2, 3, 2, 2, 3];
    deepEqual(
      await gradientOf(reduction, "simd", shape, [1, 3], false),
      await gradientOf(reduction, "cpu", shape, [1, 3], false),
    );
    equal(ownKernelCalls.get(tf.Tile)!.simd, before);
  });
}

Deno.test("a mean can be differentiated twice", async () => {
  // f = Σ_c (Σ_r x[r, c]² / 2)², so ∂f/∂x[r, c] = 2 · m[c] · x[r, c] with m[c] = Σ_r x[r, c]² / 2.
  const g = tf.grad((x) => tf.grad((x) => x.square().mean(0).square())(x).sum());
  const [second] = await runOn("simd", () => [g(tf.tensor2d([[1, 2], [3, 0]]))]);
  // ∂/∂x[r, c] of Σ_s 2 · m[c] · x[s, c] = 2 · x[r, c] · Σ_s x[s, c] + 2 · m[c], with m = [5, 2].
  deepEqual([...second], [2 * 1 * 4 + 10, 2 * 2 * 2 + 4, 2 * 3 * 4 + 10, 0 + 4]);
});
