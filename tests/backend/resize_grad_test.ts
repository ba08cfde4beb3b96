/**
 * The gradients of resizing where those of TensorFlow.js's cpu backend are wrong or never end: images that are
 * not square, several of them, half-pixel centres, one pixel.
 */
import { ok } from "node:assert/strict";
import * as tf from "@tensorflow/tfjs";
import { runOn, seededNormal } from "./run_on.ts";
import type { Shape4D } from "./kernel_cases/kernel_case.ts";

const RESIZINGS = {
  resizeBilinear: tf.image.resizeBilinear,
  resizeNearestNeighbor: tf.image.resizeNearestNeighbor,
};

const CASES: [Shape4D, [number, number], boolean, boolean][] = [
  [[1, 4, 6, 2], [8, 12], false, false],
  [[2, 3, 5, 1], [7, 4], false, false],
  [[2, 3, 5, 2], [7, 4], true, false],
  [[2, 3, 5, 2], [5, 10], false, true],
  [[2, 6, 4, 1], [2, 3], false, true],
  [[1, 1, 1, 2], [3, 3], true, false],
  [[1, 1, 4, 1], [2, 1], true, false],
];

for (const [name, resize] of Object.entries(RESIZINGS)) {
  for (const [shape, size, align, half] of CASES) {
    Deno.test(`the gradient of ${name} of [${shape}] to ${size}, ${align}, ${half} is right`, async () => {
      const f = (x: tf.Tensor) => resize(x as tf.Tensor4D, size, align, half);
      const length = tf.util.sizeFromShape(shape);
      const [gradient, expected] = await runOn("simd", () => {
        const x = seededNormal(shape, 1);
        const dy = seededNormal<tf.Rank>(f(x).shape, 2);
        // f is linear, so the derivative along pixel i is what f makes of an image with only that pixel.
        const slopes = Array.from({ length }, (_, i) => {
          const pixel = tf.oneHot(tf.scalar(i, "int32"), length).toFloat().reshape(shape);
          return f(pixel).mul(dy).sum();
        });
        return [tf.grad(f)(x, dy), tf.stack(slopes)];
      });
      expected.forEach((slope, i) =>
        ok(Math.abs(gradient[i] - slope) < 1e-5, `at ${i}: ${gradient[i]}, not ${slope}`)
      );
    });
  }
}
