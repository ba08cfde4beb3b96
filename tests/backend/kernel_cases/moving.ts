/**
 * Moving values without computing: gathering, slicing, joining, turning, repeating; and adding rows.
 *
 * @module
 */
import * as tf from "@tensorflow/tfjs";
import { seededNormal, withGradients } from "../run_on.ts";
import type { KernelCase } from "./kernel_case.ts";

/** Gathering, slicing, joining, turning, repeating; and adding rows. */
export const movings: KernelCase[] = [
  ...[0, 1, 2].map((axis) => ({
    name: `gather along axis ${axis}`,
    kernels: ["GatherV2"],
    compute: () =>
      withGradients((x) => tf.gather(tf.relu(x), tf.tensor1d([2, 0, 2, 3], "int32"), axis), [[
        5,
        4,
        4,
      ]]),
  })),
  {
    name: "gather with indices of rank 2",
    kernels: ["GatherV2"],
    compute:
      () => [tf.gather(seededNormal([5, 3], 1), tf.tensor2d([[1, 2], [4, 0]], [2, 2], "int32"))],
  },
  ...[[[1, 1, 5], [2, 3, 1]], [[4, 5], [2, 3]], [[4, 5], [2, 1]], [[1, 5], [2, 3]], [[2, 3, 4], [
    3,
    1,
    2,
  ]]].map(([shape, reps]) => ({
    name: `tile of [${shape}] by [${reps}]`,
    kernels: ["Tile"],
    compute: () => withGradients((x) => tf.tile(x, reps), [shape]),
  })),
  ...[
    [[5, 7], [1, 0]],
    [[1, 9], [1, 0]],
    [[33, 17], [1, 0]],
    [[4, 5], [0, 1]], // the numbers stay where they are
    [[2, 1, 3, 1, 4], [1, 0, 3, 2, 4]],
    [[2, 3, 4, 5], [0, 2, 1, 3]], // attention
    [[2, 3, 4, 5], [0, 3, 1, 2]], // channels first
    [[2, 3, 4], [2, 1, 0]],
    [[2, 1, 3, 1, 4], [4, 3, 2, 1, 0]],
  ].map(([shape, perm]) => ({
    name: `transpose of [${shape}] to [${perm}]`,
    kernels: ["Transpose"],
    compute: () => withGradients((x) => tf.transpose(x, perm), [shape]),
  })),
  ...[
    [[7], [2], [3]],
    [[5, 6], [1, 0], [2, 6]], // one run
    [[5, 6], [0, 2], [5, 3]],
    [[2, 3, 4, 5], [1, 0, 1, 2], [1, 3, 2, 2]],
    [[3, 4, 5], [0, 3, 0], [3, 1, 5]],
    [[2, 3], [1, 2], [1, 1]],
  ].map(([shape, begin, size]) => ({
    name: `slice of [${size}] from [${shape}]`,
    kernels: ["Slice", "PadV2"],
    compute: () => withGradients((x) => tf.slice(x, begin, size), [shape]),
  })),
  ...[0, 1, 2].flatMap((axis) => [
    {
      name: `split along axis ${axis}`,
      kernels: ["SplitV", "Concat"],
      compute: () =>
        [2, 3].flatMap((part) =>
          withGradients((x) => tf.split(x, [1, 2, 3, part], axis)[part], [[6 + part, 8, 9].with(
            axis,
            6 + part,
          )])
        ),
    },
    {
      name: `unstack along axis ${axis}`,
      kernels: ["Unpack", "Pack"],
      compute: () => withGradients((x) => tf.unstack(x, axis)[1], [[3, 2, 4]]),
    },
    {
      name: `concat along axis ${axis}`,
      kernels: ["Concat", "SplitV"],
      compute: () =>
        withGradients((a, b, c) => tf.concat([a, b, c], axis), [
          [2, 3, 4],
          [2, 3, 4].with(axis, 1),
          [2, 3, 4].with(axis, 5),
        ]),
    },
    {
      name: `stack along axis ${axis}`,
      kernels: ["Pack", "Unpack"],
      compute: () => withGradients((a, b) => tf.stack([a, b], axis), [[3, 4], [3, 4]]),
    },
    {
      name: `reverse of axis ${axis}`,
      kernels: ["Reverse"],
      compute: () => withGradients((x) => tf.reverse(x, axis), [[3, 4, 5]]),
    },
  ]),
  {
    name: "reverse of all axes",
    kernels: ["Reverse"],
    compute: () => [tf.reverse(seededNormal([3, 4, 5], 1))],
  },
  ...[[[1, 2], [0, 3]], [[0, 0], [2, 1]], [[0, 0], [0, 0]]].map((paddings) => ({
    name: `pad by ${JSON.stringify(paddings)}`,
    kernels: ["PadV2", "Slice"],
    compute: () => withGradients((x) => tf.pad(x, paddings as [number, number][], -2.5), [[3, 4]]),
  })),
  {
    name: "moving int32 and bool",
    kernels: [
      "Slice",
      "SplitV",
      "Unpack",
      "Concat",
      "Pack",
      "PadV2",
      "Reverse",
      "Tile",
      "Transpose",
      "GatherV2",
    ],
    compute: () =>
      [tf.range(0, 24, 1, "int32"), tf.range(0, 24, 1, "int32").mod(3).cast("bool")].flatMap(
        (all) => {
          const x = all.reshape([2, 3, 4]);
          return [
            tf.slice(x, [0, 1, 1], [2, 2, 2]),
            ...tf.split(x, 2, 2),
            ...tf.unstack(x, 1),
            tf.concat([x, x], 1),
            tf.stack([x, x], 3),
            tf.pad(x, [[0, 0], [1, 1], [0, 2]], 1),
            tf.reverse(x, [0, 2]),
            tf.tile(x, [1, 2, 3]),
            tf.transpose(x, [2, 0, 1]),
            tf.gather(x, tf.tensor1d([2, 0, 0], "int32"), 1),
          ];
        },
      ),
  },
  ...[[], [4], [2, 3], [11]].map((rowShape) => ({
    name: `unsortedSegmentSum of rows of [${rowShape}]`,
    kernels: ["UnsortedSegmentSum"],
    compute: () => {
      // Rows with the numbers −1 and 5 count nowhere; their gradient is refused.
      const all = tf.tensor1d([2, 0, 2, -1, 5, 3], "int32");
      const inside = tf.tensor1d([2, 0, 2, 1, 0, 3], "int32");
      return [
        tf.unsortedSegmentSum(seededNormal([6, ...rowShape], 1), all, 4),
        ...withGradients((x) => tf.unsortedSegmentSum(x, inside, 4), [[6, ...rowShape]]),
      ];
    },
  })),
  {
    name: "gatherND of numbers, rows and blocks",
    kernels: ["GatherNd"],
    compute: () => {
      const x = seededNormal([4, 3, 5], 1);
      const places = [
        tf.tensor2d([[1], [3], [1]], [3, 1], "int32"),
        tf.tensor2d([[1, 2], [0, 0]], [2, 2], "int32"),
        tf.tensor3d([[[3, 2, 4], [0, 1, 0]]], [1, 2, 3], "int32"),
      ];
      return places.flatMap((place) => [x, x.mul(9).toInt()].map((x) => tf.gatherND(x, place)));
    },
  },
  {
    name: "the gradient of an embedding",
    kernels: ["UnsortedSegmentSum", "GatherV2"],
    compute: () => {
      const words = tf.tensor2d([[7, 1, 7], [0, 7, 30]], [2, 3], "int32");
      return withGradients((x) => tf.gather(x, words), [[31, 5]]);
    },
  },
];
