/**
 * Programs of random steps that alias, move, cast, compute, dispose and await: simd and cpu agree on every
 * value of every step. `CONVBOOK_STEPS=10000 deno test -A --config deno.dev.json FILE` takes more steps.
 */
import { deepEqual, equal, ok } from "node:assert/strict";
import * as tf from "@tensorflow/tfjs";
import seedrandom from "seedrandom";
import { useBackend } from "../../lib/backend/mod.ts";

const STEPS = Number(Deno.env.get("CONVBOOK_STEPS") ?? 1000);
const SEEDS = [1, 2, 3, 4];
/** Tensors that a program holds at most, and numbers in one of them. */
const MOST_TENSORS = 12;
const MOST_NUMBERS = 3000;

/** Numbers that depend on the seed and the steps before alone, so that both backends do the same. */
class Choices {
  readonly #random: seedrandom.PRNG;

  constructor(seed: number) {
    this.#random = seedrandom(String(seed));
  }

  below(count: number): number {
    return Math.floor(this.#random() * count);
  }

  of<T>(items: readonly T[]): T {
    return items[this.below(items.length)];
  }
}

type Step = (x: tf.Tensor, choose: Choices, all: readonly tf.Tensor[]) => tf.Tensor | tf.Tensor[];

const float = (x: tf.Tensor) => x.dtype === "float32" ? x : x.toFloat();
/** So that numbers neither grow nor vanish in a thousand steps. */
const bounded = (x: tf.Tensor) => x.clipByValue(-4, 4);
const axisOf = (x: tf.Tensor, choose: Choices) => choose.below(x.rank);
const sameShape = (x: tf.Tensor, all: readonly tf.Tensor[], choose: Choices) =>
  choose.of(all.filter((y) => y.dtype === x.dtype && tf.util.arraysEqual(y.shape, x.shape)));

/** What shares data, what moves numbers, what computes. */
const STEPS_BY_NAME: Readonly<Record<string, Step>> = {
  // Away from whole numbers, where the last bit would decide.
  "cast to int32": (x) => bounded(float(x)).add(0.37).toInt(),
  "cast to float32": (x) => x.toFloat(),
  "cast to bool": (x) => float(x).greater(0.1237).toBool(),
  clone: (x) => x.clone(),
  flatten: (x) => x.flatten(),
  reshape: (x, choose) => {
    const divisors = [1, 2, 3, 4, 5, 6].filter((n) => x.size % n === 0);
    const rows = choose.of(divisors);
    return x.reshape([rows, x.size / rows]);
  },
  slice: (x, choose) => {
    const begin = x.shape.map((size) => choose.below(size));
    return x.slice(begin, x.shape.map((size, axis) => 1 + choose.below(size - begin[axis])));
  },
  split: (x, choose) => {
    const axis = axisOf(x, choose);
    const first = choose.below(x.shape[axis]);
    return first === 0 ? x.clone() : tf.split(x, [first, x.shape[axis] - first], axis);
  },
  unstack: (x, choose) => tf.unstack(x, axisOf(x, choose)).slice(0, 3),
  concat: (x, choose, all) => tf.concat([x, sameShape(x, all, choose)], axisOf(x, choose)),
  stack: (x, choose, all) => tf.stack([x, sameShape(x, all, choose)], choose.below(x.rank + 1)),
  pad: (x, choose) =>
    tf.pad(x, x.shape.map(() => [choose.below(3), choose.below(3)] as [number, number]), 1),
  reverse: (x, choose) => tf.reverse(x, axisOf(x, choose)),
  tile: (x, choose) => tf.tile(x, x.shape.map(() => 1 + choose.below(2))),
  transpose: (x, choose) => {
    const left = x.shape.map((_, axis) => axis);
    return tf.transpose(x, x.shape.map(() => left.splice(choose.below(left.length), 1)[0]));
  },
  gather: (x, choose) => {
    const axis = axisOf(x, choose);
    const rows = Array.from({ length: 4 }, () => choose.below(x.shape[axis]));
    return tf.gather(x, tf.tensor1d(rows, "int32"), axis);
  },
  "relu or negate": (x, choose) => choose.of([tf.relu, tf.neg])(float(x)),
  add: (x, choose, all) => bounded(float(x).add(float(sameShape(x, all, choose)))),
  "multiply by a row": (x) => {
    const row = x.slice(
      x.shape.map(() => 0),
      x.shape.map((size, axis) => axis === x.rank - 1 ? size : 1),
    );
    return bounded(float(x).mul(float(row)));
  },
  "greater, where": (x, choose, all) => {
    const y = sameShape(x, all, choose);
    return tf.where(x.greater(y), x, y);
  },
  sum: (x, choose) => bounded(float(x).mean(axisOf(x, choose), choose.below(2) === 1)),
  softmax: (x) => tf.softmax(float(x)),
};

/** Takes the steps on one backend; returns what came of each. */
async function run(backend: "cpu" | "simd", seed: number) {
  await useBackend({ backend });
  const choose = new Choices(seed);
  const before = tf.memory().numTensors;
  const values: { name: string; dtype: string; shape: number[]; values: number[] }[] = [];
  let all: tf.Tensor[] = tf.tidy(() => [
    tf.range(0, 24).reshape([2, 3, 4]).sub(11).div(5),
    tf.range(-6, 6, 1, "int32"),
  ]);
  for (let step = 0; step < STEPS; step++) {
    const name = choose.of(Object.keys(STEPS_BY_NAME));
    const x = choose.of(all.filter(({ rank }) => rank > 0 && rank < 5));
    const made = tf.tidy(() => {
      const found = [STEPS_BY_NAME[name](x, choose, all)].flat();
      return found.map((y) =>
        y.size <= MOST_NUMBERS && y.rank > 0 ? y : y.flatten().slice(0, 7 % y.size || 1)
      );
    });
    for (const y of made) {
      const read = choose.below(2) === 0 ? await y.data() : y.dataSync();
      values.push({ name, dtype: y.dtype, shape: y.shape, values: [...read] });
    }
    all.push(...made);
    // Sometimes what was made first goes, sometimes what was made last: others may share its data.
    while (all.length > MOST_TENSORS) all.splice(2 + choose.below(all.length - 2), 1)[0].dispose();
  }
  for (
    const { dtype, shape, values: kept } of await Promise.all(all.map(async (y) => ({
      dtype: y.dtype,
      shape: y.shape,
      values: [...await y.data()],
    })))
  ) values.push({ name: "at the end", dtype, shape, values: kept });
  tf.dispose(all);
  all = [];
  equal(tf.memory().numTensors, before);
  return values;
}

for (const seed of SEEDS) {
  Deno.test(`simd agrees with cpu on ${STEPS} random steps, seed ${seed}`, async () => {
    const [expected, actual] = [await run("cpu", seed), await run("simd", seed)];
    for (const [index, { name, dtype, shape, values }] of expected.entries()) {
      const found = actual[index];
      deepEqual([found.name, found.dtype, found.shape], [name, dtype, shape]);
      for (const [i, value] of values.entries()) {
        const isClose = Object.is(found.values[i], value) ||
          Math.abs(found.values[i] - value) <= 1e-4;
        ok(isClose, `result ${index} (${name}) at ${i}: ${found.values[i]}, not ${value}`);
      }
    }
    equal(actual.length, expected.length);
  });
}
