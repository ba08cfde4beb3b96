/**
 * The sizes of a pooling or depthwise convolution, as their kernels take them.
 *
 * @module
 */
import { backend_util } from "@tensorflow/tfjs-core";

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

/** The arguments from `H` on that the kernels have in common. */
export function windowArguments(g: backend_util.Conv2DInfo): number[] {
  return [
    g.inHeight,
    g.inWidth,
    g.inChannels,
    g.outHeight,
    g.outWidth,
    g.filterHeight,
    g.filterWidth,
    g.strideHeight,
    g.strideWidth,
    g.padInfo.top,
    g.padInfo.left,
  ];
}

/** About how many operations an image takes. */
export function workOfImage(g: backend_util.Conv2DInfo): number {
  return g.outHeight * g.outWidth * g.inChannels * g.filterHeight * g.filterWidth;
}
