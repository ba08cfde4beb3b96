/**
 * Showing what a model makes of one input, layer by layer.
 *
 * @module
 */
import * as tf from "@tensorflow/tfjs";
import type { LayersModel, Tensor } from "../../tensor_types.ts";
import { channelImages, type GreyImage } from "../compute/channels.ts";
import { formatNumber, formatPercent } from "../compute/format.ts";
import { checkReadable, readTensor } from "../../read_tensor.ts";
import { statistics } from "../compute/statistics.ts";
import { checkInUse } from "./layer.ts";
import { type ImageGrid, imageGrid } from "../image_grid.ts";
import { type Stack, stack } from "../stack.ts";

/** What is shown of a model's activations. */
export interface ActivationsOptions {
  /** The names of the layers. All if left out. */
  layers?: readonly string[];
}

/** What a layer made of the input. */
interface Activation {
  name: string;
  shape: number[];
  values: ArrayLike<number>;
}

const ACTION = "show activations";
/** A layer of more channels shows the first of them. */
const MOST_CHANNELS = 64;
/** The values of a layer without height and width stand in rows of at most so many. */
const ROW_LENGTH = 64;
/** Up to so many values stand in the text. */
const MOST_IN_TEXT = 32;

/** The images of a layer. In text a short list of values says more than that it is an image. */
function contentOf(activation: Activation): ImageGrid {
  const grid = imageGrid(toImages(activation));
  if (activation.values.length > MOST_IN_TEXT) return grid;
  return { ...grid, text: Array.from(activation.values, formatNumber).join(", ") };
}

/** Runs the model on one input of a shape and reads what the chosen layers give. */
function runLayers(
  model: LayersModel,
  input: Tensor,
  shape: readonly number[],
  layers: readonly string[],
): Activation[] {
  return tf.tidy(() => {
    const outputs = layers.map((name) => model.getLayer(name).output as tf.SymbolicTensor);
    const probe = tf.model({ inputs: model.inputs, outputs });
    const results = probe.predict(input.reshape([1, ...shape])) as tf.Tensor | tf.Tensor[];
    return (Array.isArray(results) ? results : [results]).map((result, index) => ({
      name: layers[index],
      shape: result.shape.slice(1),
      values: readTensor(ACTION, result),
    }));
  });
}

function toImages({ shape, values }: Activation): GreyImage[] {
  if (shape.length === 3) {
    return channelImages(values, shape as [number, number, number]).slice(0, MOST_CHANNELS);
  }
  const width = Math.min(values.length, ROW_LENGTH);
  const height = Math.ceil(values.length / width);
  const padded = Array.from({ length: width * height }, (_, index) => values[index] ?? NaN);
  return channelImages(padded, [height, width, 1]);
}

function headingOf({ name, shape, values }: Activation): string {
  const { min, max, numZeros, numNans, numInfs } = statistics(values);
  const odd = numNans + numInfs > 0 ? ` · NaN ${numNans} · Infinity ${numInfs}` : "";
  return `${name} [${shape.join(", ")}]: ${formatNumber(min)} to ${formatNumber(max)} · ` +
    `zero ${formatPercent(numZeros / values.length)}${odd}`;
}

/**
 * Shows what each layer of a model makes of one input: for a layer with height and width an image for
 * each channel (at most 64), for others a strip. A layer's smallest value is black, its largest white.
 *
 * @param model A model with one input.
 * @param input The input, with or without the batch axis, as in `[28, 28, 1]` or `[1, 28, 28, 1]`. It
 * stays with the caller.
 * @param options Which layers.
 * @returns The layers' images below each other, with their shapes and ranges.
 * @throws {TypeError} If the input is not of the model's shape, input or model have been disposed of,
 * the model has several inputs, or the list of layers is empty.
 * @throws {RangeError} If the model has no layer of a given name.
 *
 * @example
 * ```ts
 * import { show } from "convbook/vis";
 * import * as tf from "@tensorflow/tfjs";
 * import { equal } from "node:assert/strict";
 *
 * const pool = tf.layers.maxPooling2d({ poolSize: 2, inputShape: [2, 2, 1], name: "pool" });
 * const model = tf.sequential({ layers: [pool] });
 * const input = tf.tensor3d([[[1], [2]], [[3], [4]]]);
 * equal(show.activations(model, input).text, "pool [1, 1, 1]: 4 to 4 · zero 0 %\n4");
 * input.dispose();
 * ```
 */
export function activations(
  model: LayersModel,
  input: Tensor,
  { layers }: ActivationsOptions = {},
): Stack {
  model.layers.forEach((layer) => checkInUse(ACTION, layer));
  if (model.inputs.length !== 1) {
    throw new TypeError(
      `Cannot ${ACTION}: expected a model with one input but found ${model.inputs.length}`,
    );
  }
  if (layers?.length === 0) {
    throw new TypeError(`Cannot ${ACTION}: expected at least one layer but found none`);
  }
  checkReadable(ACTION);
  readTensor(ACTION, input);
  const expected = model.inputs[0].shape.slice(1); // `null` where a size is left open
  const found = input.shape.length > expected.length && input.shape[0] === 1
    ? input.shape.slice(1)
    : input.shape;
  const fits = found.length === expected.length &&
    expected.every((size, axis) => size === null || size === found[axis]);
  if (!fits) {
    const sizes = expected.map((size) => size ?? "any").join(", ");
    throw new TypeError(
      `Cannot ${ACTION}: expected one input of shape [${sizes}] ` +
        `but found [${input.shape.join(", ")}]`,
    );
  }
  const known = model.layers.map(({ name }) => name);
  const unknown = layers?.find((name) => !known.includes(name));
  if (unknown !== undefined) {
    throw new RangeError(
      `Cannot ${ACTION}: expected a layer of ${known.join(", ")} but found ${unknown}`,
    );
  }
  const activations = runLayers(model, input, found, layers ?? known);
  return stack(
    activations.map((activation) => ({
      heading: headingOf(activation),
      content: contentOf(activation),
    })),
  );
}
