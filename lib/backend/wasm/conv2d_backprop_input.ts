/**
 * The gradient of a convolution for its input, which is also the transposed convolution.
 *
 * With strides s and t, and zeros where x is read outside its bounds, the convolution is
 *
 *     y[n, r, c, o] = Σ_{a, b, i} x[n, r·s + a − top, c·t + b − left, i] · filter[a, b, i, o]
 *
 * A cell x[n, h, w, i] is multiplied wherever r·s + a − top = h and c·t + b − left = w, so with dy
 * the gradient of the loss for y
 *
 *     dx[n, h, w, i] = Σ_{a, b, o} e[n, h − a + top, w − b + left, o] · filter[a, b, i, o]
 *
 * where e is dy spread out, e[n, r·s, c·t, o] = dy[n, r, c, o], and zero in between and outside.
 * Counting the filter from its end, a = F − 1 − p and b = G − 1 − q for a filter of F × G cells,
 *
 *     dx[n, h, w, i] = Σ_{p, q, o} e[n, h + p − (F − 1 − top), w + q − (G − 1 − left), o]
 *                                  · filter[F − 1 − p, G − 1 − q, i, o]
 *
 * which is a convolution with stride 1 of e, padded by F − 1 − top rows and G − 1 − left columns,
 * with the rotated filter as [p, q, o, i]. The output is as large as x.
 *
 * The zeros in and around e are multiplied as well, where the cpu backend leaves them out. So one
 * NaN or Infinity in the filter makes more cells NaN than on cpu, never fewer.
 *
 * @module
 */
import {
  Conv2DBackpropInput,
  type Conv2DBackpropInputAttrs,
  type KernelBackend,
  type KernelConfig,
  PadV2,
  Reverse,
  type TensorInfo,
  Transpose,
} from "@tensorflow/tfjs-core";
import { composeKernels, type RunKernel } from "./compose_kernels.ts";
import { convolutionInfo } from "./convolution_info.ts";
import { convolveToSize } from "./convolve_to_size.ts";

/** `Conv2DBackpropInput`, in place of the wasm package's own slow one. */
export const conv2DBackpropInputConfig: KernelConfig = {
  kernelName: Conv2DBackpropInput,
  backendName: "wasm",
  kernelFunc({ inputs, attrs, backend }) {
    const { dy, filter } = inputs as { dy: TensorInfo; filter: TensorInfo };
    const { inputShape, ...convolution } = attrs as unknown as Conv2DBackpropInputAttrs;
    const info = convolutionInfo(inputShape, filter.shape, convolution);
    return composeKernels(backend as KernelBackend, (run) => {
      const spread = spreadOut(run, dy, info.strideHeight, info.strideWidth);
      const rotated = run(Reverse, { x: filter }, { dims: [0, 1] }); // [p, q, i, o]
      const swapped = run(Transpose, { x: rotated }, { perm: [0, 1, 3, 2] }); // [p, q, o, i]
      return convolveToSize(run, spread, swapped, {
        top: info.filterHeight - 1 - info.padInfo.top,
        left: info.filterWidth - 1 - info.padInfo.left,
        height: info.inHeight,
        width: info.inWidth,
        dilations: [1, 1],
      });
    });
  },
};

/** Puts stride − 1 rows of zeros after each row of dy, and stride − 1 columns after each column. */
function spreadOut(
  run: RunKernel,
  dy: TensorInfo,
  strideHeight: number,
  strideWidth: number,
): TensorInfo {
  if (strideHeight === 1 && strideWidth === 1) return dy;
  const [batch, height, width, channels] = dy.shape;
  const cells = { ...dy, shape: [batch * height, 1, width, 1, channels] };
  const spaced = run(PadV2, { x: cells }, {
    paddings: [[0, 0], [0, strideHeight - 1], [0, 0], [0, strideWidth - 1], [0, 0]],
    constantValue: 0,
  }); // [batch · height, strideHeight, width, strideWidth, channels]
  return { ...spaced, shape: [batch, height * strideHeight, width * strideWidth, channels] };
}
