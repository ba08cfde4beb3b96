/**
 * The gradients of sums and means. TensorFlow.js multiplies by a tensor of ones as large as the input,
 * which JavaScript fills first.
 *
 * @module
 */
import * as tf from "@tensorflow/tfjs-core";

/** TensorFlow.js's gradient of tile knows no more axes, and second derivatives take it. */
const MAX_RANK = 4;

/** Registers gradients of sum and mean that repeat what is there, for a backend and only for it. */
export function registerReductionGrads(backendName: string): void {
  for (const kernelName of [tf.Sum, tf.Mean]) {
    const stock = tf.getGradient(kernelName);
    if (!stock) continue; // TensorFlow.js without gradients
    // Gradients are registered for all backends at once.
    tf.registerGradient({
      kernelName,
      inputsToSave: ["x"],
      gradFunc: (dy, saved, attrs) => {
        const gradient = dy as tf.Tensor;
        const [x] = saved;
        const ours = tf.getBackend() === backendName && x.dtype === "float32" && x.size > 0 &&
          x.rank <= MAX_RANK;
        if (!ours) return stock.gradFunc(dy, saved, attrs);
        const { axis } = attrs as unknown as tf.SumAttrs;
        const axes = tf.util.parseAxisParam(axis, x.shape);
        const kept = x.shape.map((size, i) => axes.includes(i) ? 1 : size);
        const one = kernelName === tf.Mean ? tf.div(gradient, x.size / gradient.size) : gradient;
        const repeats = x.shape.map((size, i) => axes.includes(i) ? size : 1);
        return { x: () => tf.tile(tf.reshape(one, kept), repeats) };
      },
    });
  }
}
