/**
 * The sizes of a convolution, as its kernels take them.
 *
 * @module
 */
import { backend_util } from "@tensorflow/tfjs-core";
import type { KernelArguments } from "../compiled_kernels.ts";
import { inPlace, type Scratch } from "../scratch.ts";
import type { SimdBackend } from "../simd_backend.ts";
import { hasElements } from "./simd_kernel.ts";

type Conv2DInfo = backend_util.Conv2DInfo;

/** A convolution that the kernels can compute. */
export interface Conv2DGeometry extends Conv2DInfo {
  /** The height of the input with its padding. */
  paddedHeight: number;
  /** The width of the input with its padding. */
  paddedWidth: number;
}

/** The addresses of a convolution's tensors. */
export interface Conv2DOperands {
  x: number;
  filter: number;
  /** 0 for none. */
  bias: number;
  y: number;
}

/** The attributes that the convolution kernels have in common. */
export interface Conv2DAttributes {
  strides: [number, number] | number;
  pad: Conv2DPad;
  dataFormat: "NHWC" | "NCHW";
  dilations?: [number, number] | number;
  dimRoundingMode?: "floor" | "round" | "ceil";
}

type Conv2DPad = "valid" | "same" | number | backend_util.ExplicitPadding;

/**
 * Works out a convolution's sizes.
 *
 * @returns `undefined` where the kernels do not apply: dilations, NCHW, padding that cuts pixels off,
 * no output.
 */
export function conv2dGeometry(
  inShape: number[],
  filterShape: number[],
  { strides, pad, dataFormat, dilations = 1, dimRoundingMode }: Conv2DAttributes,
): Conv2DGeometry | undefined {
  const info = backend_util.computeConv2DInfo(
    inShape as [number, number, number, number],
    filterShape as [number, number, number, number],
    strides,
    dilations,
    pad,
    dimRoundingMode,
    false,
    backend_util.convertConv2DDataFormat(dataFormat),
  );
  const { padInfo, inHeight, inWidth } = info;
  const pads = [padInfo.top, padInfo.bottom, padInfo.left, padInfo.right];
  const applies = info.dataFormat === "channelsLast" && info.dilationHeight === 1 &&
    info.dilationWidth === 1 && pads.every((pad) => Number.isInteger(pad) && pad >= 0) &&
    hasElements(info.outShape);
  if (!applies) return undefined;
  const lastRow = (info.outHeight - 1) * info.strideHeight + info.filterHeight;
  const lastColumn = (info.outWidth - 1) * info.strideWidth + info.filterWidth;
  return {
    ...info,
    paddedHeight: Math.max(inHeight + padInfo.top + padInfo.bottom, lastRow),
    paddedWidth: Math.max(inWidth + padInfo.left + padInfo.right, lastColumn),
  };
}

/**
 * The sizes of the convolution that computes the gradient for the input: of dy, padded with zeros,
 * with the rotated filter.
 *
 * @returns `undefined` where that is not a convolution: strides, or padding wider than the filter.
 */
export function inputGradientGeometry(g: Conv2DGeometry): Conv2DGeometry | undefined {
  const top = g.filterHeight - 1 - g.padInfo.top, left = g.filterWidth - 1 - g.padInfo.left;
  const paddedHeight = g.inHeight + g.filterHeight - 1;
  const paddedWidth = g.inWidth + g.filterWidth - 1;
  const applies = g.strideHeight === 1 && g.strideWidth === 1 && top >= 0 && left >= 0 &&
    top + g.outHeight <= paddedHeight && left + g.outWidth <= paddedWidth;
  if (!applies) return undefined;
  return {
    ...g,
    inShape: g.outShape,
    inHeight: g.outHeight,
    inWidth: g.outWidth,
    inChannels: g.outChannels,
    outShape: g.inShape,
    outHeight: g.inHeight,
    outWidth: g.inWidth,
    outChannels: g.inChannels,
    padInfo: { ...g.padInfo, top, left },
    paddedHeight,
    paddedWidth,
  };
}

/** The arguments that the convolution kernels have in common: all but the addresses. */
export type Conv2DArguments = Omit<KernelArguments<"conv2dBackpropInput">, "dy" | "panels" | "dx">;

/** Returns the arguments of a geometry. */
export function conv2dArguments(g: Conv2DGeometry): Conv2DArguments {
  return {
    H: g.paddedHeight,
    W: g.paddedWidth,
    C: g.inChannels,
    FH: g.filterHeight,
    Q: g.filterWidth * g.inChannels,
    OH: g.outHeight,
    OW: g.outWidth,
    O: g.outChannels,
    SH: g.strideHeight,
    SW: g.strideWidth,
  };
}

/** About how many operations an output pixel takes. */
export function workOfPixel(g: Conv2DGeometry): number {
  return g.filterHeight * g.filterWidth * g.inChannels * g.outChannels / 4;
}

/** The arguments of the kernels `pad` and `crop`: x without and y with padding. */
function frameArguments(g: Conv2DGeometry, x: number, y: number): KernelArguments<"pad" | "crop"> {
  return {
    x,
    y,
    H: g.inHeight,
    L: g.inWidth * g.inChannels,
    PH: g.paddedHeight,
    PL: g.paddedWidth * g.inChannels,
    top: g.padInfo.top,
    left: g.padInfo.left * g.inChannels,
  };
}

function isPadded(g: Conv2DGeometry): boolean {
  return g.paddedHeight !== g.inHeight || g.paddedWidth !== g.inWidth;
}

function frameLength(g: Conv2DGeometry): number {
  return g.batchSize * g.paddedHeight * g.paddedWidth * g.inChannels;
}

/** Pads `x` [batch, height, width, channels] at an address, where the convolution has padding. */
export function padded(backend: SimdBackend, g: Conv2DGeometry, x: number): Scratch {
  if (!isPadded(g)) return inPlace(x);
  return backend.scratch(frameLength(g), (frame) =>
    backend.forEach("pad", {
      count: g.batchSize,
      work: frameLength(g) / g.batchSize,
      args: frameArguments(g, x, frame),
    }));
}

/** Finds a place for the gradient of a padded `x`, to be {@linkcode crop}ped into `dx`. */
export function frameFor(backend: SimdBackend, g: Conv2DGeometry, dx: number): Scratch {
  return isPadded(g) ? backend.scratch(frameLength(g)) : inPlace(dx);
}

/** Cuts the padding off what {@linkcode frameFor} has found a place for. */
export function crop(backend: SimdBackend, g: Conv2DGeometry, frame: Scratch, dx: number): void {
  if (!isPadded(g)) return;
  backend.forEach("crop", {
    count: g.batchSize,
    work: frameLength(g) / g.batchSize,
    args: frameArguments(g, dx, frame.address),
  });
}
