/**
 * Chooses what TensorFlow.js computes with.
 *
 * {@linkcode useBackend} switches to the `wasm` backend, which trains the lessons' network on 5,500
 * digits in about 2 s an epoch where the `cpu` backend takes about 70 ms for each digit. `wasm` is
 * TensorFlow.js's own package plus two gradients of a convolution, one that it lacks and one that it
 * computes slowly, and a way round a fault in how it pads convolutions.
 *
 * A few operations cannot be trained on `wasm`, among them depthwise and separable convolutions and
 * embeddings. TensorFlow.js then throws an error that names the missing kernel; the `cpu` backend
 * has them all.
 *
 * @module
 */
import "./quiet_cpu_backend.ts";

export {
  type BackendInfo,
  type BackendName,
  useBackend,
  type UseBackendOptions,
} from "./use_backend.ts";
