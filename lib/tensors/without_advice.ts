/**
 * Making backends that do not advise to install a Node.js addon, which is of no use under Deno.
 *
 * @module
 */
import * as tf from "@tensorflow/tfjs-core";

/**
 * Makes a backend that will not print the advice: MathBackendCPU (4.22) does at its first write, if
 * TensorFlow.js believes just then that it runs under Node.js. So its first write is done here, while
 * TensorFlow.js does not. Afterwards the flag is set again: other parts of TensorFlow.js read it.
 */
export function withoutAdvice<Backend extends tf.KernelBackend>(make: () => Backend): Backend {
  const backend = make();
  const environment = tf.env();
  const isNode = environment.getBool("IS_NODE");
  environment.set("IS_NODE", false);
  try {
    backend.disposeData(backend.write(new Float32Array(1), [1], "float32"));
  } finally {
    environment.set("IS_NODE", isNode);
  }
  return backend;
}
