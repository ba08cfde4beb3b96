/**
 * The gradient of a convolution for its input, which is also the transposed convolution.
 *
 * @module
 */
import * as tf from "@tensorflow/tfjs-core";
import { INPUT_PANEL_COLUMNS } from "../kernels/shared/layout.ts";
import type { SimdBackend } from "../simd_backend.ts";
import {
  conv2dArguments,
  type Conv2DAttributes,
  type Conv2DGeometry,
  conv2dGeometry,
  crop,
  frameFor,
  inputGradientGeometry,
  workOfPixel,
} from "./conv2d_geometry.ts";
import { withChannelsFirst } from "./layouts.ts";
import { hasShape, isFloat32, type SimdKernel, simdKernel } from "./simd_kernel.ts";
import { convolveInTiles } from "./winograd.ts";

/** Where the tensors lie. */
interface Addresses {
  dy: number;
  filter: number;
  dx: number;
}

/** Computes every dx from the dy that it has gone into, and returns whether it did. */
function convolveGradient(
  backend: SimdBackend,
  g: Conv2DGeometry,
  { dy, filter, dx }: Addresses,
): boolean {
  const gradient = inputGradientGeometry(g);
  const operands = { x: dy, filter, bias: 0, y: dx };
  return gradient !== undefined && convolveInTiles(backend, gradient, operands, { rotated: true });
}

/** Adds every dy, times the filter, to the dx that it comes from. */
function scatterGradient(
  backend: SimdBackend,
  g: Conv2DGeometry,
  { dy, filter, dx }: Addresses,
): void {
  const { batchSize, filterHeight, outHeight, outWidth, outChannels } = g;
  const q = g.filterWidth * g.inChannels;
  const columns = Math.ceil(q / INPUT_PANEL_COLUMNS) * INPUT_PANEL_COLUMNS;
  const panelsLength = filterHeight * columns * outChannels;
  using frame = frameFor(backend, g, dx);
  using panels = backend.scratch(panelsLength);
  backend.forEach("packInputPanels", {
    count: filterHeight,
    work: q * outChannels,
    args: { w: filter, panels: panels.address, Q: q, O: outChannels },
  });
  backend.forEach("conv2dBackpropInput", {
    count: batchSize,
    work: outHeight * outWidth * workOfPixel(g),
    args: { dy, panels: panels.address, dx: frame.address, ...conv2dArguments(g) },
  });
  crop(backend, g, frame, dx);
}

const channelsLast = simdKernel<
  "dy" | "filter",
  tf.Conv2DBackpropInputAttrs
>(tf.Conv2DBackpropInput, ({ inputs: { dy, filter }, attrs, backend }) => {
  const geometry = conv2dGeometry(attrs.inputShape, filter.shape, attrs as Conv2DAttributes);
  // The caller of a transposed convolution may give any shape for its result.
  if (!geometry || !isFloat32(dy, filter) || !hasShape(dy, geometry.outShape)) return undefined;
  const { info, address } = backend.makeOutput32(geometry.inShape);
  const operands = { dy: backend.addressOf(dy), filter: backend.addressOf(filter), dx: address };
  if (!convolveGradient(backend, geometry, operands)) scatterGradient(backend, geometry, operands);
  return info;
});

/** The adapter of Conv2DBackpropInput. */
export const conv2dBackpropInput: SimdKernel = withChannelsFirst(channelsLast, ["dy"], true);
