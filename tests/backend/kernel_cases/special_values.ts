/**
 * Values that are not finite, and others at the ends of float32.
 *
 * @module
 */
import * as tf from "@tensorflow/tfjs";
import { seededNormal, withGradients } from "../run_on.ts";
import { BINARY, UNARY } from "./elementwise.ts";
import type { KernelCase, Shape4D } from "./kernel_case.ts";

const SPECIAL = [NaN, Infinity, -Infinity, 0, -0, 1, -1, 3e38, 1e-40];

/** Each function with NaN, Infinity and the like. */
export const special: KernelCase[] = [
  ...Object.entries(UNARY).filter(([kernel]) => kernel !== "Step").map(([kernel, [f]]) => ({
    name: `${kernel} of NaN, Infinity and the like`,
    kernels: [kernel],
    compute: () => [f(tf.tensor1d(SPECIAL))],
  })),
  ...Object.entries(BINARY).map(([kernel, f]) => ({
    name: `${kernel} of NaN, Infinity and the like`,
    kernels: [kernel],
    compute: () => [f(tf.tensor2d(SPECIAL, [9, 1]), tf.tensor1d(SPECIAL))],
  })),
  ...["x", "filter"].flatMap((place) =>
    [NaN, Infinity].map((bad) => ({
      name: `conv2d with ${bad} in ${place}`,
      kernels: ["Conv2D"],
      compute: () => {
        const values = (name: string, shape: Shape4D) => {
          const data = seededNormal(shape, 4).dataSync<"float32">().map(Math.abs);
          if (name === place) data[1] = bad;
          return tf.tensor4d(data, shape);
        };
        return [tf.conv2d(values("x", [2, 5, 5, 2]), values("filter", [3, 3, 2, 2]), 2, "valid")];
      },
    }))
  ),
  // In tiles, a bad value spoils the whole of a tile, where cpu's spoils the pixels that it goes into.
  ...[NaN, Infinity].map((bad) => ({
    name: `conv2d in tiles of an image beside one with ${bad}`,
    kernels: ["Conv2D"],
    compute: () => {
      const shape: Shape4D = [2, 8, 8, 8];
      const data = seededNormal(shape, 4).dataSync<"float32">();
      data[8 * 8 * 8 - 1] = bad; // the last of the first image
      const filter = seededNormal<tf.Rank.R4>([3, 3, 8, 8], 5);
      const [spoiled, other] = tf.split(tf.conv2d(tf.tensor4d(data, shape), filter, 1, "same"), 2);
      return [other, spoiled.slice(0, [1, 6, 6, 8])];
    },
  })),
  ...[2, 3].map((size) => ({
    name: `MaxPool of ${size}×${size} windows with NaN and Infinity`,
    kernels: ["MaxPool", "MaxPoolGrad"],
    compute: () =>
      withGradients(
        (x) => tf.maxPool(x as tf.Tensor4D, size, size, "valid"),
        [[1, 6, 6, 4]],
        (x) => tf.where(tf.greater(x, 0.5), NaN, tf.where(tf.less(x, -0.3), -Infinity, x)),
      ),
  })),
  {
    name: "the gradient of relu where y is NaN",
    kernels: ["Relu"],
    compute: () => [tf.grad((x) => tf.relu(x))(tf.tensor1d([NaN, 1, -1, 0]))],
  },
  {
    name: "gradients with jumps, at the jumps and beyond",
    kernels: ["Relu6", "LeakyRelu", "ClipByValue"],
    compute: () => {
      const x = tf.tensor1d([NaN, Infinity, -Infinity, 0, -0, 1, -1, 6, 6.5, 0.75, 0.8, -0.5]);
      const functions: ((x: tf.Tensor) => tf.Tensor)[] = [
        (x) => tf.relu6(x),
        (x) => tf.leakyRelu(x, 0.3),
        (x) => tf.clipByValue(x, -0.5, 0.75),
      ];
      return functions.map((f) => tf.grad(f)(x));
    },
  },
];
