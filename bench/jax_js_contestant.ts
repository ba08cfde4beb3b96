/**
 * Times jax-js on its WebAssembly backend: `jax_js_contestant.ts 2`.
 *
 * Networks run without `jit`: with it the gradients of a batch took 1.5 to 2.5 times as long.
 *
 * @module
 */
import "./jax_js_threads.ts";
import { blockUntilReady, nn, numpy as np, random, tree, valueAndGrad } from "@jax-js/jax";
import { answerJobs } from "./answer_jobs.ts";
import { startAdam, stepAdam } from "./jax_js_adam.ts";
import { type Arrays, follow, makeNetwork } from "./jax_js_networks.ts";
import type { Job } from "./protocol.ts";
import type { NetworkName } from "./tasks.ts";

/** Images and one-hot labels. */
interface Data {
  xs: np.Array;
  ys: np.Array;
}

async function makeData(name: NetworkName, examples: number): Promise<Data> {
  const shape = name === "lesson" ? [1, 28, 28] : [3, 32, 32];
  const labels = Int32Array.from({ length: examples }, (_, example) => example % 10);
  const xs = random.uniform(random.key(1), [examples, ...shape]);
  return await blockUntilReady({ xs, ys: nn.oneHot(np.array(labels), 10) });
}

/** Where each batch begins and ends. */
function* batches(examples: number, size: number): Generator<[number, number]> {
  for (let first = 0; first < examples; first += size) {
    yield [first, Math.min(first + size, examples)];
  }
}

function shuffle(rows: Int32Array): void {
  for (let last = rows.length - 1; last > 0; last--) {
    const other = Math.floor(Math.random() * (last + 1));
    [rows[last], rows[other]] = [rows[other], rows[last]];
  }
}

/** The mean cross entropy of class scores. */
function crossEntropy(scores: np.Array, ys: np.Array): np.Array {
  const examples = ys.shape[0];
  return nn.logSoftmax(scores).mul(ys).sum().mul(-1 / examples);
}

/** Waits for the loss and the accuracy of a batch. */
async function measure(loss: np.Array, scores: np.Array, ys: np.Array): Promise<void> {
  const accuracy = np.mean(np.argmax(scores, 1).equal(np.argmax(ys, 1)).astype(np.float32));
  await loss.data();
  await accuracy.data();
}

/** Fits a new network, or lets one predict, and returns the seconds. */
async function run({ network: name, train, validation, epochs, batch }: Job): Promise<number> {
  const network = makeNetwork(name);
  let { statistics } = network;
  let adam = startAdam(network.params);
  const data = await makeData(name, train);
  const test = await makeData(name, validation);
  await blockUntilReady([adam, statistics]);
  const lossAndGradients = valueAndGrad(
    (params: Arrays, xs: np.Array, ys: np.Array): [np.Array, [np.Array, Arrays]] => {
      const [scores, found] = network.apply(params, undefined, xs);
      return [crossEntropy(scores.ref, ys), [scores, found]];
    },
    { hasAux: true },
  );
  const order = Int32Array.from({ length: train }, (_, row) => row);

  let step = 0;
  const start = performance.now();
  for (let epoch = 0; epoch < epochs; epoch++) {
    shuffle(order);
    for (const batchRange of batches(train, batch)) {
      const rows = np.array(order.slice(...batchRange));
      const [xs, ys] = [data.xs.ref.slice(rows.ref), data.ys.ref.slice(rows)];
      const [[loss, [scores, found]], gradients] = lossAndGradients(
        tree.ref(adam.params),
        xs,
        ys.ref,
      );
      adam = stepAdam(adam, gradients, ++step);
      statistics = follow(statistics, found);
      await measure(loss, scores, ys);
    }
    for (const batchRange of batches(validation, batch)) {
      const xs = test.xs.ref.slice(batchRange);
      const [scores] = network.apply(tree.ref(adam.params), tree.ref(statistics), xs);
      if (train === 0) {
        await scores.data();
      } else {
        const ys = test.ys.ref.slice(batchRange);
        await measure(crossEntropy(scores.ref, ys.ref), scores, ys);
      }
    }
  }
  await blockUntilReady([adam, statistics]);
  const seconds = (performance.now() - start) / 1000;
  tree.dispose([adam, statistics, data, test]);
  return seconds;
}

await answerJobs(run);
Deno.exit(); // jax-js's workers would keep the process running
