/**
 * Convolution, alone and fused with bias and activation.
 *
 * @module
 */
import * as tf from "@tensorflow/tfjs-core";
import { TILE_ROWS } from "../kernels/shared/layout.ts";
import type { SimdBackend } from "../simd_backend.ts";
import {
  conv2dArguments,
  type Conv2DAttributes,
  type Conv2DGeometry,
  conv2dGeometry,
  type Conv2DOperands,
  padded,
  workOfPixel,
} from "./conv2d_geometry.ts";
import { withChannelsFirst, withDilations } from "./layouts.ts";
import { packed } from "./panels.ts";
import { isBias, isFloat32, type SimdKernel, simdKernel } from "./simd_kernel.ts";
import { activate, canActivate } from "./unary.ts";
import { convolveInTiles } from "./winograd.ts";

/** Computes a convolution with an optional bias and relu. */
function convolve(
  backend: SimdBackend,
  g: Conv2DGeometry,
  operands: Conv2DOperands,
  relu: boolean,
): void {
  if (convolveInTiles(backend, g, operands, { relu })) return;
  const { x, filter, bias, y } = operands;
  const rows = g.filterHeight * g.filterWidth * g.inChannels;
  using input = padded(backend, g, x);
  using panels = packed(backend, { address: filter, rows, columns: g.outChannels, bias });
  backend.forEach("conv2d", {
    count: g.batchSize * g.outHeight * g.outWidth,
    work: workOfPixel(g),
    args: {
      x: input.address,
      panels: panels.address,
      y,
      ...conv2dArguments(g),
      relu: Number(relu),
    },
    multiple: TILE_ROWS,
  });
}

const denseConv2d = simdKernel<"x" | "filter", tf.Conv2DAttrs>(
  tf.Conv2D,
  ({ inputs: { x, filter }, attrs, backend }) => {
    const geometry = conv2dGeometry(x.shape, filter.shape, attrs as Conv2DAttributes);
    if (!geometry || !isFloat32(x, filter)) return undefined;
    const { info, address } = backend.makeOutput32(geometry.outShape);
    const operands = { x: backend.addressOf(x), filter: backend.addressOf(filter), bias: 0 };
    convolve(backend, geometry, { ...operands, y: address }, false);
    return info;
  },
);

/** The adapter of Conv2D. */
export const conv2d: SimdKernel = withChannelsFirst(withDilations(denseConv2d, false), ["x"], true);

const denseFusedConv2d = simdKernel<"x" | "filter", tf.FusedConv2DAttrs, "bias">(
  tf.FusedConv2D,
  ({ inputs: { x, filter, bias }, attrs, backend }) => {
    const { activation, leakyreluAlpha } = attrs;
    const geometry = conv2dGeometry(x.shape, filter.shape, attrs as Conv2DAttributes);
    if (!geometry || !isFloat32(x, filter) || !canActivate(activation)) return undefined;
    if (bias && !isBias(bias, geometry.outChannels)) return undefined;
    const { info, address, length } = backend.makeOutput32(geometry.outShape);
    const relu = activation === "relu";
    const operands = {
      x: backend.addressOf(x),
      filter: backend.addressOf(filter),
      bias: bias ? backend.addressOf(bias) : 0,
      y: address,
    };
    convolve(backend, geometry, operands, relu);
    if (!relu) activate(backend, activation, address, length, leakyreluAlpha);
    return info;
  },
);

/** The adapter of FusedConv2D, for every activation but prelu. */
export const fusedConv2d: SimdKernel = withDilations(denseFusedConv2d, false);
