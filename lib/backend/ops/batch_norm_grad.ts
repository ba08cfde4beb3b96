/**
 * The gradient of batch normalisation along other axes than the last. TensorFlow.js's does not sum along the
 * axes that means are broadcast along, and refuses.
 *
 * @module
 */
import * as tf from "@tensorflow/tfjs-core";

/** Registers the gradient for a backend, and only for it. */
export function registerBatchNormGrad(backendName: string): void {
  const stock = tf.getGradient(tf.FusedBatchNorm);
  if (!stock) return; // TensorFlow.js without gradients
  // Gradients are registered for all backends at once.
  tf.registerGradient({
    ...stock,
    gradFunc: (dy, saved, attrs) => {
      const [x, mean, variance, scale] = saved;
      const ours = tf.getBackend() === backendName && mean.rank > 1 &&
        !tf.util.arraysEqual(mean.shape, x.shape);
      if (!ours) return stock.gradFunc(dy, saved, attrs);
      const { varianceEpsilon } = attrs as unknown as tf.FusedBatchNormAttrs;
      const gradient = dy as tf.Tensor;
      const axes = tf.broadcast_util.getReductionAxes(mean.shape, x.shape);
      const summed = (tensor: tf.Tensor) => tensor.sum(axes).reshape(mean.shape);
      const root = tf.rsqrt(variance.add(varianceEpsilon));
      const factor = scale ? root.mul(scale) : root;
      return {
        // y = (x − m) · s · r + o with r = (v + ε)^−½, and dr/dv = −½ r³
        x: () => gradient.mul(factor),
        mean: () => summed(gradient).mul(factor).neg(),
        variance: () => summed(gradient.mul(x.sub(mean))).mul(factor).mul(root.square()).mul(-0.5),
        scale: () => summed(gradient.mul(x.sub(mean))).mul(root),
        offset: () => summed(gradient),
      };
    },
  });
}
