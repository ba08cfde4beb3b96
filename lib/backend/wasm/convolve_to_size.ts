/**
 * A convolution that is told the size of its output instead of the padding at its end.
 *
 * @module
 */
import { Conv2D, Slice, type TensorInfo } from "@tensorflow/tfjs-core";
import type { RunKernel } from "./compose_kernels.ts";

/** Where a convolution starts, how large its output is, and how far its filter reaches. */
export interface ConvolutionWindow {
  /** Rows of zeros above the input or, if negative, rows at its top to leave out. */
  top: number;
  /** Columns of zeros left of the input or, if negative, columns at its left to leave out. */
  left: number;
  /** Rows of the output. */
  height: number;
  /** Columns of the output. */
  width: number;
  /** Rows and columns from one cell of the filter to the next. */
  dilations: [number, number];
}

/**
 * Convolves with stride 1, padding or leaving out at bottom and right what the size asks for.
 *
 * @param run Runs a kernel of the wasm backend.
 * @param x The input, `[batch, inHeight, inWidth, inChannels]`.
 * @param filter The filter, `[filterHeight, filterWidth, inChannels, outChannels]`.
 * @param window Where the output lies over the input.
 * @returns The output, `[batch, height, width, outChannels]`.
 */
export function convolveToSize(
  run: RunKernel,
  x: TensorInfo,
  filter: TensorInfo,
  { top, left, height, width, dilations }: ConvolutionWindow,
): TensorInfo {
  const [batch, inHeight, inWidth] = x.shape;
  const [filterHeight, filterWidth, , outChannels] = filter.shape;
  // Stride 1 gives height = top + inHeight + bottom − (filterHeight − 1) · dilation.
  const bottom = height + (filterHeight - 1) * dilations[0] - top - inHeight;
  const right = width + (filterWidth - 1) * dilations[1] - left - inWidth;
  const output = run(Conv2D, { x, filter }, {
    strides: 1,
    pad: [
      [0, 0],
      [Math.max(top, 0), Math.max(bottom, 0)],
      [Math.max(left, 0), Math.max(right, 0)],
      [0, 0],
    ],
    dataFormat: "NHWC",
    dilations,
  });
  if (Math.min(top, bottom, left, right) >= 0) return output;
  // The kernel takes no negative padding: with stride 1, the same cells can be cut off its output.
  return run(Slice, { x: output }, {
    begin: [0, Math.max(-top, 0), Math.max(-left, 0), 0],
    size: [batch, height, width, outChannels],
  });
}
