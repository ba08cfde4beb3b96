/**
 * Functions of one tensor, element by element.
 *
 * @module
 */
import * as tf from "@tensorflow/tfjs-core";
import * as operations from "../kernels/shared/unary_operations.ts";
import type { SimdBackend } from "../simd_backend.ts";
import type { Numbers } from "./comparison.ts";
import { isFloat32, type SimdKernel, simdKernel } from "./simd_kernel.ts";
import { canCopy, makeTarget } from "./strided_copy.ts";
import { WHOLE_UNARY } from "./whole_numbers.ts";

/** About how many operations an exponential takes, and each function that is not one instruction. */
export const WORK_OF_EXP = 20;

/** An operation of the kernel `unary`, and about how many simple operations an element takes. */
interface UnaryOperation {
  readonly op: number;
  readonly work: number;
}

/** The operations by TensorFlow.js's names of their kernels. */
const OPERATIONS = {
  [tf.Relu]: { op: operations.RELU, work: 1 },
  [tf.Relu6]: { op: operations.RELU6, work: 1 },
  [tf.Neg]: { op: operations.NEGATE, work: 1 },
  [tf.Square]: { op: operations.SQUARE, work: 1 },
  [tf.Sqrt]: { op: operations.SQRT, work: 1 },
  [tf.Rsqrt]: { op: operations.RSQRT, work: 1 },
  [tf.Abs]: { op: operations.ABS, work: 1 },
  [tf.Reciprocal]: { op: operations.RECIPROCAL, work: 1 },
  [tf.Step]: { op: operations.STEP, work: 1 },
  [tf.Exp]: { op: operations.EXP, work: WORK_OF_EXP },
  [tf.Log]: { op: operations.LOG, work: WORK_OF_EXP },
  [tf.Sigmoid]: { op: operations.SIGMOID, work: WORK_OF_EXP },
  [tf.Tanh]: { op: operations.TANH, work: WORK_OF_EXP },
  [tf.ClipByValue]: { op: operations.CLIP, work: 1 },
  [tf.LeakyRelu]: { op: operations.LEAKY_RELU, work: 1 },
  [tf.Elu]: { op: operations.ELU, work: WORK_OF_EXP },
  [tf.Ceil]: { op: operations.CEIL, work: 1 },
  [tf.Floor]: { op: operations.FLOOR, work: 1 },
  [tf.Round]: { op: operations.ROUND, work: 1 },
  [tf.Sign]: { op: operations.SIGN, work: 1 },
  [tf.Selu]: { op: operations.SELU, work: WORK_OF_EXP },
  [tf.Softplus]: { op: operations.SOFTPLUS, work: 2 * WORK_OF_EXP },
  [tf.Expm1]: { op: operations.EXPM1, work: WORK_OF_EXP },
  [tf.Log1p]: { op: operations.LOG1P, work: WORK_OF_EXP },
  [tf.Sin]: { op: operations.SIN, work: WORK_OF_EXP },
  [tf.Cos]: { op: operations.COS, work: WORK_OF_EXP },
  [tf.Tan]: { op: operations.TAN, work: WORK_OF_EXP },
  [tf.Asin]: { op: operations.ASIN, work: WORK_OF_EXP },
  [tf.Acos]: { op: operations.ACOS, work: WORK_OF_EXP },
  [tf.Atan]: { op: operations.ATAN, work: WORK_OF_EXP },
  [tf.Sinh]: { op: operations.SINH, work: 2 * WORK_OF_EXP },
  [tf.Cosh]: { op: operations.COSH, work: 2 * WORK_OF_EXP },
  [tf.Asinh]: { op: operations.ASINH, work: 2 * WORK_OF_EXP },
  [tf.Acosh]: { op: operations.ACOSH, work: 2 * WORK_OF_EXP },
  [tf.Atanh]: { op: operations.ATANH, work: WORK_OF_EXP },
  [tf.Erf]: { op: operations.ERF, work: 2 * WORK_OF_EXP },
} as const satisfies Record<string, UnaryOperation>;

const parameter = new Float32Array(1);
const parameterBits = new Int32Array(parameter.buffer);

/** The bits of a float32 as an integer: kernels take their arguments as integers. */
export function bitsOf(value: number): number {
  parameter[0] = value;
  return parameterBits[0];
}

/** Where a function's argument and its values lie, how many they are, and the function's numbers. */
interface UnaryCall {
  x: number;
  y: number;
  length: number;
  p?: number;
  q?: number;
}

/** Computes `y = f(x)`; both may lie at one address. */
function computeUnary(
  backend: SimdBackend,
  { op, work }: UnaryOperation,
  { x, y, length, p = 0, q = 0 }: UnaryCall,
): void {
  const args = { op, x, y, p: bitsOf(p), q: bitsOf(q) };
  backend.forEach("unary", { count: length, work, args, multiple: 4 });
}

/** Divides `length` numbers at an address by a number. */
export function divideBy(
  backend: SimdBackend,
  address: number,
  length: number,
  divisor: number,
): void {
  const operation = { op: operations.DIVIDE_BY, work: 1 };
  computeUnary(backend, operation, { x: address, y: address, length, p: divisor });
}

/** What `tf.fused` operations may end with that we compute ourselves. */
const ACTIVATIONS: Readonly<Record<string, UnaryOperation | undefined>> = {
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
  const call = { x: address, y: address, length, p: leakyreluAlpha };
  computeUnary(backend, ACTIVATIONS[activation]!, call);
}

type Parameters = Partial<{ alpha: number; clipValueMin: number; clipValueMax: number }>;

function unaryKernel([kernelName, operation]: [string, UnaryOperation]): SimdKernel {
  return simdKernel<"x", Parameters | undefined>(
    kernelName,
    ({ inputs: { x }, attrs, backend }) => {
      const loop = WHOLE_UNARY[kernelName];
      if (loop && x.dtype === "int32" && canCopy(x)) {
        const { info, values } = makeTarget(backend, x.shape, "int32");
        loop(backend.data.get(x.dataId).values as Numbers, values as Int32Array);
        return info;
      }
      if (!isFloat32(x)) return undefined;
      const { info, address, length } = backend.makeOutput32(x.shape);
      const p = attrs?.alpha ?? attrs?.clipValueMin;
      const call = { x: backend.addressOf(x), y: address, length, p, q: attrs?.clipValueMax };
      computeUnary(backend, operation, call);
      return info;
    },
  );
}

/** The adapters. */
export const unaryKernels: readonly SimdKernel[] = Object.entries(OPERATIONS).map(unaryKernel);
