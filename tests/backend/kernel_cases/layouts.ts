/**
 * Convolutions with dilations, and of images with channels first.
 *
 * @module
 */
import * as tf from "@tensorflow/tfjs";
import { seededNormal, withGradients } from "../run_on.ts";
import { CONV2D_KERNELS } from "./convolution.ts";
import type { KernelCase, Padding, Shape4D } from "./kernel_case.ts";

const PADDINGS: Padding[] = ["same", "valid", [[0, 0], [3, 1], [0, 2], [0, 0]]];

/** `[x, filter height and width, dilations]` */
const DILATED: [Shape4D, [number, number], number | [number, number]][] = [
  [[2, 8, 8, 2], [3, 3], 2],
  [[2, 9, 11, 3], [3, 2], [3, 2]],
  [[1, 12, 12, 9], [3, 3], [1, 4]],
  [[1, 7, 7, 1], [1, 1], 2],
  [[2, 8, 8, 8], [3, 3], 2], // in tiles
];

const dilated: KernelCase[] = DILATED.flatMap(([shape, [height, width], dilations]) =>
  PADDINGS.flatMap((pad) => {
    const what = `of [${shape}] by ${height}×${width}, dilations ${dilations}, ` +
      `padding ${JSON.stringify(pad)}`;
    const x = () => seededNormal<tf.Rank.R4>(shape, 1);
    const filter = (outputs: number) =>
      seededNormal<tf.Rank.R4>([height, width, shape[3], outputs], 2);
    return [
      {
        name: `conv2d ${what}`,
        kernels: ["Conv2D", "FusedConv2D"],
        compute: () => [
          tf.conv2d(x(), filter(9), 1, pad, "NHWC", dilations),
          tf.fused.conv2d({
            x: x(),
            filter: filter(4),
            strides: 1,
            pad,
            dilations,
            bias: seededNormal<tf.Rank.R1>([4], 3),
            activation: "relu",
          }),
        ],
      },
      {
        name: `depthwiseConv2d ${what}`,
        kernels: ["DepthwiseConv2dNative"],
        compute: () =>
          [1, 2].map((filters) =>
            tf.depthwiseConv2d(x(), filter(filters), 1, pad as "same", "NHWC", dilations)
          ),
      },
    ];
  })
);

/** `[x, filter, strides, padding]` */
const CHANNELS_FIRST: [Shape4D, Shape4D, number | [number, number], Padding][] = [
  [[2, 4, 6, 7], [3, 2, 4, 3], 1, "same"],
  [[2, 3, 8, 9], [3, 3, 3, 5], 2, "valid"],
  [[1, 8, 10, 10], [3, 3, 8, 8], 1, "same"], // in tiles
  [[2, 1, 5, 6], [2, 2, 1, 1], [1, 2], [[0, 0], [0, 0], [1, 0], [2, 1]]],
];

/** Convolutions with dilations, and of images with channels first. */
export const layouts: KernelCase[] = [
  ...dilated,
  ...CHANNELS_FIRST.map(([x, filter, strides, pad]) => ({
    name: `conv2d of [${x}] by [${filter}], channels first, strides ${strides}, ` +
      `padding ${JSON.stringify(pad)}`,
    kernels: CONV2D_KERNELS,
    compute: () =>
      withGradients(
        (x, filter) => tf.conv2d(x as tf.Tensor4D, filter as tf.Tensor4D, strides, pad, "NCHW"),
        [x, filter],
      ),
  })),
  {
    name: "a dilated convolution with channels first",
    kernels: ["Conv2D"],
    compute: () => [
      tf.conv2d(
        seededNormal<tf.Rank.R4>([2, 3, 8, 9], 1),
        seededNormal<tf.Rank.R4>([3, 3, 3, 5], 2),
        1,
        "same",
        "NCHW",
        2,
      ),
    ],
  },
];
