/**
 * What an adapter is: the shape logic between TensorFlow.js and a compiled kernel.
 *
 * @module
 */
import type * as tf from "@tensorflow/tfjs-core";
import type { SimdBackend } from "../simd_backend.ts";

/** What a kernel is called with: `Names` are its inputs, `Optional` those it may be called without. */
export interface KernelCall<Names extends string, Attributes, Optional extends string = never> {
  inputs: Record<Names, tf.TensorInfo> & Partial<Record<Optional, tf.TensorInfo>>;
  attrs: Attributes;
  backend: SimdBackend;
}

/** An adapter for one of TensorFlow.js's kernels. */
export interface SimdKernel {
  /** The kernel's name in TensorFlow.js. */
  readonly kernelName: string;
  /** Computes the kernel, or returns `undefined` for a case that is left to the cpu kernel. */
  readonly compute: (
    call: KernelCall<never, unknown, string>,
  ) => tf.TensorInfo | tf.TensorInfo[] | undefined;
}

/** Makes an adapter, with the types of its kernel. */
export function simdKernel<Names extends string, Attributes, Optional extends string = never>(
  kernelName: string,
  compute: (
    call: KernelCall<Names, Attributes, Optional>,
  ) => tf.TensorInfo | tf.TensorInfo[] | undefined,
): SimdKernel {
  // TensorFlow.js's registry knows no types of single kernels, and its own kernels cast like this.
  return { kernelName, compute: compute as unknown as SimdKernel["compute"] };
}

/** The number of elements of a shape. */
export function sizeOf(shape: readonly number[]): number {
  let size = 1;
  for (const length of shape) size *= length;
  return size;
}

/** Whether a shape has elements. TensorFlow.js gives windows larger than the image sizes below 0. */
export function hasElements(shape: readonly number[]): boolean {
  for (const size of shape) if (size <= 0) return false;
  return true;
}

/** Whether a tensor has exactly a shape. */
export function hasShape({ shape }: tf.TensorInfo, expected: readonly number[]): boolean {
  return shape.length === expected.length && shape.every((size, i) => size === expected[i]);
}

/** Whether a tensor is broadcast as one number for each of the last axis's `channels`. */
export function isBias(bias: tf.TensorInfo, channels: number): boolean {
  return isFloat32(bias) && sizeOf(bias.shape) === channels && bias.shape.at(-1) === channels;
}

/** Whether every tensor is float32 and has elements: the kernels assume both. */
export function isFloat32(...tensors: tf.TensorInfo[]): boolean {
  for (const { dtype, shape } of tensors) {
    if (dtype !== "float32" || !hasElements(shape)) return false;
  }
  return true;
}
