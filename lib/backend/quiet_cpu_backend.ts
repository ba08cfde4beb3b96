/**
 * Keeps TensorFlow.js from printing its advice to install a Node.js addon, of no use under Deno.
 * Importing this module does it, because a tensor may be made before any function here is called.
 *
 * @module
 */
import * as tf from "@tensorflow/tfjs";

// MathBackendCPU (4.22) prints the advice at its first write, if the flag IS_NODE is set just then.
// So each cpu backend is made with its first write done, without the flag. Afterwards the flag must
// be set again: other parts of TensorFlow.js read it.
if (!("cpu" in tf.engine().registry)) {
  const makeCpuBackend = tf.findBackendFactory("cpu") as () => tf.KernelBackend;
  tf.removeBackend("cpu");
  tf.registerBackend("cpu", () => {
    const cpu = makeCpuBackend();
    const environment = tf.env();
    const isNode = environment.getBool("IS_NODE");
    environment.set("IS_NODE", false);
    cpu.disposeData(cpu.write(new Float32Array(1), [1], "float32"));
    environment.set("IS_NODE", isNode);
    return cpu;
  });
}
