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
  Atan2: tf.atan2,
  Mod: tf.mod,
  Pow: tf.pow,
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
  Ceil: [(x) => tf.ceil(x.mul(3))],
  Floor: [(x) => tf.floor(x.mul(3))],
  Round: [(x) => tf.round(x.mul(3))],
  Sign: [tf.sign],
  Selu: [tf.selu],
  Softplus: [(x) => tf.softplus(x.mul(9))],
  Expm1: [tf.expm1],
  Log1p: [tf.log1p, true],
  Sin: [(x) => tf.sin(x.mul(20))],
  Cos: [(x) => tf.cos(x.mul(20))],
  Tan: [tf.tan],
  Asin: [(x) => tf.asin(x.div(4))],
  Acos: [(x) => tf.acos(x.div(4))],
  Atan: [(x) => tf.atan(x.mul(3))],
  Sinh: [(x) => tf.sinh(x.mul(4))],
  Cosh: [(x) => tf.cosh(x.mul(4))],
  Asinh: [(x) => tf.asinh(x.mul(4))],
  Acosh: [(x) => tf.acosh(x.add(1)), true],
  Atanh: [(x) => tf.atanh(x.div(4))],
  Erf: [tf.erf],
};

/** Functions of one tensor. */
export const unary: KernelCase[] = Object.entries(UNARY).flatMap(([kernel, [f, positive]]) =>
  [[1], [3], [5, 7], [2, 3, 4, 5]].map((shape) => ({
    name: `${kernel} of [${shape}]`,
    kernels: [kernel],
    compute: () => withGradients(f, [shape], (x) => positive ? x.abs().add(0.1) : x),
  }))
);

/** Values that are rounded, small, large, or on the border of two formulas. */
const BORDERS = [
  -2.5,
  -1.5,
  -0.5,
  0.5,
  1.5,
  2.5,
  1e-3,
  -1e-3,
  1e-7,
  0.4142,
  2.4142,
  0.34,
  8191,
  8193,
]
  .concat([-13.95, 13.95, 87.5, 89, -88, -103, 1e6, 3e9]);

/**
 * Functions of one tensor at such values, each alone, as all are compared with the largest: simd alone is
 * held to so many digits.
 */
export const AT_BORDERS: KernelCase[] = Object.entries(UNARY).map(([kernel, [f]]) => ({
  name: `${kernel} of small and large numbers`,
  kernels: [kernel],
  compute: () => BORDERS.map((x) => f(tf.tensor1d([x, x / 3]))),
}));

/** Functions of two tensors that are not float32, or whose gradient is a kernel. */
export const otherBinary: KernelCase[] = [
  {
    name: "int32 arithmetic",
    kernels: [
      ...["Add", "Sub", "Multiply", "Maximum", "Minimum", "Mod", "FloorDiv", "SquaredDifference"],
      ...["BitwiseAnd", "Neg", "Relu", "Sign"],
    ],
    compute: () => {
      const a = tf.tensor2d(
        [[7, -2, 3, 2 ** 31 - 1, -(2 ** 31)], [-7, 2, -3, 65537, 0]],
        [2, 5],
        "int32",
      );
      const row = tf.tensor1d([2, 5, -4, 2 ** 31 - 1, -1], "int32");
      const zero = tf.scalar(0, "int32");
      return [row, a, zero].flatMap((b) => [
        a.add(b),
        a.sub(b),
        a.mul(b),
        a.maximum(b),
        a.minimum(b),
        a.mod(b),
        a.floorDiv(b),
        a.div(b),
        a.squaredDifference(b),
        tf.bitwiseAnd(a, b.broadcastTo([2, 5])),
      ]).concat([a.neg(), a.relu(), a.sign(), a.abs(), a.square(), a.sum()]);
    },
  },
  {
    name: "FloorDiv of float32",
    kernels: ["FloorDiv"],
    compute: () => {
      const [x, y] = [seededNormal([6, 5], 1).mul(9), seededNormal([5], 2)];
      return [tf.floorDiv(x, y), tf.floorDiv(x, tf.scalar(0)), tf.floorDiv(x.div(0), y)];
    },
  },
  {
    name: "Mod of numbers far apart, and of multiples",
    kernels: ["Mod"],
    compute: () => [
      tf.mod(tf.tensor1d([1e30, -1e30, 5, -5, 6, -6, 1e-30, -1e-30]), 3),
      tf.mod(tf.tensor1d([1e30, -1e30, 5, -5, 6, -6, 1e-30, -1e-30]), -3),
      tf.mod(tf.tensor1d([16777215, 3e8, 5]), tf.tensor1d([0.1, 0.7, 1e-38])),
    ],
  },
  {
    name: "Pow of negative numbers, and by whole numbers",
    kernels: ["Pow"],
    compute: () => {
      const x = tf.tensor2d([-2.5, -1, -0.5, 0, 0.5, 1, 3], [7, 1]);
      const powers = [-3, -2, -0.5, 0, 0.5, 1 / 3, 1, 2, 3, 25, 16777217];
      return powers.map((power) => tf.pow(x, power));
    },
  },
  ...[[5], [4, 5], [1], [4, 1]].map((alpha) => ({
    name: `prelu with [${alpha}]`,
    kernels: ["Prelu", "Multiply"],
    compute: () => withGradients((x, alpha) => tf.prelu(x, alpha), [[4, 5], alpha]),
  })),
  {
    name: "prelu and the gradient of elu of NaN, Infinity and the like",
    kernels: ["Prelu", "EluGrad"],
    compute: () => {
      const x = tf.tensor1d([NaN, Infinity, -Infinity, 0, -0, 1, -1]);
      return [tf.prelu(x, 0.3), tf.prelu(x, x), tf.grad((x) => tf.elu(x))(x)];
    },
  },
  {
    name: "the gradient of elu",
    kernels: ["EluGrad"],
    compute: () => withGradients((x) => tf.elu(x), [[3, 7]]),
  },
  ...[2, 3, 5].map((count) => ({
    name: `AddN of ${count}`,
    kernels: ["AddN"],
    compute: () =>
      withGradients((...all) => tf.addN(all), Array.from({ length: count }, () => [3, 7])),
  })),
];

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
    name: "truths of numbers, and casts",
    kernels: ["IsNan", "IsInf", "IsFinite", "LogicalNot", "Cast"],
    compute: () => {
      const x = tf.tensor1d([NaN, Infinity, -Infinity, 0, -0, 1.7, -1.7, 3e9, 0.2]);
      const whole = tf.tensor1d([3, 0, -1, 256], "int32");
      const truths = tf.tensor1d([1, 0, 1], "bool");
      return [
        tf.isNaN(x),
        tf.isInf(x),
        tf.isFinite(x),
        tf.isNaN(whole),
        tf.logicalNot(truths),
        tf.logicalXor(truths, tf.tensor1d([1, 1, 0], "bool")),
        x.cast("int32"),
        x.cast("bool"),
        whole.cast("bool"),
        whole.cast("float32").cast("bool"),
        whole.cast("float32"),
        truths.cast("int32"),
        truths.cast("float32").cast("int32"),
      ];
    },
  },
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
