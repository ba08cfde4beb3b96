/**
 * The sizes of a pooling or depthwise convolution, as their kernels take them.
 *
 * @module
 */
import { backend_util } from "@tensorflow/tfjs-core";
import type { KernelArguments } from "../compiled_kernels.ts";

/** The attributes that the pooling kernels have in common. */
export interface PoolAttributes {
  filterSize: [number, number] | number;
  strides: [number, number] | number;
  pad: "valid" | "same" | number | backend_util.ExplicitPadding;
  dimRoundingMode?: "floor" | "round" | "ceil";
}

/** Works out a pooling's sizes. */
export function poolGeometry(
  inShape: number[],
  { filterSize, strides, pad, dimRoundingMode }: PoolAttributes,
): backend_util.Conv2DInfo {
  const shape = inShape as [number, number, number, number];
  return backend_util.computePool2DInfo(shape, filterSize, strides, 1, pad, dimRoundingMode);
}

/** The arguments that the kernels with windows have in common: all but the addresses. */
export type WindowArguments = Omit<KernelArguments<"maxPool">, "x" | "y">;

/** Returns the arguments of a geometry. */
export function windowArguments(g: backend_util.Conv2DInfo): WindowArguments {
  return {
    H: g.inHeight,
    W: g.inWidth,
    C: g.inChannels,
    OH: g.outHeight,
    OW: g.outWidth,
    FH: g.filterHeight,
    FW: g.filterWidth,
    SH: g.strideHeight,
    SW: g.strideWidth,
    PT: g.padInfo.top,
    PL: g.padInfo.left,
  };
}

/** About how many operations an image takes. */
export function workOfImage(g: backend_util.Conv2DInfo): number {
  return g.outHeight * g.outWidth * g.inChannels * g.filterHeight * g.filterWidth;
}
