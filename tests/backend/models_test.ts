import { deepEqual, equal, ok } from "node:assert/strict";
import * as tf from "@tensorflow/tfjs";
import { type BackendName, useBackend } from "../../lib/backend/mod.ts";
import { disposeTraining, fit, MODELS, type Training } from "./models.ts";

/** ‖w − w_cpu‖ / ‖w_cpu‖ that may remain of each weight tensor. */
const TOLERANCE = 1e-3;

async function train(
  backend: BackendName,
  makeTraining: () => Training,
  threads?: number,
): Promise<{ weights: Float32Array[]; tensorsLeft: number }> {
  await useBackend({ backend, threads });
  const tensors = tf.memory().numTensors;
  const training = makeTraining();
  await fit(training, 3);
  const weights = training.model.getWeights().map((weight) => weight.dataSync<"float32">());
  disposeTraining(training);
  // Momentum and LSTM leave some tensors behind on every backend.
  return { weights, tensorsLeft: tf.memory().numTensors - tensors };
}

const norm = (values: Float32Array) => Math.hypot(...values);

for (const [kind, makeTraining] of Object.entries(MODELS)) {
  Deno.test(`a model ${kind} trains to the same weights on simd and cpu`, async () => {
    const expected = await train("cpu", makeTraining);
    const actual = await train("simd", makeTraining);
    equal(actual.tensorsLeft, expected.tensorsLeft, "tensors left behind");
    expected.weights.forEach((weights, i) => {
      const difference = weights.map((w, j) => w - actual.weights[i][j]);
      const error = norm(difference) / norm(weights);
      ok(error <= TOLERANCE, `weight tensor ${i} differs by ${error}`);
    });
  });

  Deno.test(`a model ${kind} trains to the same bits with 1, 2, 3 and 4 threads`, async () => {
    const expected = await train("simd", makeTraining, 1);
    for (const threads of [2, 3, 4]) {
      deepEqual(await train("simd", makeTraining, threads), expected);
    }
  });
}
