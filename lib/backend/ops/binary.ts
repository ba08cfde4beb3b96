/**
 * Functions of two tensors, element by element, with broadcasting.
 *
 * @module
 */
import * as tf from "@tensorflow/tfjs-core";
import * as operations from "../kernels/shared/binary_operations.ts";
import type { SimdBackend } from "../simd_backend.ts";
import { canBroadcast, type FoldedShapes, foldShapes } from "./broadcast.ts";
import { inPlace, type Scratch } from "../scratch.ts";
import { isFloat32, type SimdKernel, simdKernel } from "./simd_kernel.ts";
import { arranged, repeatedStrides } from "./strided_copy.ts";

/** The operations by TensorFlow.js's names of their kernels. */
const OPERATIONS = {
  [tf.Add]: operations.ADD,
  [tf.Sub]: operations.SUB,
  [tf.Multiply]: operations.MULTIPLY,
  [tf.RealDiv]: operations.DIVIDE,
  [tf.Maximum]: operations.MAXIMUM,
  [tf.Minimum]: operations.MINIMUM,
  [tf.SquaredDifference]: operations.SQUARED_DIFFERENCE,
} as const;

/** Those with a ∘ b = b ∘ a. */
const COMMUTATIVE: ReadonlySet<number> = new Set([
  operations.ADD,
  operations.MULTIPLY,
  operations.MAXIMUM,
  operations.MINIMUM,
  operations.SQUARED_DIFFERENCE,
]);

/** Whether an operand is a row [inner] for a result of [middle, inner], and the other is not. */
function isRowForEach({ outer, inner, a, b }: FoldedShapes): boolean {
  return outer === 1 && a.inner === 1 && a.middle === inner && b.inner === 1 && b.middle === 0;
}

/** An operation and the addresses of its operands and its result. */
interface BinaryCall {
  op: number;
  a: number;
  b: number;
  y: number;
}

/** Computes `y = a ∘ b`; `y` may lie where `a` does if it has its shape. */
function computeBinary(backend: SimdBackend, folded: FoldedShapes, call: BinaryCall): void {
  const { outer, middle, inner, a, b } = folded;
  if (outer * middle === 1) {
    // Spelt out: spreading takes longer than adding a few numbers.
    const args = { op: call.op, a: call.a, b: call.b, y: call.y, stepA: a.inner, stepB: b.inner };
    backend.forEach("binaryRow", { count: inner, work: 1, args, multiple: 4 });
    return;
  }
  if (isRowForEach(folded)) {
    backend.forEach("binaryRows", { count: middle, work: inner, args: { ...call, C: inner } });
    return;
  }
  if (COMMUTATIVE.has(call.op) && isRowForEach({ ...folded, a: b, b: a })) {
    const swapped = { ...call, a: call.b, b: call.a, C: inner };
    backend.forEach("binaryRows", { count: middle, work: inner, args: swapped });
    return;
  }
  backend.forEach("binaryBroadcast", {
    count: outer * middle,
    work: inner,
    args: {
      ...call,
      middle,
      inner,
      outerA: a.outer,
      middleA: a.middle,
      innerA: a.inner,
      outerB: b.outer,
      middleB: b.middle,
      innerB: b.inner,
    },
  });
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
  computeBinary(backend, folded, {
    op: operations.ADD,
    a: address,
    b: backend.addressOf(bias),
    y: address,
  });
}

/** A tensor as often as a shape says that it is broadcast to. */
function repeated(backend: SimdBackend, x: tf.TensorInfo, shape: number[]): Scratch {
  if (tf.util.arraysEqual(x.shape, shape)) return inPlace(backend.addressOf(x));
  return arranged(backend, x, shape, repeatedStrides(x.shape, shape));
}

function binaryKernel(kernelName: keyof typeof OPERATIONS): SimdKernel {
  const op = OPERATIONS[kernelName];
  return simdKernel<"a" | "b", undefined>(kernelName, ({ inputs: { a, b }, backend }) => {
    if (!isFloat32(a, b)) return undefined;
    const folded = foldShapes(a.shape, b.shape);
    if (folded) {
      const { info, address } = backend.makeOutput32(folded.shape);
      const call = { op, a: backend.addressOf(a), b: backend.addressOf(b), y: address };
      computeBinary(backend, folded, call);
      return info;
    }
    // The cpu kernel says what is wrong with shapes that do not fit.
    if (!canBroadcast(a.shape, b.shape)) return undefined;
    const shape = tf.broadcast_util.assertAndGetBroadcastShape(a.shape, b.shape);
    const { info, address } = backend.makeOutput32(shape);
    using left = repeated(backend, a, shape);
    using right = repeated(backend, b, shape);
    const operands = { a: left.address, b: right.address, y: address };
    computeBinary(backend, foldShapes(shape, shape)!, { op, ...operands });
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
  const operands = { a: backend.addressOf(dy), b: backend.addressOf(y), y: address };
  computeBinary(backend, folded, { op: operations.RELU_GRAD, ...operands });
  return info;
}
