/**
 * Small models whose numbers can be worked out by hand.
 *
 * @module
 */
import * as tf from "@tensorflow/tfjs";

/** A convolution of two 1 × 2 filters with known weights, then a sum of all its values. */
export function smallModel(): tf.Sequential {
  const kernel = tf.tensor4d([1, -2, 0, 1], [1, 2, 1, 2]); // filter 0: [1, 0], filter 1: [-2, 1]
  const bias = tf.tensor1d([0, 0.5]);
  const model = tf.sequential({
    layers: [
      tf.layers.conv2d({
        kernelSize: [1, 2],
        filters: 2,
        inputShape: [1, 3, 1],
        activation: "relu",
        name: "conv",
      }),
      tf.layers.flatten({ name: "flat" }),
      tf.layers.dense({ units: 1, name: "sum", kernelInitializer: "ones" }),
    ],
  });
  model.layers[0].setWeights([kernel, bias]);
  tf.dispose([kernel, bias]);
  return model;
}

/** What makes a layer of ones alone. */
export const ones = { kernelInitializer: "ones", useBias: false } as const;

/** Applies a layer to symbols. */
export const apply = (
  layer: { apply(input: tf.SymbolicTensor | tf.SymbolicTensor[]): unknown },
  input: tf.SymbolicTensor | tf.SymbolicTensor[],
) => layer.apply(input) as tf.SymbolicTensor;

/** A base that sums neighbours in pairs and then all, applied to an input, with a head that doubles. */
export function transferModel(): tf.LayersModel {
  const base = tf.sequential({
    name: "base",
    layers: [
      tf.layers.conv2d({
        filters: 1,
        kernelSize: [1, 2],
        inputShape: [1, 3, 1],
        name: "conv",
        ...ones,
      }),
      tf.layers.flatten({ name: "flat" }),
    ],
  });
  const input = tf.input({ shape: [1, 3, 1], name: "in" });
  // The head has a layer of the same name as one in the base.
  const head = tf.layers.dense({ units: 1, name: "conv", ...ones });
  return tf.model({ inputs: input, outputs: apply(head, apply(base, input)) });
}
