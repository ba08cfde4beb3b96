/**
 * The sizes of the convolution whose gradient is computed.
 *
 * @module
 */
import {
  backend_util,
  type Conv2DBackpropFilterAttrs,
  type Conv2DBackpropInputAttrs,
} from "@tensorflow/tfjs-core";

/** What the attributes of both gradients of a convolution say of the convolution itself. */
export type ConvolutionAttrs =
  & Omit<Conv2DBackpropFilterAttrs, "filterShape">
  & Omit<Conv2DBackpropInputAttrs, "inputShape">;

/**
 * Works out padding and sizes of a convolution from the shapes of its input and filter.
 *
 * @param inputShape `[batch, inHeight, inWidth, inChannels]`.
 * @param filterShape `[filterHeight, filterWidth, inChannels, outChannels]`.
 * @param attrs The convolution's strides, padding and data format.
 * @returns TensorFlow.js's description of the convolution.
 * @throws {RangeError} If the data format is not `NHWC`, the only one that wasm can convolve.
 */
export function convolutionInfo(
  inputShape: readonly number[],
  filterShape: readonly number[],
  { strides, pad, dataFormat, dimRoundingMode }: ConvolutionAttrs,
): backend_util.Conv2DInfo {
  if (dataFormat !== "NHWC") {
    throw new RangeError(
      "Cannot compute the gradient of a convolution: " +
        `expected data format NHWC but found ${dataFormat}`,
    );
  }
  return backend_util.computeConv2DInfo(
    inputShape as [number, number, number, number],
    filterShape as [number, number, number, number],
    strides,
    1, // TensorFlow.js has no gradient of a dilated convolution
    pad,
    dimRoundingMode,
  );
}
