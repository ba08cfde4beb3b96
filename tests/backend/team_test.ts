import { deepEqual, equal, match } from "node:assert/strict";
import { KERNELS_WASM } from "../../tools/build_kernels/main.ts";
import { SQUARE } from "../../lib/backend/kernels/shared/unary_operations.ts";
import { Heap } from "../../lib/backend/heap.ts";
import { Team } from "../../lib/backend/team.ts";

const kernels = new WebAssembly.Module(Deno.readFileSync(KERNELS_WASM));
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

Deno.test("Team goes on when a worker dies with a chunk, and warns once", async () => {
  const warnings = await warningsOf(async () => {
    const heap = new Heap(kernels);
    const worker = new URL("./workers/dies_with_a_chunk.ts", import.meta.url);
    const team = new Team(kernels, heap, 2, { worker, patience: 1 });
    await team.ready;
    // On a busy machine the worker may come too late for a chunk of the first jobs.
    while (team.size > 1) equal(squareWith(team, heap), 9 * LENGTH);
    equal(squareWith(team, heap, 3), 3 * 9 * LENGTH);
    team.end();
  });
  deepEqual(warnings, [
    "The simd backend goes on with fewer threads: a worker was lost (it did not finish its part of " +
    "a kernel in 1 s). If it was computing, results may be wrong from here on: start the program " +
    "or the kernel anew",
  ]);
});

Deno.test("Team goes on when its workers cannot start, and warns once", async () => {
  const warnings = await warningsOf(async () => {
    const heap = new Heap(kernels);
    const worker = new URL("./workers/does_not_start.ts", import.meta.url);
    const team = new Team(kernels, heap, 3, { worker });
    await team.ready;
    equal(team.size, 1);
    equal(squareWith(team, heap), 9 * LENGTH);
    team.end();
  });
  equal(warnings.length, 1);
  match(warnings[0], /no thread to be had/);
});
