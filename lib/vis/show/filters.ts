/**
 * Showing what a convolution has learnt.
 *
 * @module
 */
import * as tf from "@tensorflow/tfjs";
import "@convbook/tensors/quiet_cpu_backend";
import { readTensor, type Tensor } from "@convbook/tensors";
import { checkShape } from "@convbook/check";
import { currentWords } from "@convbook/words";
import { filterImages } from "../images/channels.ts";
import { formatNumber } from "../text/format.ts";
import { statistics } from "../statistics/statistics.ts";
import { describedImageGrid, type ImageGrid } from "../images/image_grid.ts";
import { checkLayer, isModel, type Layer, nameOf } from "../models/model.ts";

const ACTION = "show filters";
const MOST_FILTERS = 64;
const MOST_CHANNELS = 16;

/** Reads a kernel as `[height, width, channels, filters]`. */
function readKernel(kernel: Tensor, isTransposed: boolean) {
  const [height, width, channels, filters] = kernel.shape;
  if (!isTransposed) {
    const shape: [number, number, number, number] = [height, width, channels, filters];
    return { values: readTensor(ACTION, kernel), shape };
  }
  // A transposed convolution's kernel is `[height, width, filters, channels]`.
  const swapped = tf.transpose(kernel, [0, 1, 3, 2]);
  const shape: [number, number, number, number] = [height, width, filters, channels];
  try {
    return { values: readTensor(ACTION, swapped), shape };
  } finally {
    swapped.dispose();
  }
}

/** The layer that a wrapper applies at each step; any other layer itself. */
function unwrap(layer: Layer): Layer {
  return layer.getClassName() === "TimeDistributed"
    ? unwrap((layer as unknown as { layer: Layer }).layer)
    : layer;
}

/**
 * Shows the filters of a convolution as images: 0 is mid-grey, negative weights are darker and
 * positive ones lighter, on one scale for all.
 *
 * Filters that look at one channel stand beside each other, with their number below. Filters that look
 * at several take a row each, one image for each channel, as in `3.1` for channel 1 of filter 3. Of
 * large kernels the first 64 filters and 16 channels are shown.
 *
 * @param layer A layer whose kernel has the shape `[height, width, channels, filters]`, or a transposed
 * convolution; of a separable convolution, the depthwise kernel is shown. A wrapper that applies it at
 * each step (`timeDistributed`) shows the same.
 * @returns The grid.
 * @throws {TypeError} If the layer has no such kernel, holds several layers, is in no model yet, or has
 * been disposed of.
 *
 * @example
 * ```ts
 * import { show } from "convbook/vis";
 * import * as tf from "@tensorflow/tfjs";
 * import { match } from "node:assert/strict";
 *
 * const conv = tf.layers.conv2d({ kernelSize: 3, filters: 2, inputShape: [5, 5, 1], name: "conv" });
 * const model = tf.sequential({ layers: [conv] });
 * match(show.filters(model.layers[0]).text, /^2 of 2 filters of conv of 3 × 3 pixels, weights .*: 0, 1$/);
 * model.dispose();
 * ```
 */
export function filters(layer: Layer): ImageGrid {
  checkLayer(ACTION, layer);
  const name = nameOf(layer);
  const convolution = unwrap(layer);
  const className = convolution.getClassName();
  if (isModel(convolution) || className === "Bidirectional") {
    throw new TypeError(
      `Cannot ${ACTION}: expected a convolution but found ${name}, which holds several layers`,
    );
  }
  const [kernel] = convolution.getWeights();
  if (kernel === undefined) {
    throw new TypeError(
      `Cannot ${ACTION}: expected a convolution but found ${name}, which has no weights`,
    );
  }
  checkShape(ACTION, `the kernel of ${name}`, kernel.shape, [null, null, null, null]);
  const { values, shape } = readKernel(kernel, className === "Conv2DTranspose");
  const [, , channels, count] = shape;
  const images = filterImages(values, shape)
    .slice(0, MOST_FILTERS)
    .map((parts) => parts.slice(0, MOST_CHANNELS));
  const columns = images[0].length;
  const { min, max } = statistics(values);
  const words = currentWords().figures;
  return describedImageGrid(
    images.flat(),
    {
      captions: images.flatMap((parts, filter) =>
        parts.map((_, channel) => channels === 1 ? `${filter}` : `${filter}.${channel}`)
      ),
      ...channels === 1 ? {} : { columns },
    },
    (shown, addSize) => {
      const images = channels === 1
        ? words.filters(shown, count, layer.name)
        : words.channels(shown, count, channels, layer.name);
      return `${addSize(images)}, ${words.weights(formatNumber(min), formatNumber(max))}`;
    },
  );
}
