/**
 * The gradient of relu as one kernel. TensorFlow.js composes it of three, step, cast and multiply.
 *
 * @module
 */
import * as tf from "@tensorflow/tfjs-core";
import type { SimdBackend } from "../simd_backend.ts";
import { reluGrad } from "./binary.ts";

const RELU_GRAD = "SimdReluGrad";

/** Registers the kernel for a backend, and a gradient of relu that uses it there and only there. */
export function registerReluGrad(backendName: string): void {
  const stock = tf.getGradient(tf.Relu);
  if (!stock) return; // TensorFlow.js without gradients
  tf.registerKernel({
    kernelName: RELU_GRAD,
    backendName,
    kernelFunc: ({ inputs: { dy, y }, backend }) => {
      const simd = backend as SimdBackend;
      return simd.inHeap(() => reluGrad(simd, dy!, y!)) ?? reluGradOutside(simd, dy!, y!);
    },
  });
  const run = (dy: tf.Tensor, y: tf.Tensor): tf.Tensor =>
    tf.engine().runKernel(RELU_GRAD, { dy, y });
  // Gradients are registered for all backends at once.
  tf.registerGradient({
    kernelName: tf.Relu,
    inputsToSave: ["x"],
    gradFunc: (dy, saved, attrs) => {
      const gradient = dy as tf.Tensor;
      const [x] = saved;
      const ours = tf.getBackend() === backendName && x.dtype === "float32" && x.size > 0;
      return ours ? { x: () => run(gradient, x) } : stock.gradFunc(dy, saved, attrs);
    },
  });
  // For second derivatives: the kernel is linear in dy and, in y, constant but for jumps.
  tf.registerGradient({
    kernelName: RELU_GRAD,
    inputsToSave: ["y"],
    gradFunc: (dy, [y]) => ({
      dy: () => run(dy as tf.Tensor, y),
      y: () => tf.zerosLike(y),
    }),
  });
}

/** The same where the heap has no room. */
function reluGradOutside(
  backend: SimdBackend,
  dy: tf.TensorInfo,
  y: tf.TensorInfo,
): tf.TensorInfo {
  const [gradients, outputs] = [dy, y]
    .map(({ dataId }) => backend.data.get(dataId).values as Float32Array);
  const gradient = Float32Array.from(gradients, (value, i) => outputs[i] > 0 ? value : 0);
  return backend.makeTensorInfo(dy.shape, "float32", gradient);
}
