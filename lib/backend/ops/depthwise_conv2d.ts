/**
 * Depthwise convolution, alone and fused, and its gradients. The kernels know one filter a channel: with
 * several, each channel comes as often as it has filters.
 *
 * @module
 */
import * as tf from "@tensorflow/tfjs-core";
import type { SimdBackend } from "../simd_backend.ts";
import { inPlace, type Scratch } from "../scratch.ts";
import { addBias } from "./binary.ts";
import {
  hasElements,
  hasShape,
  isBias,
  isFloat32,
  type SimdKernel,
  simdKernel,
} from "./simd_kernel.ts";
import { withDilations } from "./layouts.ts";
import { arranged, denseStrides } from "./strided_copy.ts";
import { activate, canActivate } from "./unary.ts";
import { windowArguments, workOfImage } from "./window_geometry.ts";

type Geometry = tf.backend_util.Conv2DInfo;

interface Attributes {
  strides: [number, number] | number;
  pad: "valid" | "same" | number | tf.backend_util.ExplicitPadding;
  dilations?: [number, number] | number | null;
  dimRoundingMode?: "floor" | "round" | "ceil";
}

/** Works out the sizes, of channels as often as they have filters; `undefined` for dilations, no output. */
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
  const applies = g.dilationHeight === 1 && g.dilationWidth === 1 && hasElements(g.outShape);
  return applies ? { ...g, inChannels: g.outChannels } : undefined;
}

/** The images, with each channel as often as it has filters. */
function forFilters(backend: SimdBackend, x: tf.TensorInfo, { inChannels }: Geometry): Scratch {
  const filters = inChannels / x.shape[3];
  if (filters === 1) return inPlace(backend.addressOf(x));
  backend.addressOf(x); // a kernel copies it
  return arranged(backend, x, [...x.shape, filters], [...denseStrides(x.shape), 0]);
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

const denseDepthwiseConv2d = simdKernel<
  "x" | "filter",
  tf.DepthwiseConv2dNativeAttrs
>(tf.DepthwiseConv2dNative, ({ inputs: { x, filter }, attrs, backend }) => {
  const g = geometryOf(x.shape, filter.shape, attrs);
  if (!g || !isFloat32(x, filter)) return undefined;
  const { info, address } = backend.makeOutput32(g.outShape);
  using input = forFilters(backend, x, g);
  convolveDepthwise(backend, g, {
    x: input.address,
    w: backend.addressOf(filter),
    y: address,
  });
  return info;
});

/** The adapter of DepthwiseConv2dNative. */
export const depthwiseConv2d: SimdKernel = withDilations(denseDepthwiseConv2d, true);

const denseFusedDepthwiseConv2d = simdKernel<
  "x" | "filter",
  tf.FusedDepthwiseConv2DAttrs & { leakyreluAlpha?: number },
  "bias"
>(tf.FusedDepthwiseConv2D, ({ inputs: { x, filter, bias }, attrs, backend }) => {
  const g = geometryOf(x.shape, filter.shape, attrs);
  if (!g || !isFloat32(x, filter) || !canActivate(attrs.activation)) return undefined;
  if (bias && !isBias(bias, g.outChannels)) return undefined;
  const { info, address, length } = backend.makeOutput32(g.outShape);
  using input = forFilters(backend, x, g);
  convolveDepthwise(backend, g, {
    x: input.address,
    w: backend.addressOf(filter),
    y: address,
  });
  if (bias) addBias(backend, address, length / g.outChannels, bias);
  activate(backend, attrs.activation, address, length, attrs.leakyreluAlpha);
  return info;
});

/** The adapter of FusedDepthwiseConv2D, for every activation but prelu. */
export const fusedDepthwiseConv2d: SimdKernel = withDilations(denseFusedDepthwiseConv2d, true);

/** The adapter of DepthwiseConv2dNativeBackpropFilter. */
export const depthwiseConv2dBackpropFilter: SimdKernel = simdKernel<
  "x" | "dy",
  tf.DepthwiseConv2dNativeBackpropFilterAttrs
>(tf.DepthwiseConv2dNativeBackpropFilter, ({ inputs: { x, dy }, attrs, backend }) => {
  const g = geometryOf(x.shape, attrs.filterShape, attrs);
  if (!g || !isFloat32(x, dy) || !hasShape(dy, g.outShape)) return undefined;
  const { info, address, length } = backend.makeOutput32(attrs.filterShape);
  using input = forFilters(backend, x, g);
  backend.sumInPieces("depthwiseConv2dBackpropFilter", {
    count: g.batchSize,
    work: workOfImage(g),
    length,
    result: address,
    args: { x: input.address, dy: backend.addressOf(dy), ...windowArguments(g) },
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
  const { info, address, length } = backend.makeOutput32(attrs.inputShape);
  const filters = filter.shape[3];
  using gradient = filters === 1 ? inPlace(address) : backend.scratch(length * filters);
  const operands = {
    dy: backend.addressOf(dy),
    w: backend.addressOf(filter),
    dx: gradient.address,
  };
  backend.forEach("depthwiseConv2dBackpropInput", {
    count: g.batchSize,
    work: workOfImage(g),
    args: { ...operands, ...windowArguments(g) },
  });
  if (filters > 1) {
    const args = { x: gradient.address, y: address, C: filters };
    backend.forEach("rowSum", { count: length, work: filters, args });
  }
  return info;
});
