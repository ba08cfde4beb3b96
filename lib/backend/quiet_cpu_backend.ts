/**
 * Makes the cpu backend without advice to install a Node.js addon. Importing this module does it,
 * because a tensor may be made before any function here is called.
 *
 * @module
 */
import * as tf from "@tensorflow/tfjs";
import { withoutAdvice } from "./without_advice.ts";

if (!("cpu" in tf.engine().registry)) {
  const makeCpuBackend = tf.findBackendFactory("cpu") as () => tf.KernelBackend;
  tf.removeBackend("cpu");
  tf.registerBackend("cpu", () => withoutAdvice(makeCpuBackend));
}
