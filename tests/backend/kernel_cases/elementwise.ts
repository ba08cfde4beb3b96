/**
 * Functions of each element of one or two tensors.
 *
 * @module
 */
import * as tf from "@tensorflow/tfjs";
import { seededNormal, withGradients } from "../run_on.ts";
import type { KernelCase } from "./kernel_case.ts";

const BROADCASTS: [number[], number[]][] = [
  [[7], [7]],
  [[3, 4, 5], [3, 4, 5]],
  [[], []],
  [[6, 5], []],
  [[], [6, 5]],
  [[6, 5], [5]],
  [[5], [6, 5]],
  [[2, 3, 4, 8], [8]],
  [[2, 3, 4, 5], [1, 1, 1, 5]],
  [[6, 5], [6, 1]],
  [[6, 1], [6, 5]],
  [[4, 3, 5], [4, 1, 5]],
  [[4, 1, 5], [1, 3, 5]],
  [[6, 1], [1, 5]],
  [[2, 3, 3, 6], [2, 1, 1, 6]],
  [[1, 1, 33], [1]],
  [[700, 9], [9]],
  [[9], [700, 9]],
  [[2, 1, 3, 1], [1, 4, 1, 5]], // four axes: what is missing is repeated first
  [[2, 3, 4, 5], [2, 1, 4, 1]],
  [[3, 1, 5], [2, 3, 4, 1]],
];

/** Functions of two tensors by their kernels. */
export const BINARY = {
  Add: tf.add,
  Sub: tf.sub,
  Multiply: tf.mul,
  RealDiv: tf.div,
  Maximum: tf.maximum,
  Minimum: tf.minimum,
  SquaredDifference: tf.squaredDifference,
};

/** Functions of two tensors. */
export const binary: KernelCase[] = BROADCASTS.flatMap(([a, b]) =>
  Object.entries(BINARY).map(([kernel, f]) => ({
    name: `${kernel} of [${a}] and [${b}]`,
    kernels: [kernel],
    compute: () => {
      const shapes = [a, b];
      const inputs = shapes.map((shape, i) => seededNormal(shape as [number], 11 + i).add(3));
      // TensorFlow.js's gradients of these three do not know broadcasting.
      const broadcast = a.join() !== b.join();
      const noGradient = broadcast && ["Maximum", "Minimum", "SquaredDifference"].includes(kernel);
      if (noGradient) return [f(inputs[0], inputs[1])];
      return withGradients((x, y) => f(x, y), shapes, (x) => x.add(3));
    },
  }))
);

/** Each with the smallest input it is tried with. */
export const UNARY: Record<string, [f: (x: tf.Tensor) => tf.Tensor, positive?: boolean]> = {
  Relu: [tf.relu],
  Relu6: [(x) => tf.relu6(x.mul(5))],
  Neg: [tf.neg],
  Square: [tf.square],
  Sqrt: [tf.sqrt, true],
  Rsqrt: [tf.rsqrt, true],
  Abs: [tf.abs],
  Reciprocal: [tf.reciprocal, true],
  Step: [(x) => tf.step(x, 0.25)],
  Exp: [tf.exp],
  Log: [tf.log, true],
  Sigmoid: [tf.sigmoid],
  Tanh: [tf.tanh],
  ClipByValue: [(x) => tf.clipByValue(x, -0.5, 0.75)],
  LeakyRelu: [(x) => tf.leakyRelu(x, 0.2)],
  Elu: [tf.elu],
};

/** Functions of one tensor. */
export const unary: KernelCase[] = Object.entries(UNARY).flatMap(([kernel, [f, positive]]) =>
  [[1], [3], [5, 7], [2, 3, 4, 5]].map((shape) => ({
    name: `${kernel} of [${shape}]`,
    kernels: [kernel],
    compute: () => withGradients(f, [shape], (x) => positive ? x.abs().add(0.1) : x),
  }))
);

/** Comparisons by their kernels. */
const COMPARISONS = {
  Equal: tf.equal,
  NotEqual: tf.notEqual,
  Greater: tf.greater,
  GreaterEqual: tf.greaterEqual,
  Less: tf.less,
  LessEqual: tf.lessEqual,
};

/** Comparing, combining truth values, choosing by them. */
export const comparisons: KernelCase[] = [
  ...BROADCASTS.slice(0, -1).flatMap(([a, b]) =>
    Object.entries(COMPARISONS).map(([kernel, f]) => ({
      name: `${kernel} of [${a}] and [${b}]`,
      kernels: [kernel],
      compute: () => {
        // Whole numbers: many are equal.
        const [x, y] = [a, b].map((shape, i) => seededNormal(shape as [number], 11 + i).round());
        return [f(x, y), f(x.toInt(), y.toInt()), f(x.div(0), y.div(0))];
      },
    }))
  ),
  {
    name: "and, or and where",
    kernels: ["LogicalAnd", "LogicalOr", "Select"],
    compute: () => {
      const [x, y] = [seededNormal([4, 5], 1), seededNormal([4, 5], 2)];
      const [a, b] = [x.greater(0), y.greater(0)];
      return [
        a.logicalAnd(b),
        a.logicalOr(b),
        tf.where(a, x, y),
        tf.where(a, x.toInt(), y.toInt()),
        tf.where(a, x, 0),
        tf.where(a, x.toInt().toFloat(), y), // a cast
        tf.where(tf.tensor1d([1, 0, 1, 0, 0], "bool"), x, y),
      ];
    },
  },
];
