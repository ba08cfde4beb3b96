/**
 * Gradients of a dy that has another shape than the forward pass gives: only a program that calls
 * kernels itself, or a transposed convolution into any shape, has one. They are left to cpu.
 *
 * @module
 */
import * as tf from "@tensorflow/tfjs";
import { seededNormal } from "../run_on.ts";

function callWithDy(
  kernel: string,
  shapes: Record<string, number[]>,
  attributes: tf.NamedAttrMap,
): { name: string; compute: () => tf.Tensor } {
  return {
    name: `${kernel} of a dy [${shapes.dy}]`,
    compute: () => {
      const inputs: tf.NamedTensorMap = {};
      for (const [name, shape] of Object.entries(shapes)) {
        inputs[name] = seededNormal(shape as [number], 1);
      }
      const attrs = { strides: 1, pad: "valid", dataFormat: "NHWC", dilations: 1, ...attributes };
      return tf.engine().runKernel(kernel, inputs, attrs);
    },
  };
}

/** Those that the cpu kernel refuses. */
export const DY_REFUSED = [
  callWithDy(
    "Conv2DBackpropFilter",
    { x: [1, 6, 6, 2], dy: [1, 3, 3, 3] },
    { filterShape: [3, 3, 2, 3] },
  ),
  callWithDy(
    "DepthwiseConv2dNativeBackpropFilter",
    { x: [1, 6, 6, 2], dy: [1, 3, 3, 2] },
    { filterShape: [3, 3, 2, 1] },
  ),
  callWithDy("AvgPoolGrad", { input: [1, 6, 6, 2], dy: [1, 2, 2, 2] }, { filterSize: 3 }),
  callWithDy(
    "MaxPoolGrad",
    { input: [1, 6, 6, 2], output: [1, 4, 4, 2], dy: [1, 2, 2, 2] },
    { filterSize: 3 },
  ),
];

/** Those that the cpu kernel computes, whatever they mean. */
export const DY_NOT_REFUSED = [
  callWithDy(
    "Conv2DBackpropInput",
    { filter: [3, 3, 2, 3], dy: [1, 3, 3, 3] },
    { inputShape: [1, 6, 6, 2] },
  ),
  callWithDy(
    "DepthwiseConv2dNativeBackpropInput",
    { filter: [3, 3, 2, 1], dy: [1, 3, 3, 2] },
    { inputShape: [1, 6, 6, 2] },
  ),
  {
    name: "conv2dTranspose into a shape that does not give dy's",
    compute: () =>
      tf.conv2dTranspose(
        seededNormal<tf.Rank.R4>([2, 3, 3, 4], 1),
        seededNormal<tf.Rank.R4>([3, 3, 2, 4], 2),
        [2, 7, 7, 2],
        2,
        "same",
      ),
  },
];
