/**
 * What TensorFlow.js's cpu backend computes wrongly or refuses, and simd computes as its documentation says:
 * compared with what was worked out by hand.
 */
import { deepEqual, equal, ok } from "node:assert/strict";
import * as tf from "@tensorflow/tfjs";
import { useBackend } from "../../lib/backend/mod.ts";
import { assertClose, runOn, withGradients } from "./run_on.ts";

async function assertValues(compute: () => tf.Tensor, expected: number[]): Promise<void> {
  const [values] = await runOn("simd", () => [compute()]);
  deepEqual([...values], expected);
}

Deno.test("a running sum along a negative axis", async () => {
  await assertValues(() => tf.cumsum(tf.tensor2d([[1, 2, 3], [4, 5, 6]]), -1), [1, 3, 6, 4, 9, 15]);
  await assertValues(() => tf.cumprod(tf.tensor2d([[1, 2], [3, 4]]), -2), [1, 2, 3, 8]);
});

Deno.test("the gradient of a running sum along any axis", async () => {
  const gradient = (axis: number) => () =>
    tf.grad((x) => tf.cumsum(x, axis))(tf.zeros([2, 3]), tf.tensor2d([[1, 2, 3], [4, 5, 6]]));
  await assertValues(gradient(1), [6, 5, 3, 15, 11, 6]);
  await assertValues(gradient(-1), [6, 5, 3, 15, 11, 6]);
  await assertValues(gradient(0), [5, 7, 9, 4, 5, 6]);
});

Deno.test("stridedSlice with an axis that shrinks to nothing", async () => {
  const x = () => tf.range(0, 24).reshape([2, 3, 4]);
  await assertValues(
    () => tf.stridedSlice(x(), [1, 0, 0], [2, 3, 4], [1, 2, 3], 0, 0, 0, 0, 1),
    [12, 15, 20, 23],
  );
});

Deno.test("second derivatives of functions whose slope jumps", async () => {
  // f(x) = g(x)³ with g(x) = s · x, so f″(x) = 6 · s³ · x
  const second = (g: (x: tf.Tensor) => tf.Tensor, x: number) => () =>
    tf.grad(tf.grad((x) => g(x).square().mul(g(x))))(tf.scalar(x));
  await assertValues(second(tf.relu6, 2), [12]);
  await assertValues(second(tf.relu6, 7), [0]);
  await assertValues(second((x) => tf.leakyRelu(x, 0.5), -2), [-1.5]);
  await assertValues(second((x) => tf.clipByValue(x, -3, 3), 2), [12]);
});

/** Batch normalisation along an axis, by the one along the last, which cpu can do. */
function normalisedAlong(axis: number) {
  const perm = [0, 1, 2, 3].filter((other) => other !== axis).concat(axis);
  const back = [0, 1, 2, 3].map((other) => perm.indexOf(other));
  return (...[x, mean, variance, offset, scale]: tf.Tensor[]) => {
    const flat = [mean, variance, offset, scale].map((tensor) => tensor.flatten() as tf.Tensor1D);
    const last = x.transpose(perm) as tf.Tensor4D;
    return tf.batchNorm(last, flat[0], flat[1], flat[2], flat[3], 0.01).transpose(back);
  };
}

for (const axis of [1, 2]) {
  Deno.test(`batch normalisation along axis ${axis}, with gradients`, async () => {
    const shape = [2, 3, 4, 5];
    const along = shape.map((size, i) => i === axis ? size : 1);
    const make = (f: (...all: tf.Tensor[]) => tf.Tensor) => () =>
      withGradients(
        (x, mean, variance, offset, scale) => f(x, mean, variance.square(), offset, scale),
        [shape, along, along, along, along],
      );
    const direct = make((x, mean, variance, offset, scale) =>
      tf.batchNorm(x, mean, variance, offset, scale, 0.01)
    );
    const actual = await runOn("simd", direct);
    const expected = await runOn("cpu", make(normalisedAlong(axis)));
    expected.forEach((values, i) => assertClose(actual[i], values, `output ${i}`));
  });

  Deno.test(`a layer that normalises along axis ${axis} trains`, async () => {
    await useBackend({ backend: "simd" });
    const before = tf.memory().numTensors;
    const model = tf.sequential({
      layers: [tf.layers.batchNormalization({ axis, inputShape: [3, 4, 5] })],
    });
    const optimizer = tf.train.sgd(0.1);
    model.compile({ loss: "meanSquaredError", optimizer });
    const x = tf.randomNormal([2, 3, 4, 5], 1, 2, "float32", 1);
    const { history } = await model.fit(x, x, { epochs: 3 });
    ok(history.loss.at(-1)! < history.loss[0]);
    model.dispose();
    optimizer.dispose();
    x.dispose();
    equal(tf.memory().numTensors, before);
  });
}
