/**
 * The lesson's network and training, as a program has them that installed the packages: plain JavaScript
 * for every runtime.
 *
 * @module
 */
import * as tf from "@tensorflow/tfjs-core";
import * as layers from "@tensorflow/tfjs-layers";
import { useBackend } from "@convbook/backend";

/** How many digits there are to train on; the others are for validation. */
const TRAIN_SIZE = 5500;

/**
 * Trains the lesson's network for ten epochs.
 *
 * @param {Uint8Array} pixels The digits, 784 bytes each.
 * @param {Uint8Array} labels Their classes.
 * @param {number} threads How many threads to use.
 */
export async function trainLesson(pixels, labels, threads) {
  const used = await useBackend({ threads });
  const initializer = (seed) => layers.initializers.varianceScaling({ seed });
  const model = layers.sequential({
    layers: [
      layers.layers.conv2d({
        inputShape: [28, 28, 1],
        kernelSize: 5,
        filters: 8,
        activation: "relu",
        kernelInitializer: initializer(1),
      }),
      layers.layers.maxPooling2d({ poolSize: 2 }),
      layers.layers.conv2d({
        kernelSize: 5,
        filters: 16,
        activation: "relu",
        kernelInitializer: initializer(2),
      }),
      layers.layers.maxPooling2d({ poolSize: 2 }),
      layers.layers.flatten(),
      layers.layers.dense({
        units: 10,
        activation: "softmax",
        kernelInitializer: initializer(3),
      }),
    ],
  });
  model.compile({ optimizer: "adam", loss: "categoricalCrossentropy", metrics: ["accuracy"] });

  const xs = tf.tensor4d(Float32Array.from(pixels, (byte) => byte / 255), [
    labels.length,
    28,
    28,
    1,
  ]);
  const ys = tf.oneHot(tf.tensor1d(labels, "int32"), 10);
  const parts = (tensor) => [
    tf.slice(tensor, 0, TRAIN_SIZE),
    tf.slice(tensor, TRAIN_SIZE, labels.length - TRAIN_SIZE),
  ];
  const [trainXs, validationXs] = parts(xs);
  const [trainYs, validationYs] = parts(ys);
  const start = performance.now();
  const { history } = await model.fit(trainXs, trainYs, {
    batchSize: 512,
    epochs: 10,
    shuffle: false,
    validationData: [validationXs, validationYs],
    verbose: 0,
  });
  const seconds = (performance.now() - start) / 1000;
  return {
    used,
    seconds,
    validationAccuracy: history.val_acc.at(-1),
    losses: history.loss,
    weights: hash(model.getWeights().map((weights) => weights.dataSync())),
  };
}

/** FNV-1a over the bits of all numbers. */
function hash(arrays) {
  let hash = 0x811c9dc5;
  for (const array of arrays) {
    for (const byte of new Uint8Array(array.buffer, array.byteOffset, array.byteLength)) {
      hash = Math.imul(hash ^ byte, 0x01000193) >>> 0;
    }
  }
  return hash.toString(16);
}
