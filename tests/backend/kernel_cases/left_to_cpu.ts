/**
 * What is left to the cpu kernels.
 *
 * @module
 */
import * as tf from "@tensorflow/tfjs";
import { seededNormal } from "../run_on.ts";
import type { KernelCase } from "./kernel_case.ts";

/** Other types than float32, no elements, and the like. */
export const leftToCpu: KernelCase[] = [
  {
    name: "bool values",
    kernels: ["Sum"], // of the values that are cast
    compute: () => {
      const x = seededNormal([4, 5], 1);
      const positive = x.greater(0);
      return [
        positive,
        positive.logicalNot(),
        positive.sum(),
        positive.cast("float32").sum(),
        x.where(positive, 0),
      ];
    },
  },
  {
    name: "int32 with float32",
    kernels: ["Add"],
    compute: () => [tf.add(tf.tensor1d([1, 2, 3], "int32"), tf.tensor1d([0.5, 1.5, 2.5]))],
  },
  {
    name: "FusedConv2D with an int32 bias", // that float32 cannot hold
    kernels: [],
    compute: () => {
      const bias = tf.tensor1d([2 ** 24 + 1, -2], "int32");
      const inputs = { x: seededNormal([1, 4, 4, 1], 1), filter: seededNormal([3, 3, 1, 2], 2) };
      const attrs = { strides: 1, pad: "valid", dataFormat: "NHWC", dilations: 1 };
      return [
        tf.engine().runKernel("FusedConv2D", { ...inputs, bias }, {
          ...attrs,
          activation: "linear",
        }) as tf.Tensor,
        bias,
      ];
    },
  },
  {
    name: "empty tensors",
    kernels: [],
    compute: () => [
      tf.relu(tf.zeros([0, 3])),
      tf.add(tf.zeros([0, 3]), tf.ones([3])),
      tf.sum(tf.zeros([0, 3]), 0),
      tf.mean(tf.zeros([0])),
      tf.matMul(tf.zeros([0, 3]), tf.ones([3, 2])),
      tf.softmax(tf.zeros([0, 3])),
      tf.conv2d(tf.zeros<tf.Rank.R4>([0, 4, 4, 2]), tf.ones<tf.Rank.R4>([3, 3, 2, 2]), 1, "valid"),
      tf.gather(tf.ones([3, 2]), tf.tensor1d([], "int32")),
      tf.tile(tf.ones([1, 3]), [0, 1]),
    ],
  },
];
