/**
 * Tensors that share their values with others.
 *
 * @module
 */
import * as tf from "@tensorflow/tfjs";
import { seededNormal, withGradients } from "../run_on.ts";
import type { KernelCase } from "./kernel_case.ts";

/** Tensors that share their values with others. */
export const aliases: KernelCase[] = [
  {
    name: "a tensor and its reshaped self",
    kernels: ["Multiply"],
    compute: () => withGradients((x) => x.mul(x.reshape([5, 6]).reshape([6, 5])), [[6, 5]]),
  },
  {
    name: "a slice of a result that is disposed",
    kernels: ["Relu"],
    compute: () => {
      const y = tf.relu(seededNormal([6, 5], 1));
      const part = y.slice([2, 0], [2, 5]);
      y.dispose();
      // Reuses y's place if part were still in it.
      return [part, tf.relu(seededNormal([6, 5], 2)), part.add(1)];
    },
  },
  {
    name: "parts of a split result",
    kernels: ["Relu"],
    compute: () =>
      withGradients((x) => tf.add(...tf.split(tf.relu(x), 2, 0) as [tf.Tensor, tf.Tensor]), [[
        6,
        5,
      ]]),
  },
  {
    name: "one tensor as both operands",
    kernels: ["BatchMatMul"],
    compute: () => withGradients((x) => tf.matMul(x, x), [[6, 6]]),
  },
];
