/**
 * Functions of two tensors, element by element, with broadcasting.
 *
 * @module
 */
import * as tf from "@tensorflow/tfjs-core";
import type { SimdBackend } from "../simd_backend.ts";
import { type FoldedShapes, foldShapes } from "./broadcast.ts";
import { isFloat32, type SimdKernel, simdKernel } from "./simd_kernel.ts";

/** The numbers of the operations in `kernels/binary.ts`. */
const OPERATIONS = {
  [tf.Add]: 0,
  [tf.Sub]: 1,
  [tf.Multiply]: 2,
  [tf.RealDiv]: 3,
  [tf.Maximum]: 4,
  [tf.Minimum]: 5,
  [tf.SquaredDifference]: 6,
} as const;

const RELU_GRAD = 7;

/** Those with a ∘ b = b ∘ a. */
const COMMUTATIVE = new Set<number>([0, 2, 4, 5, 6]);

/** Whether an operand is a row [inner] for a result of [middle, inner], and the other is not. */
function isRowForEach({ outer, inner, a, b }: FoldedShapes): boolean {
  return outer === 1 && a.inner === 1 && a.middle === inner && b.inner === 1 && b.middle === 0;
}

/** Computes `y = a ∘ b`; `y` may lie where `a` does if it has its shape. */
function compute(
  backend: SimdBackend,
  operation: number,
  folded: FoldedShapes,
  [aAddress, bAddress, yAddress]: [a: number, b: number, y: number],
): void {
  const { outer, middle, inner, a, b } = folded;
  const addresses = [operation, aAddress, bAddress, yAddress];
  if (outer * middle === 1) {
    backend.forEach("binaryRow", inner, 1, [...addresses, a.inner, b.inner], 4);
    return;
  }
  if (isRowForEach(folded)) {
    backend.forEach("binaryRows", middle, inner, [...addresses, inner]);
    return;
  }
  if (COMMUTATIVE.has(operation) && isRowForEach({ ...folded, a: b, b: a })) {
    const swapped = [operation, bAddress, aAddress, yAddress];
    backend.forEach("binaryRows", middle, inner, [...swapped, inner]);
    return;
  }
  const steps = [a.outer, a.middle, a.inner, b.outer, b.middle, b.inner];
  const args = [...addresses, middle, inner, ...steps];
  backend.forEach("binaryBroadcast", outer * middle, inner, args);
}

/** Adds a bias [O] to [rows, O] at an address. */
export function addBias(
  backend: SimdBackend,
  address: number,
  rows: number,
  bias: tf.TensorInfo,
): void {
  const channels = bias.shape[bias.shape.length - 1];
  const folded = foldShapes([rows, channels], [channels])!;
  compute(backend, OPERATIONS[tf.Add], folded, [address, backend.addressOf(bias), address]);
}

function binaryKernel(kernelName: keyof typeof OPERATIONS): SimdKernel {
  const operation = OPERATIONS[kernelName];
  return simdKernel<"a" | "b", undefined>(kernelName, ({ inputs: { a, b }, backend }) => {
    if (!isFloat32(a, b)) return undefined;
    const folded = foldShapes(a.shape, b.shape);
    if (!folded) return undefined;
    const { info, address } = backend.makeOutput32(folded.shape);
    compute(backend, operation, folded, [backend.addressOf(a), backend.addressOf(b), address]);
    return info;
  });
}

/** The adapters. */
export const binaryKernels: readonly SimdKernel[] =
  (Object.keys(OPERATIONS) as (keyof typeof OPERATIONS)[]).map(binaryKernel);

/** The gradient of relu in one pass: dy where y is above 0. */
export function reluGrad(backend: SimdBackend, dy: tf.TensorInfo, y: tf.TensorInfo): tf.TensorInfo {
  const { info, address } = backend.makeOutput32(dy.shape);
  const folded = foldShapes(dy.shape, dy.shape)!;
  compute(backend, RELU_GRAD, folded, [backend.addressOf(dy), backend.addressOf(y), address]);
  return info;
}
