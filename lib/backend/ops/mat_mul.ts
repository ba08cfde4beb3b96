/**
 * Matrix products, alone and fused with bias and activation.
 *
 * @module
 */
import * as tf from "@tensorflow/tfjs-core";
import { BLOCK_COLUMNS, TILE_ROWS } from "../kernels/shared/layout.ts";
import type { KernelArguments } from "../compiled_kernels.ts";
import { inPlace, type Scratch } from "../scratch.ts";
import type { SimdBackend } from "../simd_backend.ts";
import { packed } from "./panels.ts";
import { isBias, isFloat32, type SimdKernel, simdKernel, sizeOf } from "./simd_kernel.ts";
import { transposeMatrix } from "./transpose.ts";
import { activate, canActivate } from "./unary.ts";

/** The sizes of a batch of products [M, K] · [K, N]. */
interface Sizes {
  outShape: number[];
  M: number;
  K: number;
  N: number;
  batch: number;
  batchA: number;
  batchB: number;
}

function sizesOf(
  a: number[],
  b: number[],
  transposeA: boolean,
  transposeB: boolean,
): Sizes | undefined {
  if (a.length < 2 || b.length < 2) return undefined;
  const [rowsA, columnsA] = a.slice(-2);
  const [rowsB, columnsB] = b.slice(-2);
  const [M, K] = transposeA ? [columnsA, rowsA] : [rowsA, columnsA];
  const [inner, N] = transposeB ? [columnsB, rowsB] : [rowsB, columnsB];
  const batchA = sizeOf(a.slice(0, -2));
  const batchB = sizeOf(b.slice(0, -2));
  // Batches of different sizes that are not 1 are rare, and an error in most cases.
  if (inner !== K || (batchA !== batchB && batchA !== 1 && batchB !== 1)) return undefined;
  const outer = tf.broadcast_util.assertAndGetBroadcastShape(a.slice(0, -2), b.slice(0, -2));
  const batch = Math.max(batchA, batchB);
  if (sizeOf(outer) !== batch) return undefined; // both are broadcast, in different axes
  return { outShape: [...outer, M, N], M, K, N, batch, batchA, batchB };
}

/** Where the factors, a bias or 0, and the products lie. */
interface Places {
  a: number;
  b: number;
  bias: number;
  y: number;
}

interface Options {
  transposeA: boolean;
  transposeB: boolean;
  relu: boolean;
}

/** At most this many rows or terms are multiplied without packing. */
const FEW = 4;

/** Nor are matrices packed that take at most this many multiplications: calls would take as long. */
const SMALL = 32768;

/** Swaps the axes of `a` [K, M] at an address. */
function transposed(backend: SimdBackend, a: number, { M, K }: Sizes): Scratch {
  return backend.scratch(M * K, (y) => transposeMatrix(backend, { x: a, y, R: K, C: M }));
}

/** Computes `y = act(a · b + bias)` for each pair of matrices. */
function multiply(backend: SimdBackend, sizes: Sizes, places: Places, options: Options): void {
  const { M, K, N } = sizes;
  const { transposeA, transposeB } = options;
  const isSmall = M * K * N <= SMALL;
  if (N === 1 && transposeA && !places.bias) {
    // yᵀ = bᵀ · a, and transposing a single column or row moves nothing.
    const { batchA, batchB } = sizes;
    const swapped = { ...sizes, M: 1, N: M, batchA: batchB, batchB: batchA };
    const operands = { ...places, a: places.b, b: places.a };
    multiplyRows(backend, swapped, operands, { ...options, transposeA: false });
  } else if (N <= 2 && !transposeA) {
    dotRows(backend, sizes, places, options);
  } else if (transposeB && K > 1 && M <= FEW) {
    dotColumns(backend, sizes, places, options);
  } else if ((!transposeB || K === 1) && (M <= FEW || K <= FEW)) {
    multiplyRows(backend, sizes, places, options);
  } else if (isSmall) {
    using right = transposeB ? turned(backend, places.b, sizes) : inPlace(places.b);
    multiplyTiles(backend, sizes, { ...places, b: right.address }, options);
  } else {
    multiplyPacked(backend, sizes, places, options);
  }
}

/** Swaps the axes of each b [N, K] at an address. */
function turned(backend: SimdBackend, b: number, { K, N, batchB }: Sizes): Scratch {
  return backend.scratch(batchB * K * N, (y) =>
    backend.forEach("stridedCopy", {
      count: batchB * K,
      work: N,
      args: {
        x: b,
        y,
        dims: backend.list([batchB, K * N, K * N, K, 1, N]),
        rank: 2,
        run: N,
        step: K,
      },
    }));
}

/** How a kernel finds its way through a and b, neither of which is packed. */
function unpacked(
  { M, K, N, batchA, batchB }: Sizes,
  { a, b, bias, y }: Places,
  { transposeA, relu }: Options,
): KernelArguments<"rowProducts" | "tileProducts"> {
  return {
    a,
    b,
    bias,
    y,
    M,
    K,
    N,
    rowA: transposeA ? 1 : K,
    stepA: transposeA ? M : 1,
    batchA: batchA === 1 ? 0 : M * K,
    batchB: batchB === 1 ? 0 : K * N,
    relu: Number(relu),
  };
}

/** Adds up rows of b that are not transposed. */
function multiplyRows(
  backend: SimdBackend,
  sizes: Sizes,
  places: Places,
  options: Options,
): void {
  const { M, K, N, batch } = sizes;
  backend.forEach("rowProducts", {
    count: batch * M * Math.ceil(N / BLOCK_COLUMNS),
    work: Math.ceil(K * Math.min(N, BLOCK_COLUMNS) / 2),
    args: unpacked(sizes, places, options),
  });
}

/** Multiplies small matrices, b not transposed. */
function multiplyTiles(
  backend: SimdBackend,
  sizes: Sizes,
  places: Places,
  options: Options,
): void {
  const { M, K, N, batch } = sizes;
  backend.forEach("tileProducts", {
    count: batch * Math.ceil(M / 4),
    work: K * N,
    args: unpacked(sizes, places, options),
  });
}

/** Multiplies the rows of a with the columns of b, where these are few. */
function dotRows(
  backend: SimdBackend,
  { M, K, N, batch, batchA, batchB }: Sizes,
  { a, b, bias, y }: Places,
  { transposeB, relu }: Options,
): void {
  backend.forEach("rowDots", {
    count: batch * N * Math.ceil(M / 4),
    work: 4 * K,
    args: {
      x: a,
      w: b,
      bias,
      y,
      R: M,
      V: N,
      K,
      rowX: K,
      batchX: batchA === 1 ? 0 : M * K,
      batchW: batchB === 1 ? 0 : K * N,
      rowW: transposeB ? K : 1,
      stepW: transposeB ? 1 : N,
      stepY: N,
      rowY: 1,
      biasAlongR: 0,
      relu: Number(relu),
    },
  });
}

/** Multiplies the rows of a with the columns of b [N, K]. */
function dotColumns(
  backend: SimdBackend,
  { M, K, N, batch, batchA, batchB }: Sizes,
  { a, b, bias, y }: Places,
  { transposeA, relu }: Options,
): void {
  backend.forEach("rowDots", {
    count: batch * M * Math.ceil(N / 4),
    work: 4 * K,
    args: {
      x: b,
      w: a,
      bias,
      y,
      R: N,
      V: M,
      K,
      rowX: K,
      batchX: batchB === 1 ? 0 : K * N,
      batchW: batchA === 1 ? 0 : M * K,
      rowW: transposeA ? 1 : K,
      stepW: transposeA ? M : 1,
      stepY: 1,
      rowY: N,
      biasAlongR: 1,
      relu: Number(relu),
    },
  });
}

/** Packs b as panels, which pays where many rows are multiplied with it. */
function multiplyPacked(
  backend: SimdBackend,
  sizes: Sizes,
  { a, b, bias, y }: Places,
  { transposeA, transposeB, relu }: Options,
): void {
  const { M, K, N, batch, batchA, batchB } = sizes;
  for (let i = 0; i < batch; i++) {
    const from = a + 4 * Math.min(i, batchA - 1) * M * K;
    const to = y + 4 * i * M * N;
    using left = transposeA ? transposed(backend, from, sizes) : inPlace(from);
    using panels = packed(backend, {
      address: b + 4 * Math.min(i, batchB - 1) * K * N,
      rows: K,
      columns: N,
      transposed: transposeB,
      bias,
    });
    // A convolution of one image of M pixels with K channels: see kernels/conv2d.ts.
    const image = { H: 1, W: M, C: K, FH: 1, Q: K, OH: 1, OW: M, O: N, SH: 1, SW: 1 };
    backend.forEach("conv2d", {
      count: M,
      work: K * N / 4,
      args: { x: left.address, panels: panels.address, y: to, ...image, relu: Number(relu) },
      multiple: TILE_ROWS,
    });
  }
}

/** The adapter of BatchMatMul. */
export const batchMatMul: SimdKernel = simdKernel<"a" | "b", tf.BatchMatMulAttrs>(
  tf.BatchMatMul,
  ({ inputs: { a, b }, attrs: { transposeA, transposeB }, backend }) => {
    const sizes = sizesOf(a.shape, b.shape, transposeA, transposeB);
    if (!sizes || !isFloat32(a, b)) return undefined;
    const { info, address } = backend.makeOutput32(sizes.outShape);
    const operands = { a: backend.addressOf(a), b: backend.addressOf(b), bias: 0, y: address };
    multiply(backend, sizes, operands, { transposeA, transposeB, relu: false });
    return info;
  },
);

/** The adapter of _FusedMatMul, for every activation but prelu. */
export const fusedMatMul: SimdKernel = simdKernel<"a" | "b", tf._FusedMatMulAttrs, "bias">(
  tf._FusedMatMul,
  ({ inputs: { a, b, bias }, attrs, backend }) => {
    const { transposeA, transposeB, activation, leakyreluAlpha } = attrs;
    const sizes = sizesOf(a.shape, b.shape, transposeA, transposeB);
    if (!sizes || !isFloat32(a, b) || !canActivate(activation)) return undefined;
    if (bias && !isBias(bias, sizes.N)) return undefined;
    const { info, address, length } = backend.makeOutput32(sizes.outShape);
    const relu = activation === "relu";
    const operands = {
      a: backend.addressOf(a),
      b: backend.addressOf(b),
      bias: bias ? backend.addressOf(bias) : 0,
      y: address,
    };
    multiply(backend, sizes, operands, { transposeA, transposeB, relu });
    if (!relu) activate(backend, activation, address, length, leakyreluAlpha);
    return info;
  },
);
