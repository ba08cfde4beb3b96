/**
 * What is timed: networks with data to train them on.
 *
 * @module
 */
import * as tf from "@tensorflow/tfjs";
import { getModel } from "../lib/course/model.ts";

/** The name of a network. */
export type NetworkName = "lesson" | "blocks";

/** Makes a network anew, compiled. */
export function makeNetwork(name: NetworkName): tf.LayersModel {
  return name === "lesson" ? getModel({ seed: 1 }) : threeBlocks();
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
  const kernelInitializer = tf.initializers.glorotUniform({ seed: 4 });
  model.add(tf.layers.dense({ units: 10, activation: "softmax", kernelInitializer }));
  model.compile({ optimizer: "adam", loss: "categoricalCrossentropy", metrics: ["accuracy"] });
  return model;
}

/** Seeded noise with labels in turn: how long training takes does not depend on the pixels. */
export function makeData(name: NetworkName, examples: number): { xs: tf.Tensor; ys: tf.Tensor } {
  const shape = name === "lesson" ? [28, 28, 1] : [32, 32, 3];
  return tf.tidy(() => {
    const labels = Int32Array.from({ length: examples }, (_, example) => example % 10);
    return {
      xs: tf.randomUniform([examples, ...shape], 0, 1, "float32", 1),
      ys: tf.oneHot(tf.tensor1d(labels, "int32"), 10).toFloat(),
    };
  });
}
