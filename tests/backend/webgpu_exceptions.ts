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

const LOST_NAN = "WGSL lets a shader take NaN for any value: relu's comes out as 0";

/** The exceptions by the case's name. */
export const WEBGPU_EXCEPTIONS: Readonly<Record<string, WebGpuException>> = {
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
    reason: "the largest value of a window is searched from -1e20 upwards",
  },
};
