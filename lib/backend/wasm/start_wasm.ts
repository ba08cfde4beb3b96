/**
 * Starting the wasm backend with the kernels that training needs.
 *
 * @module
 */
import * as tf from "@tensorflow/tfjs-core";
import { getThreadsCount } from "@tensorflow/tfjs-backend-wasm";
import { registerWasmKernels } from "./register_wasm_kernels.ts";

let threads: Promise<number> | undefined;

/**
 * Starts the wasm backend at the first call and makes it known to TensorFlow.js, without switching.
 *
 * @returns The number of threads it computes with.
 * @throws {Error} If it cannot start; TensorFlow.js then does not know it.
 */
export function startWasm(): Promise<number> {
  return threads ??= start();
}

async function start(): Promise<number> {
  registerWasmKernels();
  if ("wasm" in tf.engine().registry) return getThreadsCount(); // the caller has started it before
  // `tf.setBackend("wasm")` would print why the backend failed to start, drop the error and leave
  // TensorFlow.js without any backend. So it is only told of a backend that runs.
  const createBackend = tf.findBackendFactory("wasm");
  tf.removeBackend("wasm");
  let backend: tf.KernelBackend;
  try {
    backend = await createBackend();
  } catch (cause) {
    throw new Error(
      "Cannot start the wasm backend: expected TensorFlow.js to load its WebAssembly file but " +
        "found that it failed, for the reason printed above",
      { cause },
    );
  }
  tf.registerBackend("wasm", () => backend);
  return getThreadsCount();
}
