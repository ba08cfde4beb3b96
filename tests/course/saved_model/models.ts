import * as tf from "@tensorflow/tfjs";

/** Two networks side by side whose weights have the same names, as in an ensemble. */
export function ensemble(): tf.LayersModel {
  const part = (seed: number) =>
    tf.sequential({
      layers: [tf.layers.dense({
        units: 3,
        inputShape: [4],
        name: "fc",
        kernelInitializer: tf.initializers.randomNormal({ seed }),
      })],
    });
  const input = tf.input({ shape: [4] });
  const parts = [part(1), part(2)].map((model) => model.apply(input) as tf.SymbolicTensor);
  return tf.model({
    inputs: input,
    outputs: tf.layers.concatenate().apply(parts) as tf.SymbolicTensor,
  });
}

/** Deep enough for every kind of place a weight can have: models, wrappers, cells, a shared layer. */
export function deepModel(): tf.LayersModel {
  const inner = tf.sequential({
    name: "inner",
    layers: [
      tf.layers.dense({ units: 3, inputShape: [2], name: "fc" }),
      tf.layers.batchNormalization({ name: "norm" }),
    ],
  });
  const middle = tf.sequential({
    name: "middle",
    layers: [inner, tf.layers.dense({ units: 2 })],
  });
  const input = tf.input({ shape: [5, 2] });
  const steps = tf.layers.timeDistributed({ layer: middle }).apply(input) as tf.SymbolicTensor;
  const both = tf.layers.bidirectional({
    layer: tf.layers.lstm({ units: 2, returnSequences: true }),
    mergeMode: "concat",
  }).apply(steps) as tf.SymbolicTensor;
  const last = tf.layers.simpleRNN({ units: 2 }).apply(both);
  return tf.model({ inputs: input, outputs: last as tf.SymbolicTensor });
}

/** The values of all weights, in the order of the model. */
export function valuesOf(model: tf.LayersModel): number[][] {
  return model.getWeights().map((tensor) => Array.from(tensor.dataSync()));
}

/** Disposes of a model. `dispose()` of TensorFlow.js 4.22 forgets models inside that are called twice. */
export function disposeAll(model: tf.LayersModel): void {
  for (const weight of new Set(model.weights)) weight.dispose();
}
