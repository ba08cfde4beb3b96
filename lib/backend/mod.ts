/**
 * Chooses what TensorFlow.js computes with, and brings a backend of its own: `simd`.
 *
 * The `simd` backend is TensorFlow.js's `cpu` backend with the slow kernels replaced by WebAssembly
 * ones that use SIMD instructions and all cores. Every model that runs on `cpu` runs on `simd`, and
 * with the same seed it gives the same bits whatever the number of threads.
 *
 * Importing this module registers the backend; {@linkcode useBackend} or
 * `await tf.setBackend("simd")` switches to it.
 *
 * @module
 */
import "./register_simd.ts";

export {
  type BackendChoice,
  type BackendInfo,
  type BackendName,
  useBackend,
  type UseBackendOptions,
} from "./use_backend.ts";
