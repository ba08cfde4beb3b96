/**
 * Sums and means.
 *
 * @module
 */
import * as tf from "@tensorflow/tfjs";
import { seededNormal, withGradients } from "../run_on.ts";
import type { KernelCase } from "./kernel_case.ts";

/** `[shape, axes]` */
const REDUCTIONS: [number[], number | number[] | undefined, boolean?][] = [
  [[7], undefined],
  [[6, 5], 0],
  [[6, 5], 1],
  [[6, 5], -1, true],
  [[6, 5], [0, 1]],
  [[300, 3], 0],
  [[2, 3, 4, 5], [0, 1, 2]],
  [[2, 3, 4, 5], [1, 2]],
  [[2, 3, 4, 5], [1, 2], true],
  [[2, 3, 4, 5], [2, 3]],
  [[4, 1, 5], 1],
  [[200, 1], 0],
  [[2, 3, 4], [0, 2]],
  [[2, 3, 4], [0, 2], true],
  [[2, 3, 4, 5], [0, 2]],
  [[2, 1, 3, 4, 5], [0, 3]],
];

const EXTREMES = { Max: tf.max, Min: tf.min, Prod: tf.prod };
const TRUTHS = { All: tf.all, Any: tf.any };

/** Largest and smallest numbers and where they are, products, running sums, numbers in order. */
export const extremes: KernelCase[] = [
  ...REDUCTIONS.flatMap(([shape, axis, keepDims]) => {
    const where = `of [${shape}] along ${axis}${keepDims ? ", axes kept" : ""}`;
    return [
      ...Object.entries(EXTREMES).map(([kernel, f]) => ({
        name: `${kernel} ${where}`,
        kernels: [kernel],
        compute: () => {
          const x = seededNormal(shape as [number], 1).add(1);
          return [
            f(x, axis, keepDims),
            f(x.mul(3).toInt(), axis, keepDims),
            f(x.greater(1), axis, keepDims),
          ];
        },
      })),
      ...Object.entries(TRUTHS).map(([kernel, f]) => ({
        name: `${kernel} ${where}`,
        kernels: [kernel],
        compute: () =>
          [-2, 1, 4].map((limit) =>
            f(seededNormal(shape as [number], 1).greater(limit), axis, keepDims)
          ),
      })),
    ];
  }),
  {
    name: "the gradients of max and min",
    kernels: ["Max", "Min"],
    compute: () =>
      [tf.max, tf.min].flatMap((f) => [
        ...withGradients((x) => f(x, 1), [[3, 4, 5]]),
        ...withGradients((x) => f(x), [[3, 4]], (x) => x.round()),
      ]),
  },
  {
    name: "the gradient of prod",
    kernels: ["Prod", "Cumprod"],
    compute: () => withGradients((x) => tf.prod(x, 1), [[3, 4]]),
  },
  {
    name: "extremes of NaN and the like",
    kernels: ["Max", "Min", "ArgMax", "ArgMin"],
    compute: () => {
      const x = tf.tensor2d([[NaN, 1, 2], [1, NaN, 2], [2, 1, NaN], [-Infinity, Infinity, 0], [
        0,
        -0,
        0,
      ]]);
      return [0, 1].flatMap((axis) =>
        [tf.max, tf.min, tf.prod].map((f) => f(x, axis)).concat(
          tf.argMax(x, axis),
          tf.argMin(x, axis),
        )
      );
    },
  },
  ...[[[7], 0], [[6, 5], 0], [[6, 5], 1], [[2, 3, 4], 1], [[2, 3, 4], 2]].map(([shape, axis]) => ({
    name: `argMax, argMin and running sums of [${shape}] along ${axis}`,
    kernels: ["ArgMax", "ArgMin", "Cumsum", "Cumprod"],
    compute: () => {
      const x = seededNormal(shape as [number], 1);
      return [x, x.round(), x.mul(3).toInt(), x.greater(0)].flatMap((x) => [
        tf.argMax(x, axis as number),
        tf.argMin(x, axis as number),
        ...[false, true].flatMap((exclusive) =>
          [false, true].flatMap((reverse) => [
            tf.cumsum(x, axis as number, exclusive, reverse),
            tf.cumprod(x, axis as number, exclusive, reverse),
          ])
        ),
      ]);
    },
  })),
  ...[[[9], 1], [[9], 9], [[4, 30], 5], [[2, 3, 17], 17], [[3, 700], 100]].map(([shape, k]) => ({
    name: `the ${k} largest of [${shape}]`,
    kernels: ["TopK"],
    compute: () => {
      const x = seededNormal(shape as [number], 1);
      return [x, x.round(), x.mul(9).toInt()].flatMap((x) => {
        const { values, indices } = tf.topk(x, k as number);
        return [values, indices];
      });
    },
  })),
  {
    name: "the largest of rows with NaN",
    kernels: [],
    compute: () => {
      const { values, indices } = tf.topk(tf.tensor1d([1, NaN, 3]), 2);
      return [values, indices];
    },
  },
  {
    name: "logSoftmax and logSumExp",
    kernels: ["Max"],
    compute: () => [
      ...withGradients((x) => tf.logSoftmax(x), [[4, 9]]),
      ...withGradients((x) => tf.logSumExp(x, 0), [[4, 9]]),
    ],
  },
];

/** Sums and means. */
export const reductions: KernelCase[] = REDUCTIONS.flatMap(([shape, axis, keepDims]) =>
  Object.entries({ Sum: tf.sum, Mean: tf.mean }).map(([kernel, f]) => ({
    name: `${kernel} of [${shape}] along ${axis}${keepDims ? ", axes kept" : ""}`,
    kernels: [kernel],
    compute: () => withGradients((x) => f(x, axis, keepDims), [shape]),
  }))
);
