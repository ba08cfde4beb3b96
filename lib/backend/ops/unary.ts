/**
 * Functions of one tensor, element by element.
 *
 * @module
 */
import * as tf from "@tensorflow/tfjs-core";
import type { SimdBackend } from "../simd_backend.ts";
import { isFloat32, type SimdKernel, simdKernel } from "./simd_kernel.ts";

/** The numbers of the operations in `kernels/unary.ts`. */
const OPERATIONS = {
  [tf.Relu]: 0,
  [tf.Relu6]: 1,
  [tf.Neg]: 2,
  [tf.Square]: 3,
  [tf.Sqrt]: 4,
  [tf.Rsqrt]: 5,
  [tf.Abs]: 6,
  [tf.Reciprocal]: 7,
  [tf.Step]: 8,
  [tf.Exp]: 9,
  [tf.Log]: 10,
  [tf.Sigmoid]: 11,
  [tf.Tanh]: 12,
  [tf.ClipByValue]: 13,
  [tf.LeakyRelu]: 14,
  [tf.Elu]: 15,
} as const;

const DIVIDE_BY = 16;
const FIRST_SCALAR = OPERATIONS[tf.Exp];

const parameter = new Float32Array(1);
const parameterBits = new Int32Array(parameter.buffer);

/** The bits of a float32 as an integer: kernels take their arguments as integers. */
function bitsOf(value: number): number {
  parameter[0] = value;
  return parameterBits[0];
}

/** Computes `y = f(x)` for `length` elements; both may lie at one address. */
function compute(
  backend: SimdBackend,
  operation: number,
  [x, y, length]: [x: number, y: number, length: number],
  p = 0,
  q = 0,
): void {
  // An exponential takes about 20 times as long as a multiplication.
  const work = operation >= FIRST_SCALAR ? 20 : 1;
  backend.forEach("unary", length, work, [operation, x, y, bitsOf(p), bitsOf(q)], 4);
}

/** Divides `length` numbers at an address by a number. */
export function divideBy(
  backend: SimdBackend,
  address: number,
  length: number,
  divisor: number,
): void {
  compute(backend, DIVIDE_BY, [address, address, length], divisor);
}

/** What `tf.fused` operations may end with that we compute ourselves. */
const ACTIVATIONS: Record<string, number | undefined> = {
  relu: OPERATIONS[tf.Relu],
  relu6: OPERATIONS[tf.Relu6],
  elu: OPERATIONS[tf.Elu],
  sigmoid: OPERATIONS[tf.Sigmoid],
  leakyrelu: OPERATIONS[tf.LeakyRelu],
};

/** Whether {@linkcode activate} knows the activation. */
export function canActivate(activation: string): boolean {
  return activation === "linear" || ACTIVATIONS[activation] !== undefined;
}

/** Applies the activation of a fused operation to `length` numbers at an address. */
export function activate(
  backend: SimdBackend,
  activation: string,
  address: number,
  length: number,
  leakyreluAlpha: number | undefined,
): void {
  if (activation === "linear") return;
  compute(backend, ACTIVATIONS[activation]!, [address, address, length], leakyreluAlpha);
}

type Parameters = Partial<{ alpha: number; clipValueMin: number; clipValueMax: number }>;

function unaryKernel(kernelName: keyof typeof OPERATIONS): SimdKernel {
  const operation = OPERATIONS[kernelName];
  return simdKernel<"x", Parameters | undefined>(
    kernelName,
    ({ inputs: { x }, attrs, backend }) => {
      if (!isFloat32(x)) return undefined;
      const { info, address, length } = backend.makeOutput32(x.shape);
      const p = attrs?.alpha ?? attrs?.clipValueMin;
      compute(backend, operation, [backend.addressOf(x), address, length], p, attrs?.clipValueMax);
      return info;
    },
  );
}

/** The adapters. */
export const unaryKernels: readonly SimdKernel[] =
  (Object.keys(OPERATIONS) as (keyof typeof OPERATIONS)[]).map(unaryKernel);
