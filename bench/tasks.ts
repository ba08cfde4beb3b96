/**
 * What is timed: networks with data to train them on.
 *
 * @module
 */
import * as tf from "@tensorflow/tfjs";
import { getModel } from "../lib/course/model.ts";
import { EncoderBlock } from "./encoder_block.ts";

/** The shape of an example for each network. */
const SHAPES = {
  lesson: [28, 28, 1],
  blocks: [32, 32, 3],
  embedding: [100],
  lstm: [28, 28],
  gru: [28, 28],
  encoder: [32, 64],
} as const;

/** The name of a network. */
export type NetworkName = keyof typeof SHAPES;

/** The networks by name. */
const NETWORKS: Readonly<Record<NetworkName, () => tf.LayersModel>> = {
  lesson: () => getModel({ seed: 1 }),
  blocks: () => compiled(threeBlocks()),
  embedding: () => compiled(embedding()),
  lstm: () => compiled(recurrent(tf.layers.lstm(RECURRENT))),
  gru: () => compiled(recurrent(tf.layers.gru(RECURRENT))),
  encoder: () => compiled(encoder()),
};

/** How many words the embedding knows. */
const WORDS = 10_000;

/** What both recurrent networks are: an image's rows are read one after the other. */
const RECURRENT = {
  units: 64,
  inputShape: [...SHAPES.lstm],
  kernelInitializer: tf.initializers.glorotUniform({ seed: 1 }),
  recurrentInitializer: tf.initializers.orthogonal({ seed: 2 }),
};

/** Makes a network anew, compiled. */
export function makeNetwork(name: NetworkName): tf.LayersModel {
  return NETWORKS[name]();
}

function compiled(model: tf.LayersModel): tf.LayersModel {
  model.compile({ optimizer: "adam", loss: "categoricalCrossentropy", metrics: ["accuracy"] });
  return model;
}

/** The last layer: ten classes. */
function classes(): tf.layers.Layer {
  const kernelInitializer = tf.initializers.glorotUniform({ seed: 4 });
  return tf.layers.dense({ units: 10, activation: "softmax", kernelInitializer });
}

/** Three blocks of convolution, batch normalisation and relu with pooling, for 32×32×3 images. */
function threeBlocks(): tf.LayersModel {
  const model = tf.sequential();
  for (const [block, filters] of [16, 32, 64].entries()) {
    model.add(tf.layers.conv2d({
      ...(block === 0 ? { inputShape: [32, 32, 3] } : {}),
      kernelSize: 3,
      filters,
      padding: "same",
      useBias: false,
      kernelInitializer: tf.initializers.heNormal({ seed: block }),
    }));
    model.add(tf.layers.batchNormalization());
    model.add(tf.layers.reLU());
    model.add(tf.layers.maxPooling2d({ poolSize: 2 }));
  }
  model.add(tf.layers.flatten());
  model.add(classes());
  return model;
}

/** A classifier of texts of 100 words: the mean of the words' vectors, and two dense layers. */
function embedding(): tf.LayersModel {
  return tf.sequential({
    layers: [
      tf.layers.embedding({
        inputDim: WORDS,
        outputDim: 64,
        inputLength: SHAPES.embedding[0],
        embeddingsInitializer: tf.initializers.randomUniform({ seed: 1 }),
      }),
      tf.layers.globalAveragePooling1d({}),
      tf.layers.dense({
        units: 64,
        activation: "relu",
        kernelInitializer: tf.initializers.glorotUniform({ seed: 2 }),
      }),
      classes(),
    ],
  });
}

/** A layer that reads an image row by row, and a dense layer. */
function recurrent(layer: tf.layers.Layer): tf.LayersModel {
  return tf.sequential({ layers: [layer, classes()] });
}

/** Two blocks of a transformer's encoder, and the mean over time. */
function encoder(): tf.LayersModel {
  const input = tf.input({ shape: [...SHAPES.encoder] });
  let x: tf.SymbolicTensor = input;
  for (const seed of [1, 2]) x = new EncoderBlock({ heads: 4, hidden: 256, seed }).apply(x);
  const mean = tf.layers.globalAveragePooling1d({}).apply(x) as tf.SymbolicTensor;
  return tf.model({ inputs: input, outputs: classes().apply(mean) as tf.SymbolicTensor });
}

/** Seeded noise with labels in turn: how long training takes does not depend on the values. */
export function makeData(name: NetworkName, examples: number): { xs: tf.Tensor; ys: tf.Tensor } {
  const shape = [examples, ...SHAPES[name]];
  return tf.tidy(() => {
    const labels = Int32Array.from({ length: examples }, (_, example) => example % 10);
    return {
      xs: name === "embedding"
        ? tf.randomUniform(shape, 0, WORDS, "int32", 1)
        : tf.randomUniform(shape, 0, 1, "float32", 1),
      ys: tf.oneHot(tf.tensor1d(labels, "int32"), 10).toFloat(),
    };
  });
}
