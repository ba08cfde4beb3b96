/**
 * Transposing.
 *
 * @module
 */
import * as tf from "@tensorflow/tfjs-core";
import type { KernelArguments } from "../compiled_kernels.ts";
import { TRANSPOSE_COLUMNS } from "../kernels/shared/layout.ts";
import type { SimdBackend } from "../simd_backend.ts";
import { isFloat32, type SimdKernel, simdKernel } from "./simd_kernel.ts";
import { canCopy, copyStrided, denseStrides, makeTarget } from "./strided_copy.ts";

/** Computes y [C, R] of x [R, C]. */
export function transposeMatrix(backend: SimdBackend, args: KernelArguments<"transpose">): void {
  const { R: rows, C: columns } = args;
  backend.forEach("transpose", { count: columns, work: rows, args, multiple: TRANSPOSE_COLUMNS });
}

/** Whether the numbers stay where they are: only axes of one place change places with others. */
function isInOrder(perm: readonly number[], shape: readonly number[]): boolean {
  const long = perm.filter((axis) => shape[axis] > 1);
  return long.every((axis, i) => i === 0 || long[i - 1] < axis);
}

/** The adapter of Transpose. */
export const transpose: SimdKernel = simdKernel<"x", tf.TransposeAttrs>(
  tf.Transpose,
  ({ inputs: { x }, attrs: { perm }, backend }) => {
    if (!canCopy(x)) return undefined;
    const shape = perm.map((axis) => x.shape[axis]);
    if (isInOrder(perm, x.shape)) {
      backend.incRef(x.dataId);
      return { dataId: x.dataId, shape, dtype: x.dtype };
    }
    if (isFloat32(x) && shape.length === 2 && perm[0] === 1) {
      const [rows, columns] = x.shape;
      const { info, address } = backend.makeOutput32(shape);
      transposeMatrix(backend, { x: backend.addressOf(x), y: address, R: rows, C: columns });
      return info;
    }
    const strides = denseStrides(x.shape);
    const target = makeTarget(backend, shape, x.dtype);
    copyStrided(backend, x, target, {
      sizes: shape,
      from: { offset: 0, strides: perm.map((axis) => strides[axis]) },
      to: { offset: 0, strides: denseStrides(shape) },
    });
    return target.info;
  },
);
