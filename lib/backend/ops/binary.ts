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
import { computeInLoop } from "./comparison.ts";
import { hasShape, isFloat32, type SimdKernel, simdKernel } from "./simd_kernel.ts";
import { arranged, repeatedStrides } from "./strided_copy.ts";
import { WORK_OF_EXP } from "./unary.ts";
import { WHOLE_BINARY } from "./whole_numbers.ts";

/** The operations by TensorFlow.js's names of their kernels. */
const OPERATIONS = {
  [tf.Add]: operations.ADD,
  [tf.Sub]: operations.SUB,
  [tf.Multiply]: operations.MULTIPLY,
  [tf.RealDiv]: operations.DIVIDE,
  [tf.Maximum]: operations.MAXIMUM,
  [tf.Minimum]: operations.MINIMUM,
  [tf.SquaredDifference]: operations.SQUARED_DIFFERENCE,
  [tf.Atan2]: operations.ATAN2,
  [tf.Mod]: operations.MOD,
  [tf.Pow]: operations.POW,
} as const;

/** About how many simple operations an element takes, where it is more than one. */
const WORK: Readonly<Record<number, number | undefined>> = {
  [operations.ATAN2]: WORK_OF_EXP,
  [operations.MOD]: WORK_OF_EXP,
  [operations.POW]: 3 * WORK_OF_EXP,
};

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
  const work = WORK[call.op] ?? 1;
  if (outer * middle === 1) {
    // Spelt out: spreading takes longer than adding a few numbers.
    const args = { op: call.op, a: call.a, b: call.b, y: call.y, stepA: a.inner, stepB: b.inner };
    backend.forEach("binaryRow", { count: inner, work, args, multiple: 4 });
    return;
  }
  if (isRowForEach(folded)) {
    const args = { ...call, C: inner };
    backend.forEach("binaryRows", { count: middle, work: work * inner, args });
    return;
  }
  if (COMMUTATIVE.has(call.op) && isRowForEach({ ...folded, a: b, b: a })) {
    const swapped = { ...call, a: call.b, b: call.a, C: inner };
    backend.forEach("binaryRows", { count: middle, work: work * inner, args: swapped });
    return;
  }
  backend.forEach("binaryBroadcast", {
    count: outer * middle,
    work: work * inner,
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

/** Computes an operation of two float32 tensors; `undefined` for others, and shapes that do not fit. */
export function computeFloat32(
  backend: SimdBackend,
  op: number,
  [a, b]: [tf.TensorInfo, tf.TensorInfo],
): tf.TensorInfo | undefined {
  if (!isFloat32(a, b)) return undefined;
  const folded = foldShapes(a.shape, b.shape);
  if (folded) {
    const { info, address } = backend.makeOutput32(folded.shape);
    const operands = { a: backend.addressOf(a), b: backend.addressOf(b), y: address };
    computeBinary(backend, folded, { op, ...operands });
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
}

/** Computes whole numbers, of int32 tensors alone unless something else is said. */
function computeWhole(
  backend: SimdBackend,
  kernelName: string,
  [a, b]: [tf.TensorInfo, tf.TensorInfo],
): tf.TensorInfo | undefined {
  const loop = WHOLE_BINARY[kernelName];
  return loop && computeInLoop(backend, [a, b], "int32", loop);
}

function binaryKernel(kernelName: keyof typeof OPERATIONS): SimdKernel {
  const op = OPERATIONS[kernelName];
  return simdKernel<"a" | "b", undefined>(
    kernelName,
    ({ inputs: { a, b }, backend }) =>
      a.dtype === "int32" && b.dtype === "int32"
        ? computeWhole(backend, kernelName, [a, b])
        : computeFloat32(backend, op, [a, b]),
  );
}

/** The adapters. */
export const binaryKernels: readonly SimdKernel[] =
  (Object.keys(OPERATIONS) as (keyof typeof OPERATIONS)[]).map(binaryKernel);

/** The adapter of FloorDiv, whose result is int32 also of float32. */
export const floorDiv: SimdKernel = simdKernel<"a" | "b", undefined>(
  tf.FloorDiv,
  ({ inputs: { a, b }, backend }) => computeWhole(backend, tf.FloorDiv, [a, b]),
);

/** The adapter of BitwiseAnd. */
export const bitwiseAnd: SimdKernel = simdKernel<"a" | "b", undefined>(
  tf.BitwiseAnd,
  ({ inputs: { a, b }, backend }) =>
    a.dtype === "int32" && b.dtype === "int32"
      ? computeWhole(backend, tf.BitwiseAnd, [a, b])
      : undefined,
);

/** The adapter of Prelu. */
export const prelu: SimdKernel = simdKernel<"x" | "alpha", undefined>(
  tf.Prelu,
  ({ inputs: { x, alpha }, backend }) => computeFloat32(backend, operations.PRELU, [x, alpha]),
);

/** The adapter of EluGrad. */
export const eluGrad: SimdKernel = simdKernel<"dy" | "y", undefined>(
  tf.EluGrad,
  ({ inputs: { dy, y }, backend }) =>
    hasShape(dy, y.shape) ? computeFloat32(backend, operations.ELU_GRAD, [dy, y]) : undefined,
);

/** The adapter of AddN, for two tensors or more. */
export const addN: SimdKernel = simdKernel<never, undefined>(
  tf.AddN,
  ({ inputs, backend }) => {
    const [first, second, ...others] = Object.values<tf.TensorInfo>(inputs);
    const isOneKind = second &&
      [first, second, ...others].every((x) => isFloat32(x) && hasShape(x, first.shape));
    if (!isOneKind) return undefined;
    const folded = foldShapes(first.shape, first.shape)!;
    const { info, address } = backend.makeOutput32(first.shape);
    let a = backend.addressOf(first);
    for (const x of [second, ...others]) {
      const operands = { a, b: backend.addressOf(x), y: address };
      computeBinary(backend, folded, { op: operations.ADD, ...operands });
      a = address;
    }
    return info;
  },
);
