import { deepEqual, equal, match, ok, throws } from "node:assert/strict";
import * as tf from "@tensorflow/tfjs";
import { useBackend } from "../../lib/backend/mod.ts";
import { HeapFullError } from "../../lib/backend/heap.ts";
import type { SimdBackend } from "../../lib/backend/simd_backend.ts";
import { runScript } from "../run_script.ts";
import { data, smallNetwork } from "./small_network.ts";

/** What `tf.memory()` says on simd. */
interface SimdMemory extends tf.MemoryInfo {
  heapBytes: number;
}

const memory = () => tf.memory() as SimdMemory;

// V8 clears up old garbage only when its heap is full: left alone, this program grows for about 5,000
// steps, by 75 MB, and no more until 10,000. With an old heap of at most 48 MB the first 1,000 steps
// fill it. After them the process shrinks by 0.3 to 0.4 %, and what V8 holds once it has cleared up
// grows by 0.1 to 0.5 % (seven runs on busy cores).
Deno.test("2,000 steps and 200 fits keep tensors and memory as they are", async () => {
  // In a process of its own: its size is measured.
  const { code, stdout, stderr } = await runScript(
    `
    import * as tf from "@tensorflow/tfjs";
    import { useBackend } from "#lib/backend/mod.ts";
    import { data, smallNetwork } from "${new URL("./small_network.ts", import.meta.url)}";
    await useBackend();
    const model = smallNetwork();
    const { xs, ys } = data(64);
    const run = async (steps, fits) => {
      for (let step = 0; step < steps; step++) await model.trainOnBatch(xs, ys);
      for (let fit = 0; fit < fits; fit++) {
        await model.fit(xs, ys, { epochs: 1, batchSize: 32, shuffle: false, verbose: 0 });
      }
      const { numTensors, heapBytes } = tf.memory();
      const { rss } = Deno.memoryUsage();
      gc();
      const { heapUsed, external } = Deno.memoryUsage();
      return { numTensors, heapBytes, rss, held: heapUsed + external };
    };
    console.log(JSON.stringify([await run(1000, 100), await run(1000, 100)]));`,
    ["--allow-read", "--v8-flags=--max-old-space-size=48,--expose-gc"],
  );
  deepEqual([code, stderr], [0, ""]);
  const [before, after] = JSON.parse(stdout);
  equal(after.numTensors, before.numTensors);
  equal(after.heapBytes, before.heapBytes);
  for (const part of ["rss", "held"]) {
    const growth = after[part] / before[part] - 1;
    ok(growth <= 0.05, `${part} grew by ${growth}`);
  }
});

Deno.test("tensors that nobody disposes are reclaimed", async () => {
  await useBackend();
  // 10 GB in all, more than twice what fits: it throws unless they are.
  let last: tf.Tensor | undefined;
  for (let i = 0; i < 300; i++) {
    last = tf.fill([4_000_000], i).square();
    await new Promise((resolve) => setTimeout(resolve));
  }
  equal(last?.max().dataSync()[0], 299 ** 2);
});

Deno.test("an allocation that does not fit says so and leaves the backend usable", async () => {
  await useBackend();
  const backend = tf.backend() as SimdBackend;
  const before = memory().heapBytes;
  const held: tf.TensorInfo[] = [];
  throws(
    () => {
      for (let i = 0; i < 6; i++) held.push(backend.makeOutput32([230_000_000]).info);
    },
    (error: Error) => {
      equal(error.name, "RangeError");
      match(
        error.message,
        /^Cannot allocate a tensor of 920000000 bytes: expected room for it in the simd backend's memory of 4 GiB, where one tensor takes at most 1 GiB, but found \d+ bytes in use; what nobody disposes of is free again only after the program has awaited$/,
      );
      return true;
    },
  );
  ok(held.length >= 3);
  const x = tf.ones([1000, 1000]);
  equal(x.matMul(x).dataSync()[0], 1000); // there is room for smaller tensors
  for (const info of held) backend.disposeIntermediateTensorInfo(info);
  backend.disposeIntermediateTensorInfo(backend.makeOutput32([230_000_000]).info);
  x.dispose();
  ok(memory().heapBytes < before + 1e7);
});

/** What is printed as warnings meanwhile. */
function warningsOf(run: () => void): string[] {
  const warnings: string[] = [];
  const { warn } = console;
  console.warn = (line: string) => warnings.push(line);
  try {
    run();
  } finally {
    console.warn = warn;
  }
  return warnings;
}

Deno.test("what finds no room is computed by stock kernels, outside the heap, and says so once", async () => {
  const { code, stdout, stderr } = await runScript(
    `
    import * as tf from "@tensorflow/tfjs";
    import { useBackend } from "#lib/backend/mod.ts";
    await useBackend();
    const state = () => JSON.stringify({ ...tf.memory(), ids: tf.backend().numDataIds() });
    const large = tf.tensor1d(new Float32Array(2 ** 28 + 8).fill(0.5)); // more than 1 GiB
    const before = state();
    for (let i = 0; i < 2; i++) console.log(tf.tidy(() => large.slice(2 ** 28, 3).sum().dataSync()[0]));
    console.log(tf.tidy(() => large.sum().dataSync()[0]), state() === before);
    large.dispose();
    const held = Array.from({ length: 4 }, () => tf.backend().makeOutput32([230_000_000]).info);
    const x = tf.ones([50_000_000]);
    console.log(x.add(1).square().max().dataSync()[0]); // 200 MB each, where 600 MB are free
    const more = Array.from({ length: 4 }, () => x.add(1)); // the last of them is outside
    console.log(more.map((y) => y.min().dataSync()[0]).join());
    tf.dispose(more);
    for (const info of held) tf.backend().disposeIntermediateTensorInfo(info);
    console.log(x.add(2).max().dataSync()[0]);`,
    ["--allow-read", "--allow-env"],
  );
  deepEqual([code, stdout], [0, "1.5\n1.5\n134217728 true\n4\n2,2,2,2\n3\n"], stderr);
  match(
    stderr,
    /^Cannot allocate a tensor of 1073741856 bytes: [^\n]+\. Until there is room, TensorFlow\.js's own kernels compute, more slowly\n$/,
  );
});

Deno.test("a kernel that fails leaves nothing behind", async () => {
  await useBackend();
  const backend = tf.backend() as SimdBackend;
  const state = () => ({ ...tf.memory(), numDataIds: backend.numDataIds() });
  const before = state();
  const fail = (error: Error) => () =>
    backend.inHeap(() => {
      backend.makeOutput32([3]);
      throw error;
    });
  throws(fail(new TypeError("no")), { name: "TypeError", message: "no" });
  deepEqual(warningsOf(() => equal(fail(new HeapFullError("full"))(), undefined)), [
    "full. Until there is room, TensorFlow.js's own kernels compute, more slowly",
  ]);
  deepEqual(state(), before);
});

Deno.test("a loop that awaits values and disposes of nothing stays small", async () => {
  await useBackend();
  const before = memory().heapBytes;
  let most = 0;
  for (let i = 0; i < 400; i++) { // 12.8 GB in all
    equal((await tf.fill([8_000_000], i).square().slice(0, 1).data())[0], i * i);
    most = Math.max(most, memory().heapBytes - before);
  }
  ok(most < 3e9, `${most} bytes`);
});

Deno.test("data() returns the values of a tensor that is disposed of while it is awaited", async () => {
  await useBackend();
  const large = tf.zeros([70_000_000]).add(1); // so many bytes that it lets a task pass
  const x = tf.tensor1d([1, 2]).square();
  const values = x.data();
  x.dispose();
  deepEqual(await values, Float32Array.of(1, 4));
  large.dispose();
});

/** Trains a network of its own and returns its weights. */
async function trained(seed: number, onBatchEnd?: () => void): Promise<Float32Array[]> {
  const model = smallNetwork(seed);
  const { xs, ys } = data(64);
  await model.fit(xs, ys, {
    epochs: 3,
    batchSize: 16,
    shuffle: false,
    verbose: 0,
    callbacks: { onBatchEnd },
  });
  const weights = model.getWeights().map((weight) => weight.dataSync<"float32">());
  model.dispose();
  tf.dispose([xs, ys]);
  return weights;
}

Deno.test("two fits at once come out as one after the other", async () => {
  await useBackend();
  const expected = [await trained(1), await trained(5)];
  deepEqual(await Promise.all([trained(1), trained(5)]), expected);
});

Deno.test("operations inside a callback of fit leave the training as it is", async () => {
  await useBackend();
  const expected = await trained(1);
  const other = smallNetwork(9);
  const { xs, ys } = data(16);
  const predict = () => tf.dispose(other.predict(xs) as tf.Tensor);
  deepEqual(await trained(1, predict), expected);
  other.dispose();
  tf.dispose([xs, ys]);
});

Deno.test("a fit that is stopped leaves backend and model usable", async () => {
  await useBackend();
  const model = smallNetwork();
  const { xs, ys } = data(64);
  let batches = 0;
  const options = { epochs: 5, batchSize: 16, verbose: 0 as const };
  await model.fit(xs, ys, {
    ...options,
    callbacks: {
      onBatchEnd: () => {
        model.stopTraining = ++batches === 3;
      },
    },
  });
  equal(batches, 3);
  const { history } = await model.fit(xs, ys, options);
  equal(history.loss.length, 5);
  ok(history.loss.every((loss) => Number.isFinite(loss)));
  model.dispose();
  tf.dispose([xs, ys]);
});

Deno.test("a fit that SIGINT stops ends, and so does the program", async () => {
  const { code, stdout, stderr } = await runScript(
    `
    import * as tf from "@tensorflow/tfjs";
    import { useBackend } from "#lib/backend/mod.ts";
    await useBackend({ threads: 2 });
    const model = tf.sequential({ layers: [tf.layers.dense({ inputShape: [4], units: 1 })] });
    model.compile({ optimizer: "sgd", loss: "meanSquaredError" });
    const stop = () => { model.stopTraining = true; };
    Deno.addSignalListener("SIGINT", stop);
    let epochs = 0;
    await model.fit(tf.ones([8, 4]), tf.ones([8, 1]), {
      epochs: 100_000,
      verbose: 0,
      yieldEvery: "epoch",
      callbacks: { onEpochEnd: () => { if (++epochs === 3) Deno.kill(Deno.pid, "SIGINT"); } },
    });
    Deno.removeSignalListener("SIGINT", stop);
    console.log(epochs < 100_000, tf.scalar(3).square().dataSync()[0]);`,
    ["--allow-all"],
  );
  deepEqual([code, stdout, stderr], [0, "true 9\n", ""]);
});
