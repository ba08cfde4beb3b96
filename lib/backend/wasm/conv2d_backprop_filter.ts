/**
 * The gradient of a convolution for its filter.
 *
 * With strides s and t, and zeros where x is read outside its bounds, the convolution is
 *
 *     y[n, r, c, o] = Σ_{a, b, i} x[n, r·s + a − top, c·t + b − left, i] · filter[a, b, i, o]
 *
 * Each filter cell multiplies one x for every n, r, c, so with dy the gradient of the loss for y
 *
 *     dfilter[a, b, i, o] = Σ_{n, r, c} x[n, a + r·s − top, b + c·t − left, i] · dy[n, r, c, o]
 *
 * This has the form of the first equation again, with i for the batch, n for the input channels,
 * a and b for the output cell, and r·s and c·t for the place in the filter: x as
 * [i, height, width, n] convolved with dy as [r, c, n, o], dilated by the strides. The output is
 * [i, a, b, o], as large as the filter.
 *
 * The zeros around x are multiplied as well, where the cpu backend leaves them out. So with padding
 * one NaN or Infinity in dy makes more cells NaN than on cpu, never fewer.
 *
 * @module
 */
import {
  Conv2DBackpropFilter,
  type Conv2DBackpropFilterAttrs,
  Fill,
  type KernelBackend,
  type KernelConfig,
  type TensorInfo,
  Transpose,
} from "@tensorflow/tfjs-core";
import { composeKernels } from "./compose_kernels.ts";
import { convolutionInfo } from "./convolution_info.ts";
import { convolveToSize } from "./convolve_to_size.ts";

/** `Conv2DBackpropFilter`, which the wasm package lacks. */
export const conv2DBackpropFilterConfig: KernelConfig = {
  kernelName: Conv2DBackpropFilter,
  backendName: "wasm",
  kernelFunc({ inputs, attrs, backend }) {
    const { x, dy } = inputs as { x: TensorInfo; dy: TensorInfo };
    const { filterShape, ...convolution } = attrs as unknown as Conv2DBackpropFilterAttrs;
    const info = convolutionInfo(x.shape, filterShape, convolution);
    return composeKernels(backend as KernelBackend, (run) => {
      // The convolution would have no input channels then, which the wasm package cannot compute.
      if (info.batchSize === 0) return run(Fill, {}, { shape: filterShape, value: 0 });
      const xByChannel = run(Transpose, { x }, { perm: [3, 1, 2, 0] }); // [i, height, width, n]
      const dyAsFilter = run(Transpose, { x: dy }, { perm: [1, 2, 0, 3] }); // [r, c, n, o]
      const dFilter = convolveToSize(run, xByChannel, dyAsFilter, {
        top: info.padInfo.top,
        left: info.padInfo.left,
        height: info.filterHeight,
        width: info.filterWidth,
        dilations: [info.strideHeight, info.strideWidth],
      }); // [i, a, b, o]
      return run(Transpose, { x: dFilter }, { perm: [1, 2, 0, 3] }); // [a, b, i, o]
    });
  },
};
