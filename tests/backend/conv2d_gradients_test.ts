import { deepStrictEqual, ok, throws } from "node:assert/strict";
import * as tf from "@tensorflow/tfjs";
import { useBackend } from "../../lib/backend/mod.ts";
import { assertClose, runOn, seededNormal } from "./run_on.ts";

type Shape4D = [number, number, number, number];
type Padding = Parameters<typeof tf.conv2d>[3];

interface Convolution {
  /** `[batch, height, width, inChannels]` */
  x: Shape4D;
  /** `[filterHeight, filterWidth, inChannels, outChannels]` */
  filter: Shape4D;
  strides: number | [number, number];
  pad: Padding;
}

/** Returns y of a convolution and, for a given dy, dx and dfilter. */
function convolutionAndGradients(
  x: tf.Tensor4D,
  filter: tf.Tensor4D,
  dy: tf.Tensor4D,
  strides: Convolution["strides"],
  pad: Padding,
): tf.Tensor[] {
  const convolve = (x: tf.Tensor, filter: tf.Tensor) =>
    tf.conv2d(x as tf.Tensor4D, filter as tf.Tensor4D, strides, pad);
  return [convolve(x, filter), ...tf.grads(convolve)([x, filter], dy)];
}

Deno.test("conv2d() has the gradients worked out by hand", async () => {
  const [y, dx, dFilter] = await runOn("wasm", () =>
    convolutionAndGradients(
      tf.tensor4d([1, 2, 3, 4, 5, 6, 7, 8, 9], [1, 3, 3, 1]),
      tf.tensor4d([1, 2, 3, 4], [2, 2, 1, 1]),
      tf.tensor4d([1, 0, 0, 2], [1, 2, 2, 1]),
      1,
      "valid",
    ));
  // 1·1 + 2·2 + 4·3 + 5·4 = 37 at the top left, and so on.
  deepStrictEqual([...y], [37, 47, 67, 77]);
  // The filter laid once at the top left and twice at the bottom right.
  deepStrictEqual([...dx], [1, 2, 0, 3, 4 + 2, 4, 0, 6, 8]);
  // What each filter cell saw at the top left, plus twice what it saw at the bottom right.
  deepStrictEqual([...dFilter], [1 + 2 * 5, 2 + 2 * 6, 4 + 2 * 8, 5 + 2 * 9]);
});

Deno.test("conv2d() with strides and padding has the gradients worked out by hand", async () => {
  // 'same' adds one row and column of zeros at bottom and right; the filter lies at 0 and 2.
  const [y, dx, dFilter] = await runOn("wasm", () =>
    convolutionAndGradients(
      tf.tensor4d([1, 2, 3, 4, 5, 6, 7, 8, 9], [1, 3, 3, 1]),
      tf.tensor4d([1, 2, 3, 4], [2, 2, 1, 1]),
      tf.tensor4d([1, 2, 3, 4], [1, 2, 2, 1]),
      2,
      "same",
    ));
  deepStrictEqual([...y], [37, 3 + 6 * 3, 7 + 8 * 2, 9]);
  deepStrictEqual([...dx], [1, 2, 2 * 1, 3, 4, 2 * 3, 3 * 1, 3 * 2, 4 * 1]);
  deepStrictEqual([...dFilter], [1 + 3 * 2 + 7 * 3 + 9 * 4, 2 + 8 * 3, 4 + 6 * 2, 5]);
});

const explicit = (rows: [number, number], columns: [number, number]): Padding => [
  [0, 0],
  rows,
  columns,
  [0, 0],
];

const CONVOLUTIONS: Convolution[] = [
  // the lesson's two layers, with two examples
  { x: [2, 28, 28, 1], filter: [5, 5, 1, 8], strides: 1, pad: "valid" },
  { x: [2, 12, 12, 8], filter: [5, 5, 8, 16], strides: 1, pad: "valid" },
  // padding
  { x: [2, 6, 7, 3], filter: [3, 3, 3, 5], strides: 1, pad: "valid" },
  { x: [2, 6, 7, 3], filter: [3, 3, 3, 5], strides: 1, pad: "same" },
  { x: [2, 6, 7, 3], filter: [2, 4, 3, 5], strides: 1, pad: "same" },
  { x: [2, 6, 7, 3], filter: [3, 3, 3, 5], strides: 1, pad: 2 },
  { x: [2, 6, 7, 3], filter: [3, 2, 3, 5], strides: 1, pad: explicit([0, 1], [2, 0]) },
  { x: [2, 6, 7, 3], filter: [3, 2, 3, 5], strides: [2, 1], pad: explicit([2, 1], [0, 3]) },
  { x: [2, 6, 7, 3], filter: [2, 2, 3, 5], strides: 1, pad: explicit([3, 2], [4, 3]) },
  // strides, some of which leave rows or columns at the end unseen
  { x: [2, 7, 7, 3], filter: [3, 3, 3, 4], strides: 2, pad: "valid" },
  { x: [2, 8, 8, 3], filter: [3, 3, 3, 4], strides: 2, pad: "valid" },
  { x: [2, 8, 7, 3], filter: [3, 3, 3, 4], strides: 2, pad: "same" },
  { x: [2, 7, 9, 2], filter: [3, 2, 2, 3], strides: [3, 2], pad: "valid" },
  { x: [2, 7, 9, 2], filter: [3, 2, 2, 3], strides: [1, 3], pad: "same" },
  { x: [2, 8, 8, 2], filter: [2, 3, 2, 3], strides: 4, pad: "same" },
  { x: [2, 8, 8, 3], filter: [3, 3, 3, 4], strides: 2, pad: 1 },
  { x: [2, 9, 9, 2], filter: [2, 2, 2, 3], strides: 4, pad: "valid" },
  // 1×1 filters
  { x: [3, 5, 5, 7], filter: [1, 1, 7, 3], strides: 1, pad: "valid" },
  { x: [3, 5, 5, 7], filter: [1, 1, 7, 3], strides: 3, pad: "same" },
  { x: [2, 4, 4, 3], filter: [1, 1, 3, 2], strides: 1, pad: 2 },
  // filters as large as the image or larger in one or both dimensions
  { x: [2, 5, 5, 2], filter: [5, 5, 2, 3], strides: 1, pad: "valid" },
  { x: [2, 5, 6, 2], filter: [5, 1, 2, 3], strides: 2, pad: "valid" },
  { x: [2, 3, 8, 2], filter: [5, 3, 2, 3], strides: 1, pad: "same" },
  { x: [2, 3, 8, 2], filter: [5, 3, 2, 3], strides: 2, pad: "same" },
  { x: [2, 2, 2, 1], filter: [5, 5, 1, 2], strides: 1, pad: "same" },
  // single and odd sizes
  { x: [1, 6, 6, 1], filter: [3, 3, 1, 1], strides: 1, pad: "valid" },
  { x: [1, 1, 1, 1], filter: [1, 1, 1, 1], strides: 1, pad: "valid" },
  { x: [1, 1, 9, 3], filter: [1, 4, 3, 2], strides: [1, 2], pad: "valid" },
  { x: [17, 5, 4, 13], filter: [2, 3, 13, 11], strides: 1, pad: "same" },
];

function computeBothWays({ x, filter, strides, pad }: Convolution): tf.Tensor[] {
  const image = seededNormal(x, 1);
  const weights = seededNormal(filter, 2);
  const outShape = tf.conv2d(image, weights, strides, pad).shape;
  const dy = seededNormal(outShape, 3);
  const transposed = (dy: tf.Tensor, filter: tf.Tensor) =>
    tf.conv2dTranspose(dy as tf.Tensor4D, filter as tf.Tensor4D, x, strides, pad);
  return [
    ...convolutionAndGradients(image, weights, dy, strides, pad),
    transposed(dy, weights),
    ...tf.grads(transposed)([dy, weights], image),
  ];
}

const RESULTS = [
  "conv2d()",
  "conv2d()'s gradient for its input",
  "conv2d()'s gradient for its filter",
  "conv2dTranspose()",
  "conv2dTranspose()'s gradient for its input",
  "conv2dTranspose()'s gradient for its filter",
];

for (const convolution of CONVOLUTIONS) {
  const { x, filter, strides, pad } = convolution;
  const name = `${x.join("×")} by ${filter.join("×")}, strides ${strides}, padding ${pad}`;
  Deno.test(`conv2d() and conv2dTranspose() agree with cpu for ${name}`, async () => {
    const expected = await runOn("cpu", () => computeBothWays(convolution));
    const actual = await runOn("wasm", () => computeBothWays(convolution));
    RESULTS.forEach((result, i) => assertClose(actual[i], expected[i], result));
  });
}

Deno.test("conv2d() has a zero gradient for its filter when the batch is empty", async () => {
  const [, dx, dFilter] = await runOn("wasm", () =>
    convolutionAndGradients(
      tf.zeros([0, 4, 4, 2]),
      tf.ones([3, 3, 2, 2]),
      tf.zeros([0, 2, 2, 2]),
      1,
      "valid",
    ));
  deepStrictEqual([...dx], []);
  deepStrictEqual([...dFilter], Array(36).fill(0));
});

Deno.test("conv2d()'s gradients are not finite wherever cpu's are not", async () => {
  for (const bad of [NaN, Infinity, -Infinity]) {
    for (const pad of ["valid", "same"] as const) {
      for (const place of ["x", "filter", "dy"]) {
        const compute = () => {
          const values = (name: string, shape: Shape4D) => {
            const data = seededNormal(shape, 4).dataSync();
            if (name === place) data[1] = bad;
            return tf.tensor4d(data, shape);
          };
          const x = values("x", [2, 5, 5, 2]);
          const filter = values("filter", [3, 3, 2, 2]);
          const dy = values("dy", pad === "valid" ? [2, 2, 2, 2] : [2, 3, 3, 2]);
          return convolutionAndGradients(x, filter, dy, 2, pad).slice(1);
        };
        const expected = await runOn("cpu", compute);
        const actual = await runOn("wasm", compute);
        const lost = expected.flatMap((values, i) =>
          [...values.keys()].filter((j) =>
            !Number.isFinite(values[j]) && Number.isFinite(actual[i][j])
          )
        );
        deepStrictEqual(lost, [], `${bad} in ${place}, padding ${pad}`);
        ok(expected.some((values) => !values.every(Number.isFinite)), "nothing was tested");
      }
    }
  }
});

Deno.test("conv2d()'s gradients leave their inputs usable", async () => {
  await useBackend();
  tf.tidy(() => {
    const x = tf.ones<tf.Rank.R4>([1, 3, 3, 1]);
    const filter = tf.ones<tf.Rank.R4>([2, 2, 1, 1]);
    const dy = tf.ones<tf.Rank.R4>([1, 2, 2, 1]);
    convolutionAndGradients(x, filter, dy, 1, "valid");
    for (const input of [x, filter, dy]) {
      deepStrictEqual([...input.dataSync()], Array(input.size).fill(1));
    }
  });
});

Deno.test("conv2d()'s gradients reject a data format that wasm cannot convolve", async () => {
  await useBackend();
  const expected = {
    name: "RangeError",
    message: "Cannot compute the gradient of a convolution: " +
      "expected data format NHWC but found NCHW",
  };
  tf.tidy(() => {
    const attrs = { strides: 1, pad: "valid", dataFormat: "NCHW" };
    const x = tf.ones([1, 1, 3, 3]);
    const filter = tf.ones([2, 2, 1, 1]);
    const dy = tf.ones([1, 1, 2, 2]);
    const { engine, Conv2DBackpropFilter, Conv2DBackpropInput } = tf;
    throws(
      () =>
        engine().runKernel(Conv2DBackpropFilter, { x, dy }, {
          ...attrs,
          filterShape: filter.shape,
        }),
      expected,
    );
    throws(
      () =>
        engine().runKernel(Conv2DBackpropInput, { dy, filter }, { ...attrs, inputShape: x.shape }),
      expected,
    );
  });
});
