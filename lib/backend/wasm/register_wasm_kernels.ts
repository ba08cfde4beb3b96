/**
 * What we add to the wasm package's kernels and what we put in the place of some.
 *
 * @module
 */
import "@tensorflow/tfjs-backend-wasm";
import {
  Conv2D,
  DepthwiseConv2dNative,
  FusedConv2D,
  FusedDepthwiseConv2D,
  getKernel,
  type KernelConfig,
  registerKernel,
  unregisterKernel,
} from "@tensorflow/tfjs-core";
import { conv2DBackpropFilterConfig } from "./conv2d_backprop_filter.ts";
import { conv2DBackpropInputConfig } from "./conv2d_backprop_input.ts";
import { withExplicitPadding } from "./explicit_padding.ts";

const CONVOLUTIONS = [Conv2D, FusedConv2D, DepthwiseConv2dNative, FusedDepthwiseConv2D];

/** Registers our kernels with the wasm backend. To be called once. */
export function registerWasmKernels(): void {
  registerKernel(conv2DBackpropFilterConfig);
  replaceKernel(conv2DBackpropInputConfig);
  for (const kernelName of CONVOLUTIONS) {
    replaceKernel(withExplicitPadding(getKernel(kernelName, "wasm")));
  }
}

/** Registers a kernel for one that the package has, which by itself would print a warning. */
function replaceKernel(config: KernelConfig): void {
  unregisterKernel(config.kernelName, config.backendName);
  registerKernel(config);
}
