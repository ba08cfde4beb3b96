/**
 * The network of the lesson.
 *
 * @module
 */
import * as tf from "@tensorflow/tfjs";
import "@convbook/tensors/quiet_cpu_backend";
import { checkedLater, checkMembers, describeValue } from "@convbook/check";
import { IMAGE_HEIGHT, IMAGE_SIZE, IMAGE_WIDTH, NUM_CLASSES } from "./dataset/layout.ts";
import { checkSeed, getSeed } from "./seed.ts";
import type { LayersModel, Tensor, Tensor2D } from "@convbook/tensors";

/** What {@linkcode getModel} takes. */
export interface ModelOptions {
  /** Decides the first weights. The seed in force if left out. */
  seed?: number;
}

/**
 * Makes the lesson's convolutional network, untrained and compiled: Adam, categorical cross entropy,
 * accuracy. It has 5,994 parameters.
 *
 * Architecture: the TensorFlow.js exercise "Handwritten digit recognition with CNNs".
 *
 * @param options The seed of the first weights.
 * @returns A model from `[batch, 28, 28, 1]` pixels (float32, 0 to 1) to `[batch, 10]` probabilities.
 * The caller disposes it.
 * @throws {TypeError} If an option is unknown.
 * @throws {RangeError} If the seed is not a whole number from 0 to 2³¹ − 1.
 *
 * @example
 * ```ts
 * import { getModel } from "convbook";
 * import { deepEqual, equal } from "node:assert/strict";
 *
 * const model = getModel({ seed: 42 });
 * deepEqual(model.outputs[0].shape, [null, 10]);
 * equal(model.countParams(), 5994);
 * model.dispose();
 * ```
 */
export function getModel(options: ModelOptions = {}): LayersModel {
  checkMembers("make the model", "options as in { seed: 42 }", options, { seed: checkedLater });
  const { seed = getSeed() } = options;
  checkSeed("make the model", seed);
  // Initialisers draw from their seed alone: with one seed, two layers would start out alike.
  const initializer = (layer: number) =>
    tf.initializers.varianceScaling({ seed: 10 * seed + layer });
  const model = tf.sequential({
    layers: [
      tf.layers.conv2d({
        inputShape: [IMAGE_HEIGHT, IMAGE_WIDTH, 1],
        kernelSize: 5,
        filters: 8,
        strides: 1,
        activation: "relu",
        kernelInitializer: initializer(0),
      }), // [batch, 24, 24, 8]
      tf.layers.maxPooling2d({ poolSize: 2, strides: 2 }), // [batch, 12, 12, 8]
      tf.layers.conv2d({
        kernelSize: 5,
        filters: 16,
        strides: 1,
        activation: "relu",
        kernelInitializer: initializer(1),
      }), // [batch, 8, 8, 16]
      tf.layers.maxPooling2d({ poolSize: 2, strides: 2 }), // [batch, 4, 4, 16]
      tf.layers.flatten(), // [batch, 256]
      tf.layers.dense({
        units: NUM_CLASSES,
        activation: "softmax",
        kernelInitializer: initializer(2),
      }), // [batch, 10]
    ],
  });
  model.compile({
    optimizer: "adam", // by name: the model then owns it and disposes it
    loss: "categoricalCrossentropy",
    metrics: ["accuracy"],
  });
  return model;
}

/**
 * Throws unless a model takes digits and gives class probabilities.
 *
 * @param action What the caller is about to do, as in `train the model`.
 * @param model The model.
 * @throws {TypeError} If it is not a model, its input is neither `[batch, 28, 28, 1]` nor `[batch, 784]`,
 * its output is not `[batch, 10]`, or it has been disposed of.
 */
export function checkDigitModel(action: string, model: LayersModel): void {
  if (!(model instanceof tf.LayersModel)) {
    throw new TypeError(
      `Cannot ${action}: expected a model of layers but found ${describeValue(model)}`,
    );
  }
  const [input, output] = [model.inputs, model.outputs].map((tensors) =>
    tensors.map(({ shape }) => `[${shape.map((size) => size ?? "batch").join(", ")}]`).join(" and ")
  );
  const pixels = `[batch, ${IMAGE_SIZE}]`;
  const image = `[batch, ${IMAGE_HEIGHT}, ${IMAGE_WIDTH}, 1]`;
  const classes = `[batch, ${NUM_CLASSES}]`;
  if ((input !== pixels && input !== image) || output !== classes) {
    throw new TypeError(
      `Cannot ${action}: expected a model from ${image} or ${pixels} to ${classes} but found one ` +
        `from ${input} to ${output}`,
    );
  }
  // TensorFlow.js keeps it from TypeScript, not from us.
  const weights = model.weights as unknown as readonly { val: Tensor }[];
  if (weights.some(({ val }) => val.isDisposed)) {
    throw new TypeError(`Cannot ${action}: expected a model in use but found a disposed one`);
  }
}

/**
 * Gives a batch of pixels the shape that a model's input has.
 *
 * @param model A model that {@linkcode checkDigitModel} lets pass.
 * @param xs Pixels, `[n, 784]`.
 * @returns The same values, `[n, 28, 28, 1]` or `[n, 784]`. The caller disposes it and `xs`.
 */
export function asModelInput(model: LayersModel, xs: Tensor2D): Tensor {
  return xs.reshape([xs.shape[0], ...model.inputs[0].shape.slice(1) as number[]]);
}
