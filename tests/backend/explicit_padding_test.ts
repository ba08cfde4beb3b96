import { deepStrictEqual } from "node:assert/strict";
import * as tf from "@tensorflow/tfjs";
import { assertClose, runOn, seededNormal } from "./run_on.ts";

Deno.test("conv2d() with padding same and a stride larger than the filter sees its cells", async () => {
  const [y] = await runOn("wasm", () => {
    const x = tf.range(1, 17).reshape<tf.Tensor4D>([1, 4, 4, 1]);
    return [tf.conv2d(x, tf.ones<tf.Rank.R4>([2, 2, 1, 1]), 4, "same")];
  });
  deepStrictEqual([...y], [1 + 2 + 5 + 6]);
});

/** Each kernel of a convolution, for an input, a filter and a stride. */
const CONVOLUTIONS: Record<
  string,
  (x: tf.Tensor4D, filter: tf.Tensor4D, strides: number) => tf.Tensor
> = {
  "conv2d()": (x, filter, strides) => tf.conv2d(x, filter, strides, "same"),
  "fused.conv2d()": (x, filter, strides) =>
    tf.fused.conv2d({ x, filter, strides, pad: "same", activation: "relu" }),
  "depthwiseConv2d()": (x, filter, strides) => tf.depthwiseConv2d(x, filter, strides, "same"),
  "fused.depthwiseConv2d()": (x, filter, strides) =>
    tf.fused.depthwiseConv2d({ x, filter, strides, pad: "same", activation: "relu" }),
};

for (const [name, convolve] of Object.entries(CONVOLUTIONS)) {
  Deno.test(`${name} agrees with cpu for padding same`, async () => {
    for (const [height, width] of [[4, 9], [7, 6], [12, 8]]) {
      for (const [filterHeight, filterWidth] of [[1, 1], [2, 2], [3, 2], [5, 3]]) {
        for (const strides of [1, 2, 3, 4]) {
          const compute = () => {
            const x = seededNormal([2, height, width, 3], 1);
            const filter = seededNormal([filterHeight, filterWidth, 3, 2], 2);
            return [convolve(x, filter, strides)];
          };
          const [expected] = await runOn("cpu", compute);
          const [actual] = await runOn("wasm", compute);
          const shapes = `${height}×${width} by ${filterHeight}×${filterWidth}`;
          assertClose(actual, expected, `${shapes}, strides ${strides}`);
        }
      }
    }
  });
}
