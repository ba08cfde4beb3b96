/**
 * The cases of the table that TensorFlow.js 4.22's webgpu backend computes otherwise than cpu, or
 * not at all.
 *
 * @module
 */

/** How a case fails on webgpu, and why it may. */
export interface WebGpuException {
  /** What its failure says. */
  failure: RegExp;
  /** Whose limit it is. */
  reason: string;
  /** Whether an adapter may get it right: Mesa's software does as Vulkan, and not as OpenGL. */
  mayPass?: boolean;
}

const BIAS = "the bias of a fused convolution is taken for one number a channel";
const LOWEST = "the largest value of a window is searched from -1e20 upwards";
const NO_PIXELS = "the mean over no pixels is 0";

const LOST_NAN = "WGSL lets a shader take NaN for any value: relu's comes out as 0";

/** The exceptions by the case's name. */
export const WEBGPU_EXCEPTIONS: Readonly<Record<string, WebGpuException>> = {
  "the largest of rows with NaN": {
    failure: /^output 0 at 0: 3, not NaN/,
    reason: LOST_NAN,
    mayPass: true,
  },
  "unsortedSegmentSum of rows of [11]": {
    failure: /^output 0 differs by/,
    reason: "the adapter in software sums it wrongly; why was not found",
    mayPass: true,
  },
  "empty tensors": {
    failure: /^Dispatch size exceeds WebGPU limits/,
    reason: "sum and mean over no values are not known",
  },
  "Relu of NaN, Infinity and the like": {
    failure: /^output 0 at 0: 0, not NaN/,
    reason: LOST_NAN,
    mayPass: true,
  },
  "Relu6 of NaN, Infinity and the like": {
    failure: /^output 0 at 0: 0, not NaN/,
    reason: LOST_NAN,
  },
  "Log of NaN, Infinity and the like": {
    failure: /^output 0 differs by 0\.04/,
    reason: "the adapter's log is wrong below 1.2e-38, where WGSL lets a shader take numbers for 0",
  },
  "MaxPool of 2×2 windows with NaN and Infinity": {
    failure: /^output 0 at \d+: -1\d{20}, not -Infinity/,
    reason: LOWEST,
  },
  "MaxPool of 1×4×4×2, 2, strides 1, padding 3": {
    failure: /^output 0 at 0: -1\d{20}, not -Infinity/,
    reason: LOWEST,
  },
  "MaxPool of 1×4×5×6, 2, strides 2, padding 4": {
    failure: /^output 0 at 0: -1\d{20}, not -Infinity/,
    reason: LOWEST,
  },
  "AvgPool of 1×4×4×2, 2, strides 1, padding 3": {
    failure: /^output 0 at 0: 0, not NaN/,
    reason: NO_PIXELS,
  },
  "AvgPool of 1×4×5×6, 2, strides 2, padding 4": {
    failure: /^output 0 at 0: 0, not NaN/,
    reason: NO_PIXELS,
  },
  "fused.conv2d with a bias [4,1]": { failure: /^output 0 differs by 0\.34/, reason: BIAS },
  "fused.conv2d with a bias [4,1,1]": { failure: /^output 0 differs by 0\.38/, reason: BIAS },
  "fused.conv2d with a bias [4,4]": { failure: /^output 0 differs by 0\.38/, reason: BIAS },
  "moving int32 and bool": {
    failure: /^output \d+ at \d+: -?\d+, not \d+$/,
    reason: "of several moves in one go, some results are read from what others have left",
    mayPass: true,
  },
  ...Object.fromEntries(
    ["", "4", "2,3"].map((shape) => [`unsortedSegmentSum of rows of [${shape}]`, {
      failure: /^output 0 differs by/,
      reason: "rows whose number is not one of a segment are added to some segment",
    }]),
  ),
  "matMul 2×1×3×4 by 1×2×4×5": {
    failure: /^Size\(30\) must match the product of shape 2,2,3,5/,
    reason: "batches that are both broadcast have no kernel",
  },
};
