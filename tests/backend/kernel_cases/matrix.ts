/**
 * Matrix products.
 *
 * @module
 */
import * as tf from "@tensorflow/tfjs";
import { seededNormal, withGradients } from "../run_on.ts";
import type { KernelCase } from "./kernel_case.ts";

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

/** One row or column, few terms, and small: without packing. Blocks of 128 columns, fours of rows. */
const UNPACKED: typeof PRODUCTS = [
  [[1, 300], [300, 261], false, false],
  [[300, 1], [300, 261], true, false],
  [[3, 130], [131, 130], false, true],
  [[130, 3], [131, 130], true, true],
  [[301, 131], [131, 1], false, false],
  [[131, 301], [131, 1], true, false],
  [[131, 301], [2, 131], true, true],
  [[66, 131], [2, 131], false, true],
  [[66, 131], [131, 2], false, false],
  [[90, 4], [4, 140], false, false],
  [[90, 3], [140, 3], false, true],
  [[31, 32], [33, 32], false, true],
  [[3, 40, 30], [3, 41, 30], false, true],
  [[3, 40, 30], [3, 40, 32], true, false],
  [[1, 6, 5], [4, 9, 5], false, true],
  [[1, 6, 5], [4, 5, 2], false, false],
];

const product = ([a, b, transposeA, transposeB]: typeof PRODUCTS[number]): KernelCase => ({
  name: `matMul ${a.join("×")}${transposeA ? "ᵀ" : ""} by ${b.join("×")}${transposeB ? "ᵀ" : ""}`,
  kernels: ["BatchMatMul"],
  // The gradient of a product with a broadcast batch has the wrong shape on every backend.
  compute: () => {
    const product = (a: tf.Tensor, b: tf.Tensor) => tf.matMul(a, b, transposeA, transposeB);
    const broadcast = a.length > 2 && a[0] !== b[0];
    if (!broadcast) return withGradients(product, [a, b]);
    return [product(seededNormal(a as [number], 1), seededNormal(b as [number], 2))];
  },
});

/** Matrix products. */
export const products: KernelCase[] = PRODUCTS.map(product);
/** Those that are computed without packing. */
export const unpackedProducts: KernelCase[] = UNPACKED.map(product);

/** Batches that are broadcast in more than one axis: left to the cpu kernel. */
export const otherBatches: KernelCase[] = ([
  [[2, 1, 3, 4], [1, 2, 4, 5]],
  [[2, 3, 3, 4], [3, 4, 5]],
] as const).map(([a, b]) => ({
  name: `matMul ${a.join("×")} by ${b.join("×")}`,
  kernels: [],
  compute: () => [tf.matMul(seededNormal([...a], 1), seededNormal([...b], 2))],
}));
