/**
 * Times TensorFlow.js on a backend: `tfjs_contestant.ts simd 2`.
 *
 * @module
 */
import * as tf from "@tensorflow/tfjs";
import { type BackendName, useBackend } from "../lib/backend/mod.ts";
import { answerJobs } from "./answer_jobs.ts";
import type { Job } from "./protocol.ts";
import { makeData, makeNetwork } from "./tasks.ts";

const [backend, threads] = Deno.args;
await useBackend({ backend: backend as BackendName, threads: Number(threads) });

/** Fits a new network, or lets one predict, and returns the seconds. */
async function run({ network, train, validation, epochs, batch }: Job): Promise<number> {
  const model = makeNetwork(network);
  const test = makeData(network, validation);
  let seconds: number;
  if (train === 0) {
    const start = performance.now();
    for (let epoch = 0; epoch < epochs; epoch++) {
      const predicted = model.predict(test.xs, { batchSize: batch }) as tf.Tensor;
      await predicted.data();
      predicted.dispose();
    }
    seconds = (performance.now() - start) / 1000;
  } else {
    const { xs, ys } = makeData(network, train);
    const validationData: [tf.Tensor, tf.Tensor] | undefined = validation > 0
      ? [test.xs, test.ys]
      : undefined;
    const start = performance.now();
    await model.fit(xs, ys, { epochs, batchSize: batch, validationData, verbose: 0 });
    seconds = (performance.now() - start) / 1000;
    tf.dispose([xs, ys]);
  }
  tf.dispose([test.xs, test.ys]);
  model.dispose();
  return seconds;
}

await answerJobs(run);
