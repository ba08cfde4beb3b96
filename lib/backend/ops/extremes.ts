/**
 * Largest and smallest numbers, products, and whether all or any are true, along any axes.
 *
 * @module
 */
import * as tf from "@tensorflow/tfjs-core";
import type { SimdBackend } from "../simd_backend.ts";
import type { Numbers } from "./comparison.ts";
import { reductionOf } from "./reductions.ts";
import { type SimdKernel, simdKernel, sizeOf } from "./simd_kernel.ts";
import { canCopy, copyStrided, denseStrides, makeTarget } from "./strided_copy.ts";

/**
 * Takes the number x[from + r · step] of each r below `count` together with the first. Each is a loop of its
 * own, which the engine can compile for it alone.
 */
type Along = (x: Numbers, from: number, count: number, step: number) => number;

const largest: Along = (x, from, count, step) => {
  let most = x[from];
  for (let r = 1, i = from + step; r < count; r++, i += step) {
    const value = x[i];
    if (value > most || value !== value) most = value; // NaN stays
  }
  return most;
};

const smallest: Along = (x, from, count, step) => {
  let least = x[from];
  for (let r = 1, i = from + step; r < count; r++, i += step) {
    const value = x[i];
    if (value < least || value !== value) least = value;
  }
  return least;
};

const product: Along = (x, from, count, step) => {
  let all = 1;
  for (let r = 0, i = from; r < count; r++, i += step) all *= x[i];
  return all;
};

const every: Along = (x, from, count, step) => {
  for (let r = 0, i = from; r < count; r++, i += step) if (x[i] === 0) return 0;
  return 1;
};

const some: Along = (x, from, count, step) => {
  for (let r = 0, i = from; r < count; r++, i += step) if (x[i] !== 0) return 1;
  return 0;
};

const placeOfLargest: Along = (x, from, count, step) => {
  let most = x[from], place = 0;
  for (let r = 1, i = from + step; r < count; r++, i += step) {
    if (x[i] > most) {
      most = x[i];
      place = r;
    }
  }
  return place;
};

const placeOfSmallest: Along = (x, from, count, step) => {
  let least = x[from], place = 0;
  for (let r = 1, i = from + step; r < count; r++, i += step) {
    if (x[i] < least) {
      least = x[i];
      place = r;
    }
  }
  return place;
};

/** Fills y [outer, inner] with what comes of x [outer, reduced, inner] along the middle axis. */
function reduce(
  x: Numbers,
  y: Numbers,
  { reduced, inner }: { reduced: number; inner: number },
  along: Along,
): void {
  for (let place = 0; place < y.length; place++) {
    const column = place % inner;
    y[place] = along(x, (place - column) * reduced + column, reduced, inner);
  }
}

/** The values of x with its axes in another order. */
function inOrder(backend: SimdBackend, x: tf.TensorInfo, order: readonly number[]): Numbers {
  const strides = denseStrides(x.shape);
  const sizes = order.map((axis) => x.shape[axis]);
  const values = tf.util.getTypedArrayFromDType(x.dtype as "int32", sizeOf(sizes)) as Numbers;
  copyStrided(backend, x, { values, address: undefined }, {
    sizes,
    from: { offset: 0, strides: order.map((axis) => strides[axis]) },
    to: { offset: 0, strides: denseStrides(sizes) },
  });
  return values;
}

function computeAlong(
  backend: SimdBackend,
  x: tf.TensorInfo,
  { axes, keepDims = false, dtype = x.dtype }: {
    axes: readonly number[];
    keepDims?: boolean;
    dtype?: tf.DataType;
  },
  along: Along,
): tf.TensorInfo | undefined {
  if (!canCopy(x)) return undefined;
  const { reduction, order } = reductionOf(x.shape, axes);
  const shape = x.shape.flatMap((size, axis) => {
    if (!axes.includes(axis)) return size;
    return keepDims ? 1 : [];
  });
  const { info, values } = makeTarget(backend, shape, dtype);
  const source = order ? inOrder(backend, x, order) : backend.data.get(x.dataId).values as Numbers;
  reduce(source, values, reduction, along);
  return info;
}

interface Attributes {
  axis?: number | number[] | null;
  /** Max's name of the same. */
  reductionIndices?: number | number[] | null;
  keepDims?: boolean;
}

function axesOf({ axis, reductionIndices }: Attributes, { shape }: tf.TensorInfo): number[] {
  return tf.util.parseAxisParam(axis ?? reductionIndices ?? shape.map((_, i) => i), shape);
}

const EXTREMES: Readonly<Record<string, Along>> = {
  [tf.Max]: largest,
  [tf.Min]: smallest,
  [tf.Prod]: product,
  [tf.All]: every,
  [tf.Any]: some,
};

/** The adapters of Max, Min, Prod, All and Any. */
export const extremes: readonly SimdKernel[] = Object.entries(EXTREMES).map(([kernelName, along]) =>
  simdKernel<"x", Attributes>(kernelName, ({ inputs: { x }, attrs, backend }) => {
    // Products of truth values are whole numbers.
    const dtype = kernelName === tf.Prod && x.dtype === "bool" ? "int32" : x.dtype;
    const axes = axesOf(attrs, x);
    return computeAlong(backend, x, { axes, keepDims: attrs.keepDims, dtype }, along);
  })
);

/** The adapters of ArgMax and ArgMin. */
export const placesOfExtremes: readonly SimdKernel[] = Object.entries({
  [tf.ArgMax]: placeOfLargest,
  [tf.ArgMin]: placeOfSmallest,
}).map(([kernelName, along]) =>
  simdKernel<"x", Attributes>(kernelName, ({ inputs: { x }, attrs, backend }) => {
    const [axis] = axesOf(attrs, x);
    return axis === undefined
      ? undefined
      : computeAlong(backend, x, { axes: [axis], dtype: "int32" }, along);
  })
);

/** One step of a running sum or product; float32 is rounded after each, as what is stored is read again. */
type Running = (x: Numbers, y: Numbers, step: Steps) => void;

/** How to walk along an axis: where the first number lies, how far apart they are, how many. */
interface Steps {
  from: number;
  step: number;
  count: number;
  exclusive: boolean;
}

const runningSum: Running = (x, y, { from, step, count, exclusive }) => {
  y[from] = exclusive ? 0 : x[from];
  for (let r = 1, i = from + step; r < count; r++, i += step) {
    y[i] = (exclusive ? x[i - step] : x[i]) + y[i - step];
  }
};

const runningProduct: Running = (x, y, { from, step, count, exclusive }) => {
  y[from] = exclusive ? 1 : x[from];
  for (let r = 1, i = from + step; r < count; r++, i += step) {
    y[i] = (exclusive ? x[i - step] : x[i]) * y[i - step];
  }
};

/** The adapters of Cumsum and Cumprod. */
export const running: readonly SimdKernel[] = Object.entries({
  [tf.Cumsum]: runningSum,
  [tf.Cumprod]: runningProduct,
}).map(([kernelName, run]) =>
  simdKernel<"x", tf.CumsumAttrs>(kernelName, ({ inputs: { x }, attrs, backend }) => {
    const { axis: given, exclusive, reverse } = attrs;
    if (!canCopy(x) || x.shape.length === 0) return undefined;
    const [axis] = tf.util.parseAxisParam(given, x.shape);
    const dtype = x.dtype === "bool" ? "int32" : x.dtype;
    const { info, values } = makeTarget(backend, x.shape, dtype);
    const source = backend.data.get(x.dataId).values as Numbers;
    const count = x.shape[axis], stride = denseStrides(x.shape)[axis];
    for (let place = 0; place < values.length; place += count * stride) {
      for (let column = place; column < place + stride; column++) {
        const from = reverse ? column + (count - 1) * stride : column;
        run(source, values, { from, step: reverse ? -stride : stride, count, exclusive });
      }
    }
    return info;
  })
);
