/**
 * Convolutions in other layouts, by those that the kernels know: images with channels first are turned, and
 * dilated filters become dense ones on every n-th pixel.
 *
 * @module
 */
import * as tf from "@tensorflow/tfjs-core";
import type { SimdBackend } from "../simd_backend.ts";
import { batchToSpace, spaceToBatch } from "./blocks.ts";
import { hasElements, isFloat32, type KernelCall, type SimdKernel } from "./simd_kernel.ts";
import { transpose } from "./transpose.ts";

type Inputs = Record<string, tf.TensorInfo>;
type Attributes = Record<string, unknown>;

/** What one of our own kernels makes; `undefined` of what it does not take. */
function computed(
  kernel: SimdKernel,
  backend: SimdBackend,
  inputs: Inputs,
  attrs: Attributes,
): tf.TensorInfo | undefined {
  const call = { inputs, attrs, backend } as KernelCall<never, unknown, string>;
  return kernel.compute(call) as tf.TensorInfo | undefined;
}

/** Where each axis of NHWC is in NCHW, and of NCHW in NHWC. */
const TO_LAST = [0, 2, 3, 1];
const TO_FIRST = [0, 3, 1, 2];

const turned = (axes: number[], perm: number[]) => perm.map((axis) => axes[axis]);

/**
 * Lets a kernel take images with channels first.
 *
 * @param kernel The kernel for images with channels last.
 * @param images Those of its inputs that are images.
 * @param makesImages Whether its output is images.
 */
export function withChannelsFirst(
  kernel: SimdKernel,
  images: readonly string[],
  makesImages: boolean,
): SimdKernel {
  return {
    kernelName: kernel.kernelName,
    compute(call) {
      const { inputs, attrs, backend } = call as { inputs: Inputs } & typeof call;
      const given = attrs as Attributes;
      if (given.dataFormat !== "NCHW" || !isFloat32(...Object.values(inputs))) {
        return kernel.compute(call);
      }
      const turnedInputs = { ...inputs };
      for (const name of images) {
        turnedInputs[name] = computed(transpose, backend, { x: inputs[name] }, { perm: TO_LAST })!;
      }
      const { pad, inputShape } = given;
      const result = computed(kernel, backend, turnedInputs, {
        ...given,
        dataFormat: "NHWC",
        pad: Array.isArray(pad) ? turned(pad, TO_LAST) : pad,
        inputShape: Array.isArray(inputShape) ? turned(inputShape, TO_LAST) : inputShape,
      });
      for (const name of images) backend.disposeIntermediateTensorInfo(turnedInputs[name]);
      if (!result || !makesImages) return result;
      const first = computed(transpose, backend, { x: result }, { perm: TO_FIRST });
      backend.disposeIntermediateTensorInfo(result);
      return first;
    },
  };
}

/**
 * Lets a kernel take dilations d, with strides of 1 as TensorFlow.js asks for: each of the d · d images that
 * consist of every d-th pixel is convolved with the filter as it is.
 *
 * @param kernel The kernel for filters without dilations.
 * @param isDepthwise Whether it has its own filters for each channel.
 */
export function withDilations(kernel: SimdKernel, isDepthwise: boolean): SimdKernel {
  return {
    kernelName: kernel.kernelName,
    compute(call) {
      const { inputs, attrs, backend } = call as { inputs: Inputs } & typeof call;
      const { x, filter } = inputs;
      const given = attrs as tf.Conv2DAttrs;
      const isDilated = [given.dilations ?? 1].flat().some((dilation) => dilation !== 1);
      const isLast = (given.dataFormat ?? "NHWC") === "NHWC";
      if (!isDilated || !isLast || !isFloat32(x, filter)) return kernel.compute(call);
      const info = tf.backend_util.computeConv2DInfo(
        x.shape as [number, number, number, number],
        filter.shape as [number, number, number, number],
        given.strides,
        given.dilations,
        given.pad,
        given.dimRoundingMode,
        isDepthwise,
      );
      const { top, left } = info.padInfo;
      const blockShape = [info.dilationHeight, info.dilationWidth];
      const isDense = info.strideHeight === 1 && info.strideWidth === 1 &&
        [top, left].every((size) => Number.isInteger(size) && size >= 0);
      if (!isDense || !hasElements(info.outShape)) return undefined;
      // The pixels that the output needs, and as many more as make a multiple of d.
      const sides = [
        {
          size: info.inHeight,
          before: top,
          needed: info.outHeight + info.effectiveFilterHeight - 1,
        },
        { size: info.inWidth, before: left, needed: info.outWidth + info.effectiveFilterWidth - 1 },
      ].map(({ size, before, needed }, axis) => {
        const block = blockShape[axis];
        const whole = Math.ceil(Math.max(needed, before + size) / block) * block;
        return { whole, paddings: [before, whole - before - size] };
      });
      const paddings = sides.map((side) => side.paddings);
      const apart = computed(spaceToBatch, backend, { x }, { blockShape, paddings })!;
      const convolved = computed(kernel, backend, { ...inputs, x: apart }, {
        ...given,
        dilations: 1,
        pad: "valid",
      });
      backend.disposeIntermediateTensorInfo(apart);
      if (!convolved) return undefined;
      const crops = [info.outHeight, info.outWidth].map((
        size,
        axis,
      ) => [0, convolved.shape[1 + axis] * blockShape[axis] - size]);
      const result = computed(batchToSpace, backend, { x: convolved }, { blockShape, crops });
      backend.disposeIntermediateTensorInfo(convolved);
      return result;
    },
  };
}
