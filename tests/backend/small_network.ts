/**
 * A network that trains in no time.
 *
 * @module
 */
import * as tf from "@tensorflow/tfjs";

/** A small network like the lesson's, compiled. */
export function smallNetwork(seed = 1): tf.Sequential {
  const model = tf.sequential({
    layers: [
      tf.layers.conv2d({
        inputShape: [12, 12, 1],
        kernelSize: 3,
        filters: 4,
        activation: "relu",
        kernelInitializer: tf.initializers.glorotUniform({ seed }),
      }),
      tf.layers.maxPooling2d({ poolSize: 2 }),
      tf.layers.flatten(),
      tf.layers.dense({
        units: 3,
        activation: "softmax",
        kernelInitializer: tf.initializers.glorotUniform({ seed: seed + 1 }),
      }),
    ],
  });
  model.compile({ optimizer: "adam", loss: "categoricalCrossentropy" });
  return model;
}

/** Labels in turn, one-hot. */
export function labelsInTurn(examples: number, classes: number): tf.Tensor {
  const labels = Int32Array.from({ length: examples }, (_, example) => example % classes);
  return tf.tidy(() => tf.oneHot(tf.tensor1d(labels, "int32"), classes).toFloat());
}

/** Seeded noise with labels in turn. */
export function data(examples: number): { xs: tf.Tensor; ys: tf.Tensor } {
  return {
    xs: tf.randomUniform([examples, 12, 12, 1], 0, 1, "float32", 1),
    ys: labelsInTurn(examples, 3),
  };
}
