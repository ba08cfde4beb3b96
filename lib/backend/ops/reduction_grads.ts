/**
 * The gradient of a mean over all axes but the last, as batch normalisation takes. TensorFlow.js
 * multiplies by a tensor of ones as large as the input, which JavaScript fills first.
 *
 * @module
 */
import * as tf from "@tensorflow/tfjs-core";

/** Registers a gradient of mean that repeats one row, for a backend and only for it. */
export function registerMeanGrad(backendName: string): void {
  const stock = tf.getGradient(tf.Mean);
  if (!stock) return; // TensorFlow.js without gradients
  // Gradients are registered for all backends at once.
  tf.registerGradient({
    kernelName: tf.Mean,
    inputsToSave: ["x"],
    gradFunc: (dy, saved, attrs) => {
      const gradient = dy as tf.Tensor;
      const [x] = saved;
      const { axis } = attrs as unknown as tf.MeanAttrs;
      const axes = tf.util.parseAxisParam(axis, x.shape);
      const ours = tf.getBackend() === backendName && x.dtype === "float32" && x.size > 0 &&
        axes.length === x.rank - 1 && !axes.includes(x.rank - 1);
      if (!ours) return stock.gradFunc(dy, saved, attrs);
      const columns = x.shape[x.rank - 1];
      const row = [...axes.map(() => 1), columns];
      const repeats = [...x.shape.slice(0, -1), 1];
      return { x: () => tf.tile(gradient.reshape(row).div(x.size / columns), repeats) };
    },
  });
}
