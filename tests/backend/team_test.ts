import { deepEqual, equal, match, notEqual, ok, throws } from "node:assert/strict";
import type * as tf from "@tensorflow/tfjs-core";
import { SQUARE } from "../../lib/backend/kernels/shared/unary_operations.ts";
import { Heap } from "../../lib/backend/heap.ts";
import { loadKernels } from "../../lib/backend/runtime/load_kernels.ts";
import { withoutAdvice } from "../../lib/tensors/mod.ts";
import { fusedMatMul } from "../../lib/backend/ops/mat_mul.ts";
import { type StartThread, startThread } from "../../lib/backend/runtime/thread.ts";
import { SimdBackend } from "../../lib/backend/simd_backend.ts";
import { Team } from "../../lib/backend/team.ts";
import type { WorkerData } from "../../lib/backend/worker.ts";

const kernels = loadKernels();
const LENGTH = 200_000;

/**
 * Squares many threes in place `repeats` times with a team, and returns the sum of the squares.
 * In place, a chunk that is computed twice gives 81 and one that is left out 3.
 */
function squareWith(team: Team, heap: Heap, repeats = 1): number {
  const x = heap.allocate(LENGTH);
  let sum = 0;
  for (let i = 0; i < repeats; i++) {
    const values = heap.view(x, LENGTH).fill(3);
    team.run("unary", LENGTH, LENGTH / 100, { op: SQUARE, x, y: x, p: 0, q: 0 }, true);
    sum += values.reduce((sum, value) => sum + value);
  }
  heap.free(x, LENGTH);
  return sum;
}

/** Collects what is warned about while `run` runs. */
async function warningsOf(run: () => Promise<void>): Promise<string[]> {
  const warnings: string[] = [];
  const { warn } = console;
  console.warn = (message: string) => warnings.push(message);
  try {
    await run();
  } finally {
    console.warn = warn;
  }
  return warnings;
}

Deno.test("Team computes every chunk once, with workers and without", async () => {
  for (const size of [1, 2, 4]) {
    const heap = new Heap(kernels);
    const team = new Team(kernels, heap, size);
    await team.ready;
    equal(team.size, size);
    equal(squareWith(team, heap, 200), 200 * 9 * LENGTH);
    team.end();
  }
});

/** Starts a worker of `workers/` in the place of the team's own. */
function startOther(name: string): StartThread {
  const url = new URL(`./workers/${name}.ts`, import.meta.url);
  return (_script, data, events) => startThread(`import(${JSON.stringify(url)})`, data, events);
}

Deno.test("Team gives up a kernel when a worker dies with a chunk, goes on alone, and warns once", async () => {
  const warnings = await warningsOf(async () => {
    const heap = new Heap(kernels);
    const team = new Team(kernels, heap, 2, {
      start: startOther("dies_with_a_chunk"),
      patience: 1,
    });
    await team.ready;
    // On a busy machine the worker may come too late for a chunk of the first jobs.
    throws(() => {
      while (team.size > 1) equal(squareWith(team, heap), 9 * LENGTH);
    }, {
      name: "LostWorkerError",
      message:
        /^Cannot compute unary: expected every worker to finish but found that one did not in \d+ s$/,
    });
    equal(team.size, 1);
    equal(squareWith(team, heap, 3), 3 * 9 * LENGTH);
    team.end();
  });
  equal(warnings.length, 1);
  match(
    warnings[0],
    /^The simd backend goes on with fewer threads, at the same results: a worker was lost \(it did not finish its part of a kernel in \d+ s\)$/,
  );
});

Deno.test("Team goes on when its workers cannot start, and warns once", async () => {
  const warnings = await warningsOf(async () => {
    const heap = new Heap(kernels);
    const start: StartThread = (_script, data, events) =>
      startThread('throw new Error("no thread to be had")', data, events);
    const team = new Team(kernels, heap, 3, { start });
    await team.ready;
    equal(team.size, 1);
    equal(squareWith(team, heap), 9 * LENGTH);
    team.end();
  });
  equal(warnings.length, 1);
  match(warnings[0], /no thread to be had/);
});

Deno.test("Team goes on alone where no worker may be started", async () => {
  const refuse = () => new Error("not allowed");
  const starts: StartThread[] = [
    () => {
      throw refuse();
    },
    (_script, _data, { lost }) => {
      lost(refuse().message);
      return { terminate() {} };
    },
  ];
  for (const start of starts) {
    const warnings = await warningsOf(async () => {
      const heap = new Heap(kernels);
      const team = new Team(kernels, heap, 3, { start });
      await team.ready;
      equal(team.size, 1);
      equal(squareWith(team, heap), 9 * LENGTH);
      team.end();
    });
    deepEqual(warnings, [
      "The simd backend goes on with fewer threads, at the same results: a worker was lost (not allowed)",
    ]);
  }
});

Deno.test("a worker that goes on after it was taken for dead changes no tensor", async () => {
  let control: Int32Array = new Int32Array();
  const start: StartThread = (script, data, events) => {
    control = (data as WorkerData).control;
    startOther("wakes_up_late")(script, data, events);
    return { terminate() {} }; // the thread is as good as frozen
  };
  const backend = withoutAdvice(() => new SimdBackend({ start, patience: 1 }));
  /** A product whose values elu is applied to where they lie. */
  const compute = () => {
    const write = (values: Float32Array) => ({
      dataId: backend.write(values, [256, 256], "float32"),
      shape: [256, 256],
      dtype: "float32" as const,
    });
    const a = write(Float32Array.from({ length: 65536 }, (_, i) => Math.sin(i)));
    const b = write(Float32Array.from({ length: 65536 }, (_, i) => Math.cos(i)));
    const attrs = { transposeA: false, transposeB: false, activation: "elu" };
    const y = backend.inHeap(() => fusedMatMul.compute({ inputs: { a, b }, attrs, backend }));
    return (y as tf.TensorInfo).dataId;
  };
  await backend.setThreads(1);
  const right = backend.readSync(compute());
  await backend.setThreads(2);
  const tensors: tf.DataId[] = [];
  const warnings = await warningsOf(() => {
    while (backend.threads > 1) tensors.push(compute());
    return Promise.resolve();
  });
  equal(warnings.length, 1);
  for (let i = 0; i < 20; i++) tensors.push(compute());
  for (const tensor of tensors) deepEqual(backend.readSync(tensor), right);

  // Small ones take whatever has become free.
  const small = Array.from({ length: 2000 }, () => backend.makeOutput32([32, 32]));
  for (const { address, length } of small) backend.float32View(address, length).fill(-1);

  Atomics.store(control, 1, 1);
  Atomics.notify(control, 1);
  notEqual(Atomics.wait(control, 1, 1, 10_000), "timed-out");
  equal(control[1], 2);
  for (const tensor of tensors) deepEqual(backend.readSync(tensor), right);
  for (const { address, length } of small) {
    ok(backend.float32View(address, length).every((value) => value === -1));
  }

  // What is disposed of afterwards is free again.
  const { heapBytes } = backend.memory();
  backend.disposeData(tensors.at(-1)!);
  equal(backend.memory().heapBytes, heapBytes - 4 * 65536);
  backend.dispose();
});
