/**
 * Depthwise convolution with one filter a channel, alone and fused, and its gradients.
 *
 * @module
 */
import * as tf from "@tensorflow/tfjs-core";
import type { SimdBackend } from "../simd_backend.ts";
import { addBias } from "./binary.ts";
import {
  hasElements,
  hasShape,
  isBias,
  isFloat32,
  type SimdKernel,
  simdKernel,
} from "./simd_kernel.ts";
import { activate, canActivate } from "./unary.ts";
import { windowArguments, workOfImage } from "./window_geometry.ts";

type Geometry = tf.backend_util.Conv2DInfo;

interface Attributes {
  strides: [number, number] | number;
  pad: "valid" | "same" | number | tf.backend_util.ExplicitPadding;
  dilations?: [number, number] | number | null;
  dimRoundingMode?: "floor" | "round" | "ceil";
}

/** Works out the sizes; `undefined` for dilations, several filters a channel, no output. */
function geometryOf(
  inShape: number[],
  filterShape: number[],
  { strides, pad, dilations, dimRoundingMode }: Attributes,
): Geometry | undefined {
  const g = tf.backend_util.computeConv2DInfo(
    inShape as [number, number, number, number],
    filterShape as [number, number, number, number],
    strides,
    dilations ?? 1, // may be null
    pad,
    dimRoundingMode,
    true,
  );
  const applies = g.dilationHeight === 1 && g.dilationWidth === 1 && filterShape[3] === 1 &&
    hasElements(g.outShape);
  return applies ? g : undefined;
}

function convolveDepthwise(
  backend: SimdBackend,
  g: Geometry,
  operands: { x: number; w: number; y: number },
): void {
  backend.forEach("depthwiseConv2d", {
    count: g.batchSize,
    work: workOfImage(g),
    args: { ...operands, ...windowArguments(g) },
  });
}

/** The adapter of DepthwiseConv2dNative. */
export const depthwiseConv2d: SimdKernel = simdKernel<
  "x" | "filter",
  tf.DepthwiseConv2dNativeAttrs
>(tf.DepthwiseConv2dNative, ({ inputs: { x, filter }, attrs, backend }) => {
  const g = geometryOf(x.shape, filter.shape, attrs);
  if (!g || !isFloat32(x, filter)) return undefined;
  const { info, address } = backend.makeOutput32(g.outShape);
  convolveDepthwise(backend, g, {
    x: backend.addressOf(x),
    w: backend.addressOf(filter),
    y: address,
  });
  return info;
});

/** The adapter of FusedDepthwiseConv2D, for every activation but prelu. */
export const fusedDepthwiseConv2d: SimdKernel = simdKernel<
  "x" | "filter",
  tf.FusedDepthwiseConv2DAttrs & { leakyreluAlpha?: number },
  "bias"
>(tf.FusedDepthwiseConv2D, ({ inputs: { x, filter, bias }, attrs, backend }) => {
  const g = geometryOf(x.shape, filter.shape, attrs);
  if (!g || !isFloat32(x, filter) || !canActivate(attrs.activation)) return undefined;
  if (bias && !isBias(bias, g.outChannels)) return undefined;
  const { info, address, length } = backend.makeOutput32(g.outShape);
  convolveDepthwise(backend, g, {
    x: backend.addressOf(x),
    w: backend.addressOf(filter),
    y: address,
  });
  if (bias) addBias(backend, address, length / g.outChannels, bias);
  activate(backend, attrs.activation, address, length, attrs.leakyreluAlpha);
  return info;
});

/** The adapter of DepthwiseConv2dNativeBackpropFilter. */
export const depthwiseConv2dBackpropFilter: SimdKernel = simdKernel<
  "x" | "dy",
  tf.DepthwiseConv2dNativeBackpropFilterAttrs
>(tf.DepthwiseConv2dNativeBackpropFilter, ({ inputs: { x, dy }, attrs, backend }) => {
  const g = geometryOf(x.shape, attrs.filterShape, attrs);
  if (!g || !isFloat32(x, dy) || !hasShape(dy, g.outShape)) return undefined;
  const { info, address, length } = backend.makeOutput32(attrs.filterShape);
  backend.sumInPieces("depthwiseConv2dBackpropFilter", {
    count: g.batchSize,
    work: workOfImage(g),
    length,
    result: address,
    args: { x: backend.addressOf(x), dy: backend.addressOf(dy), ...windowArguments(g) },
  });
  return info;
});

/** The adapter of DepthwiseConv2dNativeBackpropInput. */
export const depthwiseConv2dBackpropInput: SimdKernel = simdKernel<
  "dy" | "filter",
  tf.DepthwiseConv2dNativeBackpropInputAttrs
>(tf.DepthwiseConv2dNativeBackpropInput, ({ inputs: { dy, filter }, attrs, backend }) => {
  const g = geometryOf(attrs.inputShape, filter.shape, attrs);
  if (!g || !isFloat32(dy, filter) || !hasShape(dy, g.outShape)) return undefined;
  const { info, address } = backend.makeOutput32(attrs.inputShape);
  const operands = { dy: backend.addressOf(dy), w: backend.addressOf(filter), dx: address };
  backend.forEach("depthwiseConv2dBackpropInput", {
    count: g.batchSize,
    work: workOfImage(g),
    args: { ...operands, ...windowArguments(g) },
  });
  return info;
});
