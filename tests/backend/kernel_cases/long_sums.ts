/**
 * Sums of many numbers of one sign, whose rounding errors grow with the numbers added one after the
 * other.
 *
 * @module
 */
import * as tf from "@tensorflow/tfjs";
import type { KernelCase, Shape4D } from "./kernel_case.ts";

/** The gradient of the filter for images of 0.7 and a dy of 1. */
function filterGradient(x: Shape4D, filter: Shape4D, kernel: string): KernelCase {
  const isDepthwise = kernel.startsWith("Depthwise");
  return {
    name: `${kernel} over ${x.join("×")} for ${filter.join("×")}`,
    kernels: [kernel],
    compute: () => {
      const convolve = isDepthwise ? tf.depthwiseConv2d : tf.conv2d;
      const images = tf.fill<tf.Rank.R4>(x, 0.7);
      return [
        tf.grad((filter) => convolve(images, filter as tf.Tensor4D, 1, "valid"))(
          tf.zeros(filter),
        ),
      ];
    },
  };
}

/** Every sum over a large image or a long sequence. */
export const LONG_SUMS: readonly KernelCase[] = [
  filterGradient([1, 256, 256, 1], [3, 3, 1, 1], "Conv2DBackpropFilter"),
  filterGradient([1, 1, 65536, 1], [1, 3, 1, 1], "Conv2DBackpropFilter"),
  filterGradient([1, 65536, 1, 1], [3, 1, 1, 1], "Conv2DBackpropFilter"),
  // in tiles
  filterGradient([1, 128, 128, 8], [3, 3, 8, 2], "Conv2DBackpropFilter"),
  filterGradient([1, 256, 256, 1], [3, 3, 1, 1], "DepthwiseConv2dNativeBackpropFilter"),
  filterGradient([1, 1, 65536, 1], [1, 3, 1, 1], "DepthwiseConv2dNativeBackpropFilter"),
  filterGradient([1, 65536, 1, 1], [3, 1, 1, 1], "DepthwiseConv2dNativeBackpropFilter"),
  ...[10_000, 1_000_000].map((length) => ({
    name: `softmax over ${length} numbers`,
    kernels: ["Softmax"],
    compute: () => {
      const scores = new Float32Array(length).fill(-1);
      scores[0] = 0;
      return [tf.softmax(tf.tensor1d(scores))];
    },
  })),
  ...[[2, 600, 600, 3], [1, 1000, 1000, 1], [1, 300, 300, 40]].map((shape) => ({
    name: `Mean over the pixels of [${shape}]`,
    kernels: ["Mean"],
    compute: () => [tf.fill(shape, 0.1).mean([1, 2]), tf.fill(shape, 0.1).mean([0, 1, 2])],
  })),
  ...([
    [1, 224, 224, 2],
    [1, 1, 65536, 1],
    [1, 65536, 1, 1],
    [1, 1024, 1024, 1],
  ] as const).map((shape) => ({
    name: `AvgPool over all of ${shape.join("×")}`,
    kernels: ["AvgPool"],
    compute: () => {
      const [, height, width] = shape;
      return [tf.avgPool(tf.fill<tf.Rank.R4>([...shape], 0.7), [height, width], 1, "valid")];
    },
  })),
  ...Object.entries({ Sum: tf.sum, Mean: tf.mean }).flatMap(([kernel, f]) =>
    [0, 1].map((axis) => ({
      name: `${kernel} over axis ${axis} of 200,000 numbers`,
      kernels: [kernel],
      compute: () => [f(tf.fill(axis === 0 ? [100_000, 2] : [2, 100_000], 0.7), axis)],
    }))
  ),
];
