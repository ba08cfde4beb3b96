/**
 * Sums and means.
 *
 * @module
 */
import * as tf from "@tensorflow/tfjs";
import { withGradients } from "../run_on.ts";
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

/** Sums and means. */
export const reductions: KernelCase[] = REDUCTIONS.flatMap(([shape, axis, keepDims]) =>
  Object.entries({ Sum: tf.sum, Mean: tf.mean }).map(([kernel, f]) => ({
    name: `${kernel} of [${shape}] along ${axis}${keepDims ? ", axes kept" : ""}`,
    kernels: [kernel],
    compute: () => withGradients((x) => f(x, axis, keepDims), [shape]),
  }))
);
