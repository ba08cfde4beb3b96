/**
 * The gradient of a convolution for its filter.
 *
 * @module
 */
import * as tf from "@tensorflow/tfjs-core";
import {
  conv2dArguments,
  type Conv2DAttributes,
  conv2dGeometry,
  padded,
  workOfPixel,
} from "./conv2d_geometry.ts";
import { withChannelsFirst } from "./layouts.ts";
import { hasShape, isFloat32, type SimdKernel, simdKernel } from "./simd_kernel.ts";
import { backpropFilterInTiles } from "./winograd.ts";

const channelsLast = simdKernel<
  "x" | "dy",
  tf.Conv2DBackpropFilterAttrs
>(tf.Conv2DBackpropFilter, ({ inputs: { x, dy }, attrs, backend }) => {
  const geometry = conv2dGeometry(x.shape, attrs.filterShape, attrs as Conv2DAttributes);
  if (!geometry || !isFloat32(x, dy) || !hasShape(dy, geometry.outShape)) return undefined;
  const { info, address, length } = backend.makeOutput32(geometry.filterShape);
  const addresses = { x: backend.addressOf(x), dy: backend.addressOf(dy), dw: address };
  if (backpropFilterInTiles(backend, geometry, addresses)) return info;
  using input = padded(backend, geometry, addresses.x);
  backend.sumInPieces("conv2dBackpropFilter", {
    count: geometry.batchSize,
    work: geometry.outHeight * geometry.outWidth * workOfPixel(geometry),
    args: { x: input.address, dy: addresses.dy, ...conv2dArguments(geometry) },
    length,
    result: address,
  });
  return info;
});

/** The adapter of Conv2DBackpropFilter. */
export const conv2dBackpropFilter: SimdKernel = withChannelsFirst(
  channelsLast,
  ["x", "dy"],
  false,
);
