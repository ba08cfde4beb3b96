/**
 * The table of computations that must come out the same on simd as on cpu.
 *
 * @module
 */
import * as tf from "@tensorflow/tfjs";
import { seededNormal, withGradients } from "./run_on.ts";

/** One computation, with its gradients where it has any. */
export interface KernelCase {
  name: string;
  compute: () => tf.Tensor[];
  /** The kernels of our own that it must use. None if it is left to the cpu kernels. */
  kernels: string[];
}

type Padding = Parameters<typeof tf.conv2d>[3];
type Shape4D = [number, number, number, number];

const explicit = (rows: [number, number], columns: [number, number]): Padding => [
  [0, 0],
  rows,
  columns,
  [0, 0],
];

/** `[x, filter, strides, padding]` */
type Convolution = [
  x: number[],
  filter: number[],
  strides: number | [number, number],
  pad: Padding,
];

const CONVOLUTIONS: Convolution[] = [
  // the lesson's two layers
  [[2, 28, 28, 1], [5, 5, 1, 8], 1, "valid"],
  [[2, 12, 12, 8], [5, 5, 8, 16], 1, "valid"],
  // padding
  [[2, 6, 7, 3], [3, 3, 3, 5], 1, "valid"],
  [[2, 6, 7, 3], [3, 3, 3, 5], 1, "same"],
  [[2, 6, 7, 3], [2, 4, 3, 5], 1, "same"],
  [[2, 6, 7, 3], [3, 3, 3, 5], 1, 2],
  [[2, 6, 7, 3], [3, 2, 3, 5], 1, explicit([0, 1], [2, 0])],
  [[2, 6, 7, 3], [3, 2, 3, 5], [2, 1], explicit([2, 1], [0, 3])],
  [[2, 6, 7, 3], [2, 2, 3, 5], 1, explicit([3, 2], [4, 3])],
  // strides, some of which leave rows or columns at the end unseen
  [[2, 7, 7, 3], [3, 3, 3, 4], 2, "valid"],
  [[2, 8, 8, 3], [3, 3, 3, 4], 2, "valid"],
  [[2, 8, 7, 3], [3, 3, 3, 4], 2, "same"],
  [[2, 7, 9, 2], [3, 2, 2, 3], [3, 2], "valid"],
  [[2, 7, 9, 2], [3, 2, 2, 3], [1, 3], "same"],
  [[2, 8, 8, 2], [2, 3, 2, 3], 4, "same"],
  [[2, 8, 8, 3], [3, 3, 3, 4], 2, 1],
  [[2, 9, 9, 2], [2, 2, 2, 3], 4, "valid"],
  // 1×1 filters
  [[3, 5, 5, 7], [1, 1, 7, 3], 1, "valid"],
  [[3, 5, 5, 7], [1, 1, 7, 3], 3, "same"],
  [[2, 4, 4, 3], [1, 1, 3, 2], 1, 2],
  // filters as large as the image or larger in one or both dimensions
  [[2, 5, 5, 2], [5, 5, 2, 3], 1, "valid"],
  [[2, 5, 6, 2], [5, 1, 2, 3], 2, "valid"],
  [[2, 3, 8, 2], [5, 3, 2, 3], 1, "same"],
  [[2, 3, 8, 2], [5, 3, 2, 3], 2, "same"],
  [[2, 2, 2, 1], [5, 5, 1, 2], 1, "same"],
  // single and odd sizes
  [[1, 6, 6, 1], [3, 3, 1, 1], 1, "valid"],
  [[1, 1, 1, 1], [1, 1, 1, 1], 1, "valid"],
  [[1, 1, 9, 3], [1, 4, 3, 2], [1, 2], "valid"],
  [[17, 5, 4, 13], [2, 3, 13, 11], 1, "same"],
  [[2, 6, 6, 24], [3, 3, 24, 8], 1, "same"],
  // 3×3 filters for 8 channels or more, computed in tiles of 2×2 pixels
  [[2, 8, 8, 8], [3, 3, 8, 16], 1, "same"],
  [[3, 9, 7, 10], [3, 3, 10, 11], 1, "same"],
  [[2, 13, 14, 16], [3, 3, 16, 5], 1, "valid"],
  [[2, 14, 13, 9], [3, 3, 9, 17], 1, "valid"],
  [[2, 7, 8, 9], [3, 3, 9, 20], 1, explicit([2, 1], [0, 2])],
  [[2, 7, 7, 8], [3, 3, 8, 9], 1, explicit([4, 3], [3, 5])],
  [[1, 30, 30, 12], [3, 3, 12, 12], 1, "same"],
  [[64, 1, 1, 8], [3, 3, 8, 8], 1, "same"],
  [[9, 3, 3, 8], [3, 3, 8, 8], 1, "same"],
];

const nameOf = ([x, filter, strides, pad]: Convolution) =>
  `${x.join("×")} by ${filter.join("×")}, strides ${strides}, padding ${pad}`;

const CONV2D_KERNELS = ["Conv2D", "Conv2DBackpropInput", "Conv2DBackpropFilter"];

const convolutions: KernelCase[] = CONVOLUTIONS.flatMap((convolution) => {
  const [x, filter, strides, pad] = convolution;
  return [{
    name: `conv2d ${nameOf(convolution)}`,
    kernels: CONV2D_KERNELS,
    compute: () =>
      withGradients(
        (x, filter) => tf.conv2d(x as tf.Tensor4D, filter as tf.Tensor4D, strides, pad),
        [x, filter],
      ),
  }, {
    name: `conv2dTranspose ${nameOf(convolution)}`,
    kernels: ["Conv2DBackpropInput"],
    compute: () => {
      const zeros = (shape: number[]) => tf.zeros<tf.Rank.R4>(shape as Shape4D);
      const dyShape = tf.conv2d(zeros(x), zeros(filter), strides, pad).shape;
      return withGradients(
        (dy, filter) =>
          tf.conv2dTranspose(dy as tf.Tensor4D, filter as tf.Tensor4D, x as Shape4D, strides, pad),
        [dyShape, filter],
      );
    },
  }];
});

const ACTIVATIONS = ["linear", "relu", "relu6", "elu", "sigmoid", "leakyrelu"] as const;

const fused: KernelCase[] = ACTIVATIONS.flatMap((activation) => [{
  name: `fused.conv2d ${activation}`,
  kernels: ["FusedConv2D"],
  compute: () => [tf.fused.conv2d({
    x: seededNormal<tf.Rank.R4>([2, 6, 6, 3], 1),
    filter: seededNormal<tf.Rank.R4>([3, 3, 3, 5], 2),
    bias: seededNormal<tf.Rank.R1>([5], 3),
    strides: 1,
    pad: "same",
    activation,
    leakyreluAlpha: 0.3,
  })],
}, {
  name: `fused.matMul ${activation}`,
  kernels: ["_FusedMatMul"],
  compute: () => [tf.fused.matMul({
    a: seededNormal([7, 9], 1),
    b: seededNormal([9, 11], 2),
    bias: seededNormal([11], 3),
    activation,
    leakyreluAlpha: 0.3,
  })],
}, {
  name: `fused.depthwiseConv2d ${activation}`,
  kernels: ["FusedDepthwiseConv2D"],
  compute: () => [tf.fused.depthwiseConv2d({
    x: seededNormal<tf.Rank.R4>([2, 6, 6, 5], 1),
    filter: seededNormal<tf.Rank.R4>([3, 3, 5, 1], 2),
    bias: seededNormal<tf.Rank.R1>([5], 3),
    strides: 1,
    pad: "same",
    activation,
    leakyreluAlpha: 0.3,
  })],
}]);

const fusedInTiles: KernelCase[] = (["linear", "relu", "sigmoid"] as const).map((activation) => ({
  name: `fused.conv2d in tiles ${activation}`,
  kernels: ["FusedConv2D"],
  compute: () => [tf.fused.conv2d({
    x: seededNormal<tf.Rank.R4>([2, 9, 8, 8], 1),
    filter: seededNormal<tf.Rank.R4>([3, 3, 8, 13], 2),
    bias: seededNormal<tf.Rank.R1>([13], 3),
    strides: 1,
    pad: "same",
    activation,
  })],
}));

/** `[a, b, transposeA, transposeB]` */
const PRODUCTS: [number[], number[], boolean, boolean][] = [
  [[5, 7], [7, 3], false, false],
  [[7, 5], [7, 3], true, false],
  [[5, 7], [3, 7], false, true],
  [[7, 5], [3, 7], true, true],
  [[1, 1], [1, 1], false, false],
  [[1, 40], [40, 1], false, false],
  [[13, 1], [1, 17], false, false],
  [[64, 256], [256, 10], false, false],
  [[256, 64], [256, 10], true, false],
  [[4, 6, 5], [4, 5, 9], false, false],
  [[2, 3, 6, 5], [2, 3, 9, 5], false, true],
  [[1, 6, 5], [4, 5, 9], false, false],
  [[4, 6, 5], [1, 5, 9], false, false],
];

const products: KernelCase[] = PRODUCTS.map(([a, b, transposeA, transposeB]) => ({
  name: `matMul ${a.join("×")}${transposeA ? "ᵀ" : ""} by ${b.join("×")}${transposeB ? "ᵀ" : ""}`,
  kernels: ["BatchMatMul"],
  // The gradient of a product with a broadcast batch has the wrong shape on every backend.
  compute: () => {
    const product = (a: tf.Tensor, b: tf.Tensor) => tf.matMul(a, b, transposeA, transposeB);
    const broadcast = a.length > 2 && a[0] !== b[0];
    if (!broadcast) return withGradients(product, [a, b]);
    return [product(seededNormal(a as [number], 1), seededNormal(b as [number], 2))];
  },
}));

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
  [[2, 1, 3, 1], [1, 4, 1, 5]], // four axes: left to cpu
];

const BINARY = {
  Add: tf.add,
  Sub: tf.sub,
  Multiply: tf.mul,
  RealDiv: tf.div,
  Maximum: tf.maximum,
  Minimum: tf.minimum,
  SquaredDifference: tf.squaredDifference,
};

const binary: KernelCase[] = BROADCASTS.flatMap(([a, b], i) =>
  Object.entries(BINARY).map(([kernel, f]) => ({
    name: `${kernel} of [${a}] and [${b}]`,
    kernels: i === BROADCASTS.length - 1 ? [] : [kernel],
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
const UNARY: Record<string, [f: (x: tf.Tensor) => tf.Tensor, positive?: boolean]> = {
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

const unary: KernelCase[] = Object.entries(UNARY).flatMap(([kernel, [f, positive]]) =>
  [[1], [3], [5, 7], [2, 3, 4, 5]].map((shape) => ({
    name: `${kernel} of [${shape}]`,
    kernels: [kernel],
    compute: () => withGradients(f, [shape], (x) => positive ? x.abs().add(0.1) : x),
  }))
);

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
  [[2, 3, 4], [0, 2]], // left to cpu
];

const reductions: KernelCase[] = REDUCTIONS.flatMap(([shape, axis, keepDims], i) =>
  Object.entries({ Sum: tf.sum, Mean: tf.mean }).map(([kernel, f]) => ({
    name: `${kernel} of [${shape}] along ${axis}${keepDims ? ", axes kept" : ""}`,
    kernels: i === REDUCTIONS.length - 1 ? [] : [kernel],
    compute: () => withGradients((x) => f(x, axis, keepDims), [shape]),
  }))
);

/** `[x, filter size, strides, padding]` */
type Pooling = [
  Shape4D,
  number | [number, number],
  number | [number, number],
  "valid" | "same" | number,
];

const POOLINGS: Pooling[] = [
  [[2, 8, 8, 8], 2, 2, "valid"],
  [[2, 8, 8, 3], 2, 2, "valid"],
  [[1, 9, 7, 5], 2, 2, "valid"],
  [[2, 9, 7, 4], 3, 2, "same"],
  [[2, 7, 7, 6], 3, 1, "same"],
  [[2, 7, 7, 1], [2, 3], [3, 1], "valid"],
  [[3, 4, 4, 9], 4, 4, "valid"],
  [[2, 5, 5, 4], 2, 3, "valid"],
  [[2, 6, 6, 4], 3, 2, 1],
  [[1, 1, 1, 1], 1, 1, "valid"],
];

const poolings: KernelCase[] = POOLINGS.flatMap(([shape, size, strides, pad]) =>
  Object.entries({ MaxPool: tf.maxPool, AvgPool: tf.avgPool }).map(([kernel, f]) => ({
    name: `${kernel} of ${shape.join("×")}, ${size}, strides ${strides}, padding ${pad}`,
    // A pooling of single pixels is the identity, which the cpu kernel returns.
    kernels: size === 1 ? [] : [kernel, `${kernel}Grad`],
    compute: () =>
      withGradients(
        (x) => f(x as tf.Tensor4D, size, strides, pad, pad === 1 ? "floor" : undefined),
        [shape],
      ),
  }))
);

const equalValues: KernelCase = {
  name: "MaxPool where several values are largest",
  kernels: ["MaxPool", "MaxPoolGrad"],
  compute: () =>
    withGradients((x) => tf.maxPool(x.sign() as tf.Tensor4D, 3, 2, "same"), [[2, 7, 7, 5]]),
};

const DEPTHWISE: [Shape4D, [number, number], number | [number, number], Padding][] = [
  [[2, 6, 6, 4], [3, 3], 1, "valid"],
  [[2, 6, 6, 5], [3, 3], 1, "same"],
  [[2, 7, 6, 8], [3, 2], 2, "same"],
  [[1, 9, 5, 1], [2, 2], [3, 1], "valid"],
  [[3, 4, 4, 9], [4, 4], 1, "valid"],
  [[2, 2, 2, 3], [5, 5], 1, "same"],
  [[2, 6, 6, 4], [3, 3], 2, 1],
];

const DEPTHWISE_KERNELS = [
  "DepthwiseConv2dNative",
  "DepthwiseConv2dNativeBackpropInput",
  "DepthwiseConv2dNativeBackpropFilter",
];

const depthwise: KernelCase[] = DEPTHWISE.flatMap(([x, [height, width], strides, pad]) =>
  [1, 2].map((multiplier) => ({
    name: `depthwiseConv2d of ${x.join("×")} by ${height}×${width}, ${multiplier} filters, ` +
      `strides ${strides}, padding ${pad}`,
    kernels: multiplier === 1 ? DEPTHWISE_KERNELS : [],
    compute: () =>
      withGradients(
        (x, filter) =>
          tf.depthwiseConv2d(
            x as tf.Tensor4D,
            filter as tf.Tensor4D,
            strides as number,
            pad as "same",
            "NHWC",
            1,
            pad === 1 ? "floor" : undefined,
          ),
        [x, [height, width, x[3], multiplier]],
      ),
  }))
);

const others: KernelCase[] = [
  ...[[4, 10], [1, 1], [3, 5, 7], [9]].map((shape) => ({
    name: `softmax of [${shape}]`,
    kernels: ["Softmax"],
    compute: () => withGradients((x) => tf.softmax(x), [shape]),
  })),
  {
    name: "softmax of large scores",
    kernels: ["Softmax"],
    compute: () => [tf.softmax(tf.tensor2d([[1000, 999, -1000], [-500, -500, -501]]))],
  },
  ...([[2, 3, 3, 5], [7, 8]] as number[][]).map((shape) => ({
    name: `batchNorm of [${shape}]`,
    kernels: ["FusedBatchNorm"],
    compute: () =>
      withGradients(
        (x, mean, variance, offset, scale) =>
          tf.batchNorm(
            x,
            mean as tf.Tensor1D,
            variance.square() as tf.Tensor1D,
            offset as tf.Tensor1D,
            scale as tf.Tensor1D,
            0.01,
          ),
        [shape, ...Array(4).fill([shape.at(-1)!])],
      ),
  })),
  {
    name: "batchNorm without scale and offset",
    kernels: ["FusedBatchNorm"],
    compute: () => [
      tf.batchNorm(seededNormal([6, 5], 1), seededNormal([5], 2), tf.ones([5])),
    ],
  },
  {
    name: "softmaxCrossEntropy",
    kernels: [],
    compute: () =>
      withGradients((x) => tf.losses.softmaxCrossEntropy(tf.eye(5).slice([0, 0], [4, 5]), x), [[
        4,
        5,
      ]]),
  },
  {
    name: "sigmoidCrossEntropy",
    kernels: [],
    compute: () =>
      withGradients((x) => tf.losses.sigmoidCrossEntropy(tf.ones([4, 5]), x), [[4, 5]]),
  },
  ...[0, 1].map((axis) => ({
    name: `gather along axis ${axis}`,
    kernels: axis === 0 ? ["GatherV2"] : [],
    compute: () =>
      withGradients((x) => tf.gather(x, tf.tensor1d([2, 0, 2, 3], "int32"), axis), [[5, 4, 3]]),
  })),
  {
    name: "gather with indices of rank 2",
    kernels: ["GatherV2"],
    compute:
      () => [tf.gather(seededNormal([5, 3], 1), tf.tensor2d([[1, 2], [4, 0]], [2, 2], "int32"))],
  },
  {
    name: "tile of a row",
    kernels: ["Tile"],
    compute: () => withGradients((x) => tf.tile(x, [2, 3, 1]), [[1, 1, 5]]),
  },
  {
    name: "tile of a matrix",
    kernels: [],
    compute: () => withGradients((x) => tf.tile(x, [2, 3]), [[4, 5]]),
  },
  ...[[5, 7], [1, 9], [33, 17]].map((shape) => ({
    name: `transpose of [${shape}]`,
    kernels: ["Transpose"],
    compute: () => withGradients((x) => tf.transpose(x), [shape]),
  })),
  {
    name: "transpose of four axes",
    kernels: [],
    compute: () => withGradients((x) => tf.transpose(x, [0, 2, 1, 3]), [[2, 3, 4, 5]]),
  },
];

const aliases: KernelCase[] = [
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

const leftToCpu: KernelCase[] = [
  {
    name: "int32 arithmetic",
    kernels: [],
    compute: () => {
      const a = tf.tensor1d([7, -2, 3], "int32"), b = tf.tensor1d([2, 5, -4], "int32");
      return [a.add(b), a.mul(b), a.sub(b), a.maximum(b), a.abs(), a.neg(), a.sum(), a.square()];
    },
  },
  {
    name: "bool values",
    kernels: [],
    compute: () => {
      const x = seededNormal([4, 5], 1);
      const positive = x.greater(0);
      return [
        positive,
        positive.logicalNot(),
        positive.sum(),
        positive.cast("float32").sum(),
        x.where(positive, 0),
      ];
    },
  },
  {
    name: "int32 with float32",
    kernels: ["Add"],
    compute: () => [tf.add(tf.tensor1d([1, 2, 3], "int32"), tf.tensor1d([0.5, 1.5, 2.5]))],
  },
  {
    name: "empty tensors",
    kernels: [],
    compute: () => [
      tf.relu(tf.zeros([0, 3])),
      tf.add(tf.zeros([0, 3]), tf.ones([3])),
      tf.sum(tf.zeros([0, 3]), 0),
      tf.mean(tf.zeros([0])),
      tf.matMul(tf.zeros([0, 3]), tf.ones([3, 2])),
      tf.softmax(tf.zeros([0, 3])),
      tf.conv2d(tf.zeros<tf.Rank.R4>([0, 4, 4, 2]), tf.ones<tf.Rank.R4>([3, 3, 2, 2]), 1, "valid"),
      tf.gather(tf.ones([3, 2]), tf.tensor1d([], "int32")),
    ],
  },
  {
    name: "a dilated convolution",
    kernels: [],
    compute: () => [
      tf.conv2d(
        seededNormal<tf.Rank.R4>([2, 8, 8, 2], 1),
        seededNormal<tf.Rank.R4>([3, 3, 2, 3], 2),
        1,
        "same",
        "NHWC",
        2,
      ),
    ],
  },
  {
    name: "prelu",
    kernels: [],
    compute: () => withGradients((x, alpha) => tf.prelu(x, alpha), [[4, 5], [5]]),
  },
];

const SPECIAL = [NaN, Infinity, -Infinity, 0, -0, 1, -1, 3e38, 1e-40];

const special: KernelCase[] = [
  ...Object.entries(UNARY).filter(([kernel]) => kernel !== "Step").map(([kernel, [f]]) => ({
    name: `${kernel} of NaN, Infinity and the like`,
    kernels: [kernel],
    compute: () => [f(tf.tensor1d(SPECIAL))],
  })),
  ...Object.entries(BINARY).map(([kernel, f]) => ({
    name: `${kernel} of NaN, Infinity and the like`,
    kernels: [kernel],
    compute: () => [f(tf.tensor2d(SPECIAL, [9, 1]), tf.tensor1d(SPECIAL))],
  })),
  ...["x", "filter"].flatMap((place) =>
    [NaN, Infinity].map((bad) => ({
      name: `conv2d with ${bad} in ${place}`,
      kernels: ["Conv2D"],
      compute: () => {
        const values = (name: string, shape: Shape4D) => {
          const data = seededNormal(shape, 4).dataSync<"float32">().map(Math.abs);
          if (name === place) data[1] = bad;
          return tf.tensor4d(data, shape);
        };
        return [tf.conv2d(values("x", [2, 5, 5, 2]), values("filter", [3, 3, 2, 2]), 2, "valid")];
      },
    }))
  ),
  // In tiles, a bad value spoils the whole of a tile, where cpu's spoils the pixels that it goes into.
  ...[NaN, Infinity].map((bad) => ({
    name: `conv2d in tiles of an image beside one with ${bad}`,
    kernels: ["Conv2D"],
    compute: () => {
      const shape: Shape4D = [2, 8, 8, 8];
      const data = seededNormal(shape, 4).dataSync<"float32">();
      data[8 * 8 * 8 - 1] = bad; // the last of the first image
      const filter = seededNormal<tf.Rank.R4>([3, 3, 8, 8], 5);
      const [spoiled, other] = tf.split(tf.conv2d(tf.tensor4d(data, shape), filter, 1, "same"), 2);
      return [other, spoiled.slice(0, [1, 6, 6, 8])];
    },
  })),
  ...[2, 3].map((size) => ({
    name: `MaxPool of ${size}×${size} windows with NaN and Infinity`,
    kernels: ["MaxPool", "MaxPoolGrad"],
    compute: () =>
      withGradients(
        (x) => tf.maxPool(x as tf.Tensor4D, size, size, "valid"),
        [[1, 6, 6, 4]],
        (x) => tf.where(tf.greater(x, 0.5), NaN, tf.where(tf.less(x, -0.3), -Infinity, x)),
      ),
  })),
  {
    name: "the gradient of relu where y is NaN",
    kernels: ["Relu"],
    compute: () => [tf.grad((x) => tf.relu(x))(tf.tensor1d([NaN, 1, -1, 0]))],
  },
];

/** Every case, of moderate size. */
export const KERNEL_CASES: readonly KernelCase[] = [
  ...convolutions,
  ...fused,
  ...fusedInTiles,
  ...products,
  ...binary,
  ...unary,
  ...reductions,
  ...poolings,
  equalValues,
  ...depthwise,
  ...others,
  ...aliases,
  ...leftToCpu,
  ...special,
];

/** Cases large enough for every kernel to be shared out among threads. */
export const LARGE_CASES: readonly KernelCase[] = [
  {
    name: "large convolution",
    kernels: CONV2D_KERNELS,
    compute: () =>
      withGradients(
        (x, filter) => tf.conv2d(x as tf.Tensor4D, filter as tf.Tensor4D, 1, "same"),
        [[37, 13, 11, 6], [3, 3, 6, 10]],
      ),
  },
  {
    name: "large convolution in tiles",
    kernels: CONV2D_KERNELS,
    compute: () =>
      withGradients(
        (x, filter) => tf.conv2d(x as tf.Tensor4D, filter as tf.Tensor4D, 1, "same"),
        [[37, 13, 11, 10], [3, 3, 10, 12]],
      ),
  },
  {
    name: "large depthwise convolution",
    kernels: DEPTHWISE_KERNELS,
    compute: () =>
      withGradients(
        (x, filter) => tf.depthwiseConv2d(x as tf.Tensor4D, filter as tf.Tensor4D, 1, "same"),
        [[37, 13, 11, 6], [3, 3, 6, 1]],
      ),
  },
  {
    name: "large matrix product",
    kernels: ["BatchMatMul"],
    compute: () => withGradients((a, b) => tf.matMul(a, b), [[203, 77], [77, 45]]),
  },
  {
    name: "large pooling",
    kernels: ["MaxPool", "MaxPoolGrad", "AvgPool", "AvgPoolGrad"],
    compute: () =>
      withGradients(
        (x) => tf.maxPool(tf.avgPool(x as tf.Tensor4D, 3, 1, "same"), 3, 2, "same"),
        [[37, 13, 11, 16]],
      ),
  },
  {
    name: "large elementwise functions and sums",
    kernels: ["Add", "Multiply", "Relu", "Sum", "Mean", "Softmax", "Exp"],
    compute: () =>
      withGradients(
        (x, bias) => tf.softmax(tf.exp(x.add(bias).relu().mul(0.1))).mean(0),
        [[5003, 33], [33]],
      ),
  },
];
