/**
 * Operations on a few numbers, simd beside cpu: none may take longer than on the stock backend.
 *
 * @module
 */
import * as tf from "@tensorflow/tfjs";
import { useBackend } from "../lib/backend/mod.ts";
import { printTable } from "./rounds.ts";

const SIZES = [1, 4, 16, 64, 256, 1024];

/** How long an operation is repeated in a round, on each backend. */
const MILLISECONDS = 2;

type Operation = (n: number) => () => tf.Tensor;

const numbers = (...shape: number[]) => tf.randomUniform(shape, 0.1, 1, "float32", 1);

/** An operation of tensors with the given shapes. */
function of(
  shapes: (n: number) => number[][],
  compute: (a: tf.Tensor, b: tf.Tensor) => tf.Tensor,
): Operation {
  return (n) => {
    const [a, b] = shapes(n).map((shape) => numbers(...shape));
    return () => compute(a, b);
  };
}

const OPERATIONS: Readonly<Record<string, Operation>> = {
  "a + b": of((n) => [[n], [n]], tf.add),
  "a · 2": of((n) => [[n], []], tf.mul),
  "a + bias, 4 rows": of((n) => [[4, n], [n]], tf.add),
  relu: of((n) => [[n]], tf.relu),
  exp: of((n) => [[n]], tf.exp),
  sum: of((n) => [[n]], (a) => tf.sum(a)),
  softmax: of((n) => [[2, n]], (a) => tf.softmax(a)),
  "[1, n] · [n, n]": of((n) => [[1, n], [n, n]], tf.matMul),
  "[n, n] · [n, 1]": of((n) => [[n, n], [n, 1]], tf.matMul),
  "[n, 1] · [1, 4]": of((n) => [[n, 1], [1, 4]], tf.matMul),
  "slice of n": of((n) => [[n + 2]], (a) => tf.slice(a, [1], [a.size - 2])),
  "concat, 2 of n": of((n) => [[n], [n]], (a, b) => tf.concat([a, b])),
  "transpose [4, n]": of((n) => [[4, n]], (a) => tf.transpose(a)),
};

/** Repeats an operation for a while, and returns how many µs one took. */
function time(compute: () => tf.Tensor): number {
  const start = performance.now();
  let [count, elapsed] = [0, 0];
  for (; elapsed < MILLISECONDS; elapsed = performance.now() - start) {
    for (let i = 0; i < 10; i++) compute().dispose();
    count += 10;
  }
  return 1000 * elapsed / count;
}

/**
 * Times each operation with each number of elements on both backends, in turn, and prints the ratios of
 * the shortest times: what takes microseconds is lengthened by all else that a machine does.
 *
 * @param rounds A third of how often.
 * @param signal Stops it between two operations, with the signal's reason.
 */
export async function timeSmallOperations(rounds: number, signal: AbortSignal): Promise<void> {
  const rows: string[][] = [];
  for (const [name, operation] of Object.entries(OPERATIONS)) {
    const row = [name];
    for (const size of SIZES) {
      const micros = { simd: Infinity, cpu: Infinity };
      tf.engine().startScope();
      const made: Partial<Record<"simd" | "cpu", () => tf.Tensor>> = {};
      for (let round = 0; round <= 3 * rounds; round++) {
        for (const backend of ["simd", "cpu"] as const) {
          signal.throwIfAborted();
          await useBackend({ backend });
          const compute = made[backend] ??= operation(size);
          const one = time(compute);
          if (round > 0) micros[backend] = Math.min(micros[backend], one);
        }
      }
      tf.engine().endScope();
      row.push((micros.simd / micros.cpu).toFixed(2));
    }
    rows.push(row);
  }
  printTable(`Small operations, simd / cpu, the fastest of ${3 * rounds} rounds`, [
    "operation",
    ...SIZES.map((size) => `n = ${size}`),
  ], rows);
}
