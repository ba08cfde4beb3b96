/**
 * A way round a fault of the wasm package (4.22): with padding `same` and a stride larger than a
 * filter of more than one cell, its convolutions leave their output unset for some image sizes. With
 * the same padding given in rows and columns they are right.
 *
 * @module
 */
import {
  backend_util,
  type Conv2DAttrs,
  type KernelConfig,
  type TensorInfo,
} from "@tensorflow/tfjs-core";

type Shape4D = [number, number, number, number];

/**
 * Makes a convolution be told padding `same` in rows and columns.
 *
 * @param config The package's kernel of a convolution, depthwise or not.
 * @returns The kernel to register in its place.
 */
export function withExplicitPadding(config: KernelConfig): KernelConfig {
  return {
    ...config,
    kernelFunc({ inputs, attrs, backend }) {
      const { x, filter } = inputs as { x: TensorInfo; filter: TensorInfo };
      const { strides, dilations, pad } = attrs as unknown as Conv2DAttrs;
      if (pad !== "same") return config.kernelFunc({ inputs, attrs, backend });
      const { top, bottom, left, right } = backend_util.computeConv2DInfo(
        x.shape as Shape4D,
        filter.shape as Shape4D,
        strides,
        dilations,
        pad,
      ).padInfo;
      const explicit = [[0, 0], [top, bottom], [left, right], [0, 0]];
      return config.kernelFunc({ inputs, attrs: { ...attrs, pad: explicit }, backend });
    },
  };
}
