/**
 * The gradient of a convolution for its input, which is also the transposed convolution.
 *
 * @module
 */
import * as tf from "@tensorflow/tfjs-core";
import {
  conv2dArguments,
  type Conv2DAttributes,
  conv2dGeometry,
  withoutPadding,
  workOfPixel,
} from "./conv2d_geometry.ts";
import { hasShape, isFloat32, type SimdKernel, simdKernel } from "./simd_kernel.ts";

/** How many lanes a panel of the packed filter has: see `kernels/pack_input_panels.ts`. */
const PANEL_LANES = 20;

/** The adapter of Conv2DBackpropInput. */
export const conv2dBackpropInput: SimdKernel = simdKernel<
  "dy" | "filter",
  tf.Conv2DBackpropInputAttrs
>(tf.Conv2DBackpropInput, ({ inputs: { dy, filter }, attrs, backend }) => {
  const geometry = conv2dGeometry(attrs.inputShape, filter.shape, attrs as Conv2DAttributes);
  // The caller of a transposed convolution may give any shape for its result.
  if (!geometry || !isFloat32(dy, filter) || !hasShape(dy, geometry.outShape)) return undefined;
  const { batchSize, filterHeight, outHeight, outWidth, outChannels } = geometry;
  const q = geometry.filterWidth * geometry.inChannels;
  const panelsLength = filterHeight * Math.ceil(q / PANEL_LANES) * PANEL_LANES * outChannels;
  const { info, address } = backend.makeOutput32(geometry.inShape);
  withoutPadding(backend, geometry, address, (padded) => {
    backend.withScratch(panelsLength, (panels) => {
      const packArguments = [backend.addressOf(filter), panels, q, outChannels];
      backend.forEach("packInputPanels", filterHeight, q * outChannels, packArguments);
      const args = [backend.addressOf(dy), panels, padded, ...conv2dArguments(geometry)];
      const work = outHeight * outWidth * workOfPixel(geometry);
      backend.forEach("conv2dBackpropInput", batchSize, work, args);
    });
  });
  return info;
});
