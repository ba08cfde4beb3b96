/**
 * What is timed of each kernel: about 131,072 numbers, in shapes that networks have.
 *
 * @module
 */
import * as tf from "@tensorflow/tfjs";

/** One kernel's work. */
export interface KernelWork {
  /** The kernel's name in TensorFlow.js, and what is done with it. */
  name: string;
  /** Makes what it is done with. */
  inputs: () => tf.Tensor[];
  run: (inputs: tf.Tensor[]) => tf.Tensor | tf.Tensor[];
  /** What is counted if not the numbers of the largest input or output: multiplications. */
  multiplications?: number;
}

type Function1 = (x: tf.Tensor) => tf.Tensor | tf.Tensor[];
type Function2 = (a: tf.Tensor, b: tf.Tensor) => tf.Tensor;

const IMAGES: [number, number, number, number] = [8, 32, 32, 16];
const COUNT = tf.util.sizeFromShape(IMAGES);

/** Numbers between −2 and 2, the same in every run. */
function numbers(shape: number[], seed = 1): tf.Tensor {
  return tf.randomUniform(shape, -2, 2, "float32", seed);
}

const positive = (shape: number[]) => numbers(shape).abs().add(0.1);
const integers = (shape: number[], seed = 1) => numbers(shape, seed).mul(50).toInt();
const truths = (shape: number[], seed = 1) => numbers(shape, seed).greater(0);

function one(name: string, f: Function1, make: (shape: number[]) => tf.Tensor = numbers) {
  return { name, inputs: () => [make(IMAGES)], run: ([x]: tf.Tensor[]) => f(x) };
}

function two(
  name: string,
  f: Function2,
  make: (shape: number[], seed?: number) => tf.Tensor = numbers,
  shape: number[] = IMAGES,
) {
  return {
    name,
    inputs: () => [make(IMAGES, 1), make(shape, 2)],
    run: ([a, b]: tf.Tensor[]) => f(a, b),
  };
}

/** A function and its gradient, for every input. */
function gradient(
  name: string,
  f: (...inputs: tf.Tensor[]) => tf.Tensor,
  inputs: () => tf.Tensor[] = () => [numbers(IMAGES)],
) {
  const gradients = tf.grads(f);
  return {
    name: `${name}, with gradient`,
    inputs: () => {
      const all = inputs();
      return [...all, numbers(tf.tidy(() => f(...all)).shape, 9)];
    },
    run: (all: tf.Tensor[]) => gradients(all.slice(0, -1), all.at(-1)!),
  };
}

const images4 = (f: (x: tf.Tensor4D) => tf.Tensor) => (x: tf.Tensor) => f(x as tf.Tensor4D);

/** Functions of one number. */
const UNARY: Record<string, Function1> = {
  Abs: tf.abs,
  Asinh: tf.asinh,
  Atan: tf.atan,
  Ceil: tf.ceil,
  ClipByValue: (x) => tf.clipByValue(x, -1, 1),
  Cos: tf.cos,
  Cosh: tf.cosh,
  Elu: tf.elu,
  Erf: tf.erf,
  Exp: tf.exp,
  Expm1: tf.expm1,
  Floor: tf.floor,
  IsFinite: tf.isFinite,
  IsInf: tf.isInf,
  IsNan: tf.isNaN,
  LeakyRelu: (x) => tf.leakyRelu(x, 0.2),
  Neg: tf.neg,
  Reciprocal: tf.reciprocal,
  Relu: tf.relu,
  Relu6: tf.relu6,
  Round: tf.round,
  Selu: tf.selu,
  Sigmoid: tf.sigmoid,
  Sign: tf.sign,
  Sin: tf.sin,
  Sinh: tf.sinh,
  Softplus: tf.softplus,
  Square: tf.square,
  Step: (x) => tf.step(x),
  Tan: tf.tan,
  Tanh: tf.tanh,
  OnesLike: tf.onesLike,
  ZerosLike: tf.zerosLike,
  "Cast to int32": (x) => tf.cast(x, "int32"),
  "Cast to bool": (x) => tf.cast(x, "bool"),
};

/** Functions of one number above 0. */
const POSITIVE: Record<string, Function1> = {
  Log: tf.log,
  Log1p: tf.log1p,
  Rsqrt: tf.rsqrt,
  Sqrt: tf.sqrt,
  Acosh: (x) => tf.acosh(x),
};

const BINARY: Record<string, Function2> = {
  Add: tf.add,
  Atan2: tf.atan2,
  FloorDiv: tf.floorDiv,
  Maximum: tf.maximum,
  Minimum: tf.minimum,
  Mod: tf.mod,
  Multiply: tf.mul,
  RealDiv: tf.div,
  SquaredDifference: tf.squaredDifference,
  Sub: tf.sub,
};

const COMPARISONS: Record<string, Function2> = {
  Equal: tf.equal,
  Greater: tf.greater,
  GreaterEqual: tf.greaterEqual,
  Less: tf.less,
  LessEqual: tf.lessEqual,
  NotEqual: tf.notEqual,
};

const filter = (shape: [number, number, number, number]) => numbers(shape, 3) as tf.Tensor4D;

function convolution(
  name: string,
  f: (x: tf.Tensor4D, w: tf.Tensor4D) => tf.Tensor,
  w: [number, number, number, number],
  { shape = IMAGES, perFilter = 1024 * 8 } = {},
) {
  return {
    name,
    inputs: () => [numbers(shape), filter(w)],
    run: ([x, w]: tf.Tensor[]) => f(x as tf.Tensor4D, w as tf.Tensor4D),
    multiplications: perFilter * tf.util.sizeFromShape(w),
  };
}

const CHANNELS_FIRST: typeof IMAGES = [8, 16, 32, 32];

/** Everything that is timed. */
export const KERNEL_WORK: readonly KernelWork[] = [
  ...Object.entries(UNARY).map(([name, f]) => one(name, f)),
  ...Object.entries(POSITIVE).map(([name, f]) => one(name, f, (s) => positive(s).add(1))),
  ...Object.entries({ Acos: tf.acos, Asin: tf.asin, Atanh: tf.atanh }).map(([name, f]) =>
    one(name, f, (shape) => numbers(shape).div(3))
  ),
  ...Object.entries(BINARY).map(([name, f]) => two(name, f)),
  ...Object.entries(BINARY).filter(([name]) => name !== "Atan2").map(([name, f]) =>
    two(
      `${name} of int32`,
      f,
      (shape, seed) => integers(shape, seed).abs().add(tf.scalar(1, "int32")),
    )
  ),
  ...Object.entries(COMPARISONS).map(([name, f]) => two(name, f)),
  two("Add of a row", tf.add, numbers, [16]),
  two("Maximum of a scalar", tf.maximum, numbers, []),
  two("Prelu", tf.prelu, numbers, [16]),
  two("Pow", tf.pow, (shape) => positive(shape)),
  one("Pow by a scalar", (x) => tf.pow(x, 2.5), positive),
  two("BitwiseAnd", tf.bitwiseAnd, integers),
  two("LogicalAnd", tf.logicalAnd, truths),
  two("LogicalOr", tf.logicalOr, truths),
  two("LogicalXor", tf.logicalXor, truths),
  one("LogicalNot", (x) => tf.logicalNot(x), truths),
  one("Abs of int32", tf.abs, integers),
  one("Neg of int32", tf.neg, integers),
  one("Square of int32", tf.square, integers),
  one("Relu of int32", tf.relu, integers),
  one("Cast of int32 to float32", (x) => tf.cast(x, "float32"), integers),
  {
    name: "Select",
    inputs: () => [truths(IMAGES), numbers(IMAGES, 2), numbers(IMAGES, 3)],
    run: ([c, a, b]) => tf.where(c, a, b),
  },
  {
    name: "Select with a scalar",
    inputs: () => [truths(IMAGES), numbers(IMAGES, 2)],
    run: ([c, a]) => tf.where(c, a, 0),
  },
  {
    name: "AddN",
    inputs: () => [numbers(IMAGES, 1), numbers(IMAGES, 2), numbers(IMAGES, 3)],
    run: (all) => tf.addN(all),
  },
  one("All", (x) => tf.all(x, [1, 2]), truths),
  one("Any", (x) => tf.any(x, [1, 2]), truths),
  ...Object.entries({ Max: tf.max, Min: tf.min, Prod: tf.prod, Sum: tf.sum, Mean: tf.mean })
    .flatMap((
      [name, f],
    ) => [
      one(`${name} over all axes`, (x) => f(x)),
      one(`${name} over the last axis`, (x) => f(x, -1)),
      one(`${name} over axes 1 and 2`, (x) => f(x, [1, 2])),
      one(`${name} over the first axis`, (x) => f(x, 0)),
    ]),
  one("Sum of int32", (x) => tf.sum(x, -1), integers),
  one("ArgMax over the last axis", (x) => tf.argMax(x, -1)),
  one("ArgMax over axis 1", (x) => tf.argMax(x, 1)),
  one("ArgMin over the last axis", (x) => tf.argMin(x, -1)),
  one("Cumsum over the last axis", (x) => tf.cumsum(x, 3)),
  one("Cumsum over axis 1", (x) => tf.cumsum(x, 1)),
  one("Cumprod over the last axis", (x) => tf.cumprod(x, 3)),
  one("LogSoftmax", (x) => tf.logSoftmax(x)),
  one("Max, Exp, Sum, Log: logSumExp", (x) => tf.logSumExp(x, -1)),
  one("Softmax", (x) => tf.softmax(x)),
  one("Max, Softmax of [128, 1024]", (x) => tf.softmax(x.reshape([128, 1024]))),
  one("TopK, 5 of 1,024", (x) => tf.topk(x.reshape([128, 1024]), 5).values),
  one("TopK, 1,024 of 1,024", (x) => tf.topk(x.reshape([128, 1024]), 1024).values),
  one("TopK, 1 of 16", (x) => tf.topk(x, 1).values),
  one("Slice", (x) => tf.slice(x, [0, 1, 1, 0], [8, 30, 30, 16])),
  one("StridedSlice", (x) => tf.stridedSlice(x, [0, 0, 0, 0], IMAGES, [1, 2, 2, 1])),
  one(
    "StridedSlice backwards",
    (x) => tf.stridedSlice(x, [0, 31, 0, 0], [8, -33, 32, 16], [1, -1, 1, 1]),
  ),
  one("SplitV", (x) => tf.split(x, 2, 3)),
  one("Unpack", (x) => tf.unstack(x, 1)),
  one("Pack", (x) => tf.stack([x, x], 1)),
  one("Concat", (x) => tf.concat([x, x], 3)),
  one("PadV2", images4((x) => tf.pad(x, [[0, 0], [1, 1], [1, 1], [0, 0]]))),
  one("MirrorPad", images4((x) => tf.mirrorPad(x, [[0, 0], [1, 1], [1, 1], [0, 0]], "reflect"))),
  one("Reverse", (x) => tf.reverse(x, [1, 3])),
  one("FlipLeftRight", images4((x) => tf.image.flipLeftRight(x))),
  one("RotateWithOffset", images4((x) => tf.image.rotateWithOffset(x, 0.5))),
  one("Tile", (x) => tf.tile(x, [1, 2, 1, 1])),
  one("Tile: broadcastTo", (x) => tf.broadcastTo(x.slice([0, 0, 0, 0], [8, 32, 1, 16]), IMAGES)),
  one("Transpose", (x) => tf.transpose(x, [0, 3, 1, 2])),
  one("SpaceToBatchND", (x) => tf.spaceToBatchND(x, [2, 2], [[0, 0], [0, 0]])),
  one("BatchToSpaceND", (x) => tf.batchToSpaceND(x, [2, 2], [[0, 0], [0, 0]])),
  one("DepthToSpace", images4((x) => tf.depthToSpace(x, 2))),
  {
    name: "GatherV2 of rows",
    inputs: () => [numbers([1024, 128]), tf.range(0, 1024, 1, "int32").reverse()],
    run: ([x, rows]) => tf.gather(x, rows as tf.Tensor1D),
  },
  {
    name: "GatherV2 with a batch axis",
    inputs: () => [numbers([8, 128, 128]), integers([8, 128]).abs()],
    run: ([x, rows]) => tf.gather(x, rows as tf.Tensor2D, 1, 1),
  },
  {
    name: "GatherNd",
    inputs: () => [numbers([1024, 128]), integers([16384, 2]).abs()],
    run: ([x, places]) => tf.gatherND(x, places as tf.Tensor2D),
  },
  {
    name: "ScatterNd",
    inputs: () => [integers([1024, 1]).abs(), numbers([1024, 128])],
    run: ([places, rows]) => tf.scatterND(places as tf.Tensor2D, rows, [1024, 128]),
  },
  {
    name: "TensorScatterUpdate",
    inputs: () => [numbers([1024, 128]), integers([1024, 1]).abs(), numbers([1024, 128])],
    run: ([x, places, rows]) => tf.tensorScatterUpdate(x, places as tf.Tensor2D, rows),
  },
  {
    name: "UnsortedSegmentSum",
    inputs: () => [numbers([1024, 128]), integers([1024]).abs()],
    run: ([x, rows]) => tf.unsortedSegmentSum(x, rows as tf.Tensor1D, 100),
  },
  {
    name: "OneHot",
    inputs: () => [integers([1024]).abs()],
    run: ([x]) => tf.oneHot(x, 128, 1, 0, "float32"),
  },
  {
    name: "SparseToDense",
    inputs: () => [tf.range(0, 1024, 1, "int32").reshape([1024, 1]), numbers([1024])],
    run: ([places, x]) =>
      tf.sparseToDense(places as tf.Tensor2D, x as tf.Tensor1D, [COUNT], tf.scalar(0)),
  },
  one(
    "Bincount",
    (x) => tf.bincount(x.flatten() as tf.Tensor1D, tf.tensor1d([]), 101),
    (shape) => integers(shape).abs(),
  ),
  one(
    "DenseBincount",
    (x) => tf.denseBincount(x.reshape([128, 1024]) as tf.Tensor2D, [], 101),
    (shape) => integers(shape).abs(),
  ),
  one("Unique", (x) => tf.unique(x.flatten()).values, integers),
  {
    name: "SearchSorted",
    inputs: () => [tf.range(0, 1024).reshape([1, 1024]), numbers([1, COUNT]).mul(400)],
    run: ([sorted, x]) => tf.searchSorted(sorted, x),
  },
  one("MatrixBandPart", (x) => tf.linalg.bandPart(x, 2, 2)),
  one("Diag", (x) => tf.diag(x), () => numbers([362])),
  { name: "Fill", inputs: () => [], run: () => tf.fill(IMAGES, 3) },
  { name: "Range", inputs: () => [], run: () => tf.range(0, COUNT) },
  { name: "LinSpace", inputs: () => [], run: () => tf.linspace(0, 1, COUNT) },
  {
    name: "Multinomial",
    inputs: () => [numbers([128, 100])],
    run: ([x]) => tf.multinomial(x as tf.Tensor2D, 1024, 1),
  },
  {
    name: "ResizeBilinear to twice the size",
    inputs: () => [numbers([8, 16, 16, 16])],
    run: ([x]) => tf.image.resizeBilinear(x as tf.Tensor4D, [32, 32]),
  },
  {
    name: "ResizeNearestNeighbor to twice the size",
    inputs: () => [numbers([8, 16, 16, 16])],
    run: ([x]) => tf.image.resizeNearestNeighbor(x as tf.Tensor4D, [32, 32]),
  },
  {
    name: "CropAndResize",
    inputs: () => [
      numbers(IMAGES),
      tf.tensor2d([[0, 0, 1, 1], [0.1, 0.1, 0.9, 0.9]]).tile([4, 1]),
      tf.range(0, 8, 1, "int32"),
    ],
    run: ([x, boxes, rows]) =>
      tf.image.cropAndResize(x as tf.Tensor4D, boxes as tf.Tensor2D, rows as tf.Tensor1D, [32, 32]),
  },
  {
    name: "Transform",
    inputs: () => [numbers(IMAGES), tf.tensor2d([[1, 0.1, 0, 0.1, 1, 0, 0, 0]])],
    run: ([x, t]) => tf.image.transform(x as tf.Tensor4D, t as tf.Tensor2D),
  },
  one("LRN", images4((x) => tf.localResponseNormalization(x))),
  {
    name: "FusedBatchNorm",
    inputs: () => [numbers(IMAGES), numbers([16]), positive([16])],
    run: ([x, mean, variance]) => tf.batchNorm(x, mean as tf.Tensor1D, variance as tf.Tensor1D),
  },
  one("MaxPool, 2×2", images4((x) => tf.maxPool(x, 2, 2, "same"))),
  one("MaxPool, 3×3, strides 1", images4((x) => tf.maxPool(x, 3, 1, "same"))),
  one("AvgPool, 2×2", images4((x) => tf.avgPool(x, 2, 2, "same"))),
  one("MaxPool with dilations 2", images4((x) => tf.pool(x, 2, "max", "same", 2, 1))),
  one("MaxPoolWithArgmax", images4((x) => tf.maxPoolWithArgmax(x, 2, 2, "same").result)),
  one("MaxPool3D", (x) => tf.maxPool3d(x.reshape([1, 8, 32, 32, 16]) as tf.Tensor5D, 2, 2, "same")),
  one("AvgPool3D", (x) => tf.avgPool3d(x.reshape([1, 8, 32, 32, 16]) as tf.Tensor5D, 2, 2, "same")),
  {
    name: "FFT",
    inputs: () => [numbers([4, 256])],
    run: ([x]) => tf.real(tf.fft(tf.complex(x, x))),
  },
  one("ComplexAbs", (x) => tf.abs(tf.complex(x, x))),
  {
    name: "Dilation2D",
    inputs: () => [numbers(IMAGES), numbers([3, 3, 16])],
    run: ([x, w]) => tf.dilation2d(x as tf.Tensor4D, w as tf.Tensor3D, 1, "same", 1),
    multiplications: COUNT * 9,
  },
  convolution("Conv2D, 3×3", (x, w) => tf.conv2d(x, w, 1, "same"), [3, 3, 16, 16]),
  convolution("Conv2D with dilations 2", (x, w) => tf.conv2d(x, w, 1, "same", "NHWC", 2), [
    3,
    3,
    16,
    16,
  ]),
  convolution("Conv2D, channels first", (x, w) => tf.conv2d(x, w, 1, "same", "NCHW"), [
    3,
    3,
    16,
    16,
  ], { shape: CHANNELS_FIRST }),
  convolution(
    "Conv2D: conv1d, 3",
    (x, w) =>
      tf.conv1d(
        x.reshape([8, 1024, 16]) as tf.Tensor3D,
        w.reshape([3, 16, 16]) as tf.Tensor3D,
        1,
        "same",
      ),
    [1, 3, 16, 16],
  ),
  convolution("DepthwiseConv2dNative, 3×3", (x, w) => tf.depthwiseConv2d(x, w, 1, "same"), [
    3,
    3,
    16,
    1,
  ]),
  convolution(
    "DepthwiseConv2dNative, two filters a channel",
    (x, w) => tf.depthwiseConv2d(x, w, 1, "same"),
    [3, 3, 16, 2],
  ),
  convolution(
    "DepthwiseConv2dNative with dilations 2",
    (x, w) => tf.depthwiseConv2d(x, w, 1, "same", "NHWC", 2),
    [3, 3, 16, 1],
  ),
  {
    name: "Conv3D, 3×3×3",
    inputs: () => [numbers([1, 8, 16, 16, 4]), numbers([3, 3, 3, 4, 4])],
    run: ([x, w]) => tf.conv3d(x as tf.Tensor5D, w as tf.Tensor5D, 1, "same"),
    multiplications: 8 * 16 * 16 * 27 * 16,
  },
  {
    name: "BatchMatMul",
    inputs: () => [numbers([128, 128]), numbers([128, 128], 2)],
    run: ([a, b]) => tf.matMul(a, b),
    multiplications: 128 ** 3,
  },
  {
    name: "Einsum of ij,jk",
    inputs: () => [numbers([128, 128]), numbers([128, 128], 2)],
    run: ([a, b]) => tf.einsum("ij,jk->ik", a, b),
    multiplications: 128 ** 3,
  },
  ...Object.entries({
    Relu: tf.relu,
    Relu6: tf.relu6,
    Elu: tf.elu,
    Selu: tf.selu,
    Softplus: tf.softplus,
    Sigmoid: tf.sigmoid,
    Tanh: tf.tanh,
    Abs: tf.abs,
    Exp: tf.exp,
    Square: tf.square,
    Sin: tf.sin,
    Atan: tf.atan,
    Erf: tf.erf,
  }).map(([name, f]) => gradient(name, f)),
  gradient("LeakyRelu", (x) => tf.leakyRelu(x, 0.2)),
  gradient("ClipByValue", (x) => tf.clipByValue(x, -1, 1)),
  gradient("Prelu", (x, a) => tf.prelu(x, a), () => [numbers(IMAGES), numbers([16])]),
  gradient("Pow by a scalar", (x) => tf.pow(x, 2.5), () => [positive(IMAGES)]),
  gradient("Maximum", (a, b) => tf.maximum(a, b), () => [numbers(IMAGES), numbers(IMAGES, 2)]),
  gradient("SquaredDifference", (a, b) => tf.squaredDifference(a, b), () => [
    numbers(IMAGES),
    numbers(IMAGES, 2),
  ]),
  gradient("Max over the last axis", (x) => tf.max(x, -1)),
  gradient("Prod over the last axis", (x) => tf.prod(x, 3)),
  gradient("Cumsum", (x) => tf.cumsum(x, 3)),
  gradient("LogSoftmax", (x) => tf.logSoftmax(x)),
  gradient(
    "MirrorPad",
    (x) => tf.mirrorPad(x as tf.Tensor4D, [[0, 0], [1, 1], [1, 1], [0, 0]], "reflect"),
  ),
  gradient("ResizeBilinear", (x) => tf.image.resizeBilinear(x as tf.Tensor4D, [32, 32]), () => [
    numbers([8, 16, 16, 16]),
  ]),
  gradient(
    "ResizeNearestNeighbor",
    (x) => tf.image.resizeNearestNeighbor(x as tf.Tensor4D, [32, 32]),
    () => [
      numbers([8, 16, 16, 16]),
    ],
  ),
  gradient("LRN", (x) => tf.localResponseNormalization(x as tf.Tensor4D)),
  gradient("MaxPool, 2×2", (x) => tf.maxPool(x as tf.Tensor4D, 2, 2, "same")),
  gradient("AvgPool, 2×2", (x) => tf.avgPool(x as tf.Tensor4D, 2, 2, "same")),
  gradient("Softmax", (x) => tf.softmax(x)),
  {
    name: "random numbers, Floor, …: dropout",
    inputs: () => [numbers(IMAGES)],
    run: ([x]) => tf.dropout(x, 0.5, undefined, 1),
  },
];
