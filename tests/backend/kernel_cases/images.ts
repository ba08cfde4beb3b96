/**
 * Images in other sizes, mirrored, cut into blocks; and every n-th number.
 *
 * @module
 */
import * as tf from "@tensorflow/tfjs";
import { seededNormal, withGradients } from "../run_on.ts";
import type { KernelCase, Shape4D } from "./kernel_case.ts";

/** `[shape, new size]`; the cpu kernels' gradients are right for one square image of several pixels. */
const SIZES: [Shape4D, [number, number]][] = [
  [[2, 4, 6, 3], [8, 12]],
  [[1, 5, 5, 3], [10, 10]],
  [[1, 7, 7, 2], [3, 3]],
  [[2, 3, 5, 1], [7, 4]],
  [[1, 4, 4, 70], [5, 5]],
  [[1, 3, 3, 1], [1, 1]],
  [[1, 1, 1, 2], [3, 3]],
];

const RESIZINGS = {
  ResizeBilinear: tf.image.resizeBilinear,
  ResizeNearestNeighbor: tf.image.resizeNearestNeighbor,
};

const resizings: KernelCase[] = Object.entries(RESIZINGS).flatMap(([kernel, resize]) =>
  SIZES.flatMap(([shape, size]) =>
    ([[false, false], [true, false], [false, true]] as const).map(([align, half]) => {
      const [batch, height, width] = shape;
      const hasGradient = batch === 1 && height === width && height > 1 && !half;
      const f = (x: tf.Tensor) => resize(x as tf.Tensor4D, size, align, half);
      return {
        name: `${kernel} of [${shape}] to ${size.join("×")}` +
          (align ? ", corners aligned" : half ? ", half-pixel centres" : ""),
        kernels: hasGradient ? [kernel, `${kernel}Grad`] : [kernel],
        compute: () => hasGradient ? withGradients(f, [shape]) : [f(seededNormal(shape, 11))],
      };
    })
  )
);

/** `[shape, begin, end, strides]` */
const STRIDED_SLICES: [number[], number[], number[], number[]][] = [
  [[7], [1], [6], [2]],
  [[7], [6], [0], [-2]],
  [[7], [-1], [-8], [-1]],
  [[5, 6], [0, 1], [5, 6], [2, 3]],
  [[5, 6], [4, 1], [0, 6], [-1, 1]],
  [[5, 6, 7], [1, 0, 0], [3, 6, 7], [1, 1, 1]], // one block
  [[5, 6], [0, 0], [5, 6], [1, 1]], // all
  [[2, 8, 8, 3], [0, 1, 0, 0], [2, 8, 8, 3], [1, 2, 2, 1]],
  [[5, 6], [3, 0], [3, 6], [1, 2]], // none
];

/** Images in other sizes, mirrored, cut into blocks; and every n-th number. */
export const images: KernelCase[] = [
  ...resizings,
  ...STRIDED_SLICES.map(([shape, begin, end, strides]) => ({
    name: `stridedSlice of [${shape}] from [${begin}] to [${end}] by [${strides}]`,
    kernels: begin[0] === end[0] ? [] : ["StridedSlice"],
    compute: () => {
      const x = seededNormal(shape as [number], 1);
      return [x, x.mul(100).toInt(), x.greater(0)].map((x) =>
        tf.stridedSlice(x, begin, end, strides)
      );
    },
  })),
  {
    name: "stridedSlice with masks",
    kernels: ["StridedSlice"],
    compute: () => {
      const x = seededNormal([4, 5, 6], 1);
      return [
        tf.stridedSlice(x, [1, 2, 3], [3, 4, 5], [1, 1, 2], 2, 4),
        tf.stridedSlice(x, [0, 1], [0, 5], [1, 2], 0, 0, 1),
        tf.stridedSlice(x, [0, 0, 1], [0, 0, 5], [1, 1, 2], 0, 0, 1, 2),
      ];
    },
  },
  ...(["reflect", "symmetric"] as const).flatMap((mode) =>
    [[[1, 2], [0, 3]], [[2, 0], [1, 1]]].map((paddings) => ({
      name: `mirrorPad by ${JSON.stringify(paddings)}, ${mode}`,
      kernels: ["MirrorPad"],
      compute: () => {
        const f = (x: tf.Tensor) => tf.mirrorPad(x, paddings as [number, number][], mode);
        const x = seededNormal([3, 4], 1);
        return [...withGradients(f, [[3, 4]]), f(x.mul(9).toInt()), f(x.greater(0))];
      },
    }))
  ),
  ...([[[0, 0], [0, 0]], [[1, 1], [0, 2]], [[0, 2], [1, 1]]] as const).map((paddings) => ({
    name: `blocks to batch and back, padded by ${JSON.stringify(paddings)}`,
    kernels: ["SpaceToBatchND", "BatchToSpaceND"],
    compute: () => {
      const there = (x: tf.Tensor) => tf.spaceToBatchND(x, [2, 2], paddings.map((p) => [...p]));
      const back = (x: tf.Tensor) => tf.batchToSpaceND(x, [2, 2], paddings.map((p) => [...p]));
      const whole = seededNormal([2, 4, 6, 3], 1).mul(9).toInt();
      return [
        ...withGradients(there, [[2, 4, 6, 3]]),
        ...withGradients(back, [[8, 3, 4, 3]]),
        there(whole),
        back(there(whole)),
        there(seededNormal([3, 4, 2], 2)),
      ];
    },
  })),
  {
    name: "blocks of length along one axis",
    kernels: ["SpaceToBatchND", "BatchToSpaceND"],
    compute: () => [
      tf.spaceToBatchND(seededNormal([2, 6], 1), [3], [[1, 2]]),
      tf.batchToSpaceND(seededNormal([6, 2, 5], 1), [3], [[1, 0]]),
    ],
  },
  {
    name: "depthToSpace",
    kernels: ["DepthToSpace"],
    compute: () => [
      tf.depthToSpace(seededNormal<tf.Rank.R4>([2, 3, 4, 12], 1), 2),
      tf.depthToSpace(seededNormal<tf.Rank.R4>([1, 2, 2, 9], 1), 3),
    ],
  },
];
