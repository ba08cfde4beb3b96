/**
 * Small models of different kinds, with seeded weights and data, to train on any backend.
 *
 * @module
 */
import * as tf from "@tensorflow/tfjs";
import { labelsInTurn } from "./small_network.ts";

/** A model with data to train it on. */
export interface Training {
  model: tf.LayersModel;
  xs: tf.Tensor[];
  ys: tf.Tensor;
}

const EXAMPLES = 48;

function compile(model: tf.LayersModel, optimizer: tf.Optimizer, loss: string): tf.LayersModel {
  model.compile({ optimizer, loss });
  return model;
}

const init = (seed: number) => tf.initializers.glorotUniform({ seed });
const images = (size: number, channels: number) =>
  tf.randomUniform([EXAMPLES, size, size, channels], 0, 1, "float32", 1);
const classes = (count: number) => labelsInTurn(EXAMPLES, count);

function dense(): Training {
  const model = tf.sequential({
    layers: [
      tf.layers.dense({
        inputShape: [64],
        units: 50,
        activation: "relu",
        kernelInitializer: init(1),
      }),
      tf.layers.dense({ units: 20, activation: "sigmoid", kernelInitializer: init(2) }),
      tf.layers.dense({ units: 5, activation: "softmax", kernelInitializer: init(3) }),
    ],
  });
  const xs = [tf.randomUniform([EXAMPLES, 64], 0, 1, "float32", 1)];
  return { model: compile(model, tf.train.adam(), "categoricalCrossentropy"), xs, ys: classes(5) };
}

function convolutional(): Training {
  const model = tf.sequential({
    layers: [
      tf.layers.conv2d({
        inputShape: [12, 12, 3],
        kernelSize: 3,
        filters: 8,
        padding: "same",
        useBias: false,
        kernelInitializer: init(1),
      }),
      tf.layers.batchNormalization(),
      tf.layers.reLU(),
      tf.layers.maxPooling2d({ poolSize: 2 }),
      tf.layers.conv2d({
        kernelSize: 3,
        filters: 12,
        strides: 2,
        padding: "same",
        activation: "relu",
        kernelInitializer: init(2),
      }),
      tf.layers.dropout({ rate: 0.25, seed: 5 }),
      tf.layers.globalAveragePooling2d({}),
      tf.layers.dense({ units: 5, activation: "softmax", kernelInitializer: init(3) }),
    ],
  });
  const optimizer = tf.train.momentum(0.05, 0.9);
  const loss = "categoricalCrossentropy";
  return { model: compile(model, optimizer, loss), xs: [images(12, 3)], ys: classes(5) };
}

function separable(): Training {
  const model = tf.sequential({
    layers: [
      tf.layers.separableConv2d({
        inputShape: [12, 12, 3],
        kernelSize: 3,
        filters: 8,
        padding: "same",
        activation: "relu",
        depthwiseInitializer: init(1),
        pointwiseInitializer: init(2),
      }),
      tf.layers.averagePooling2d({ poolSize: 2 }),
      tf.layers.depthwiseConv2d({ kernelSize: 3, strides: 2, depthwiseInitializer: init(3) }),
      tf.layers.flatten(),
      tf.layers.dense({ units: 5, activation: "softmax", kernelInitializer: init(4) }),
    ],
  });
  const optimizer = tf.train.rmsprop(0.005);
  const loss = "categoricalCrossentropy";
  return { model: compile(model, optimizer, loss), xs: [images(12, 3)], ys: classes(5) };
}

function autoencoder(): Training {
  const model = tf.sequential({
    layers: [
      tf.layers.conv2d({
        inputShape: [12, 12, 1],
        kernelSize: 3,
        filters: 6,
        strides: 2,
        padding: "same",
        activation: "relu",
        kernelInitializer: init(1),
      }),
      tf.layers.conv2dTranspose({
        kernelSize: 3,
        filters: 4,
        strides: 2,
        padding: "same",
        activation: "tanh",
        kernelInitializer: init(2),
      }),
      tf.layers.conv2d({
        kernelSize: 1,
        filters: 1,
        activation: "sigmoid",
        kernelInitializer: init(3),
      }),
    ],
  });
  const xs = images(12, 1);
  const ys = xs.clone();
  return { model: compile(model, tf.train.adam(), "meanSquaredError"), xs: [xs], ys };
}

function recurrent(): Training {
  const model = tf.sequential({
    layers: [
      tf.layers.embedding({
        inputDim: 20,
        outputDim: 8,
        inputLength: 7,
        embeddingsInitializer: init(1),
      }),
      tf.layers.lstm({
        units: 10,
        kernelInitializer: init(2),
        recurrentInitializer: init(3),
      }),
      tf.layers.dense({ units: 5, activation: "softmax", kernelInitializer: init(4) }),
    ],
  });
  const xs = [tf.randomUniform([EXAMPLES, 7], 0, 20, "int32", 1).toFloat()];
  return { model: compile(model, tf.train.adam(), "categoricalCrossentropy"), xs, ys: classes(5) };
}

function twoInputs(): Training {
  const image = tf.input({ shape: [10, 10, 1] });
  const numbers = tf.input({ shape: [6] });
  const convolved = tf.layers.conv2d({
    kernelSize: 3,
    filters: 4,
    activation: "relu",
    kernelInitializer: init(1),
  }).apply(image) as tf.SymbolicTensor;
  const flat = tf.layers.flatten().apply(convolved) as tf.SymbolicTensor;
  const hidden = tf.layers.dense({ units: 8, activation: "elu", kernelInitializer: init(2) })
    .apply(numbers) as tf.SymbolicTensor;
  const joined = tf.layers.concatenate().apply([flat, hidden]) as tf.SymbolicTensor;
  const output = tf.layers.dense({ units: 1, kernelInitializer: init(3) })
    .apply(joined) as tf.SymbolicTensor;
  const model = tf.model({ inputs: [image, numbers], outputs: output });
  const xs = [images(10, 1), tf.randomUniform([EXAMPLES, 6], 0, 1, "float32", 2)];
  const ys = tf.randomUniform([EXAMPLES, 1], 0, 1, "float32", 3);
  return { model: compile(model, tf.train.sgd(0.05), "meanSquaredError"), xs, ys };
}

/** Every model by its kind. */
export const MODELS: Readonly<Record<string, () => Training>> = {
  dense,
  "convolutional with batch normalisation and dropout": convolutional,
  "separable convolutional": separable,
  "autoencoder with transposed convolution": autoencoder,
  "LSTM with embedding": recurrent,
  "with two inputs": twoInputs,
};

/** Trains a model in batches of 16, in the order of the data. */
export async function fit({ model, xs, ys }: Training, epochs: number): Promise<void> {
  await model.fit(xs, ys, { epochs, batchSize: 16, shuffle: false, verbose: 0 });
}

/** Frees a model with its optimizer and its data. */
export function disposeTraining({ model, xs, ys }: Training): void {
  // An optimizer that was given as an object stays the caller's.
  model.optimizer.dispose();
  model.dispose();
  tf.dispose([xs, ys]);
}
