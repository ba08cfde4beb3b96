/**
 * Showing what a model makes of one input, layer by layer.
 *
 * @module
 */
import * as tf from "@tensorflow/tfjs";
import "@convbook/tensors/quiet_cpu_backend";
import {
  checkedLater,
  checkMembers,
  type Checks,
  describeValue,
  didYouMean,
  listNames,
  readTexts,
} from "@convbook/check";
import { checkReadable, type LayersModel, readTensor, type Tensor } from "@convbook/tensors";
import { channelImages, type GreyImage } from "../images/channels.ts";
import { formatNumber, formatPercent } from "../text/format.ts";
import { statistics } from "../statistics/statistics.ts";
import { type Activation, modelActivations } from "../models/model_activations.ts";
import { checkModel } from "../models/model.ts";
import { readModelInputs } from "../models/model_inputs.ts";
import { type ImageGrid, imageGrid } from "../images/image_grid.ts";
import { stack } from "./stack.ts";
import type { Shown } from "@convbook/jupyter/displayable";
import { currentWords } from "@convbook/words";

/** What is shown of a model's activations. */
export interface ActivationsOptions {
  /** The names of the layers, as in `conv` or `base/conv`. All if left out. */
  layers?: readonly string[];
}

/** What is shown of it. */
interface ShownLayer {
  heading: string;
  shape: number[];
  values: ArrayLike<number>;
}

const ACTION = "show activations";
const OPTIONS: Checks<ActivationsOptions> = { layers: checkedLater };
/** A layer of more channels shows the first of them. */
const MOST_CHANNELS = 64;
/** The values of a layer without height and width stand in rows of so many, of more in a square. */
const ROW_LENGTH = 64;
/** Up to so many values stand in the text. */
const MOST_IN_TEXT = 32;

/** The images of a layer. In text a short list of values says more than that it is an image. */
function contentOf(shown: ShownLayer): ImageGrid {
  const grid = imageGrid(toImages(shown));
  if (shown.values.length > MOST_IN_TEXT) return grid;
  return { ...grid, text: Array.from(shown.values, formatNumber).join(", ") };
}

/** Reads the activations of the chosen layers, in the order in which they were chosen. */
function chosen(activations: readonly Activation[], layers?: readonly string[]): Activation[] {
  if (layers === undefined) return [...activations];
  return layers.flatMap((name) => {
    const found = activations.filter(({ path }) => path === name);
    if (found.length > 0) return found;
    const known = [...new Set(activations.map(({ path }) => path))];
    throw new RangeError(
      `Cannot ${ACTION}: expected a layer of ${listNames(known)} but found ` +
        describeValue(name) + didYouMean(name, known),
    );
  });
}

function toImages({ shape, values }: ShownLayer): GreyImage[] {
  if (shape.length === 3) {
    return channelImages(values, shape as [number, number, number]).slice(0, MOST_CHANNELS);
  }
  const side = Math.max(ROW_LENGTH, Math.ceil(Math.sqrt(values.length)));
  const width = Math.min(values.length, side);
  const height = Math.ceil(values.length / width);
  const padded = Array.from({ length: width * height }, (_, index) => values[index] ?? NaN);
  return channelImages(padded, [height, width, 1]);
}

function headingOf({ heading, shape, values }: ShownLayer): string {
  const { min, max, numZeros, numNans, numInfs } = statistics(values);
  const { figures, numbers } = currentWords();
  const { nans, infinities } = figures.statistics;
  const odd = numNans + numInfs > 0 ? ` · ${nans} ${numNans} · ${infinities} ${numInfs}` : "";
  const range = numbers.range(formatNumber(min), formatNumber(max));
  const zero = figures.zero(formatPercent(numZeros / values.length));
  return `${heading} [${shape.join(", ")}]: ${range} · ${zero}${odd}`;
}

/**
 * Shows what each layer of a model makes of one input: for a layer with height and width an image for
 * each channel (at most 64), for others a strip. A layer's smallest value is black, its largest white.
 *
 * A layer that is used several times, or gives several outputs, is shown once for each, as in
 * `dense (use 1 of 2)`. The layers of a model that is itself a layer come before it, with its name:
 * `base/conv`.
 *
 * @param model The model.
 * @param input The input, with or without the batch axis, as in `[28, 28, 1]` or `[1, 28, 28, 1]`; for
 * a model of several inputs a list, one tensor for each. They stay with the caller.
 * @param options Which layers.
 * @returns The layers' images below each other, with their shapes and ranges.
 * @throws {TypeError} If there are more or fewer inputs than the model has, one is not of its shape,
 * input or model have been disposed of, or the list of layers is empty.
 * @throws {RangeError} If the model has no layer of a given name.
 * @throws {Error} If the model itself fails.
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
  input: Tensor | readonly Tensor[],
  options: ActivationsOptions = {},
): Shown {
  checkModel(ACTION, model);
  checkMembers(ACTION, 'options as in { layers: ["conv"] }', options, OPTIONS);
  const layers = options.layers === undefined
    ? undefined
    : readTexts(ACTION, "layers", options.layers);
  if (layers?.length === 0) {
    throw new TypeError(`Cannot ${ACTION}: expected at least one layer but found none`);
  }
  checkReadable(ACTION);
  let shown: ShownLayer[] = [];
  tf.tidy(() => {
    const found = modelActivations(ACTION, model, readModelInputs(ACTION, model, input));
    shown = chosen(found, layers).map(({ heading, tensor }) => ({
      heading,
      shape: tensor.shape.slice(1),
      values: readTensor(ACTION, tensor),
    }));
  });
  return stack(
    shown.map((part) => ({ heading: headingOf(part), content: contentOf(part) })),
  );
}
