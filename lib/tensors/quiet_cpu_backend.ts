/**
 * Makes the cpu backend without advice to install a Node.js addon. Importing this module does it,
 * because a tensor may be made before any function here is called. So every module of the library
 * that uses TensorFlow.js imports this one: each may be the only one that a program imports.
 *
 * What cannot be helped: a program that imports TensorFlow.js alone and makes a tensor has been
 * given the advice before it imports anything from here.
 *
 * @module
 */
import * as tf from "@tensorflow/tfjs-core";
import "@tensorflow/tfjs-backend-cpu";
import { withoutAdvice } from "./without_advice.ts";

const makeCpuBackend = tf.findBackendFactory("cpu") as (() => tf.KernelBackend) | null;
const made = tf.engine().registry["cpu"];
if (made !== undefined) {
  withoutAdvice(() => made); // made before this import, but perhaps not written to yet
} else if (makeCpuBackend !== null) {
  tf.removeBackend("cpu");
  tf.registerBackend("cpu", () => withoutAdvice(makeCpuBackend));
}
