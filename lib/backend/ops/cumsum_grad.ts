/**
 * The gradient of a running sum: the running sum of dy from the other end. TensorFlow.js turns its axes once
 * more than they were turned, which is right along the last axis only, and knows no negative axis.
 *
 * @module
 */
import * as tf from "@tensorflow/tfjs-core";

/** Registers the gradient for a backend, and only for it. */
export function registerCumsumGrad(backendName: string): void {
  const stock = tf.getGradient(tf.Cumsum);
  if (!stock) return; // TensorFlow.js without gradients
  // Gradients are registered for all backends at once.
  tf.registerGradient({
    kernelName: tf.Cumsum,
    inputsToSave: ["x"],
    gradFunc: (dy, saved, attrs) => {
      if (tf.getBackend() !== backendName) return stock.gradFunc(dy, saved, attrs);
      const { axis, exclusive, reverse } = attrs as unknown as tf.CumsumAttrs;
      return { x: () => tf.cumsum(dy as tf.Tensor, axis, exclusive, !reverse) };
    },
  });
}
