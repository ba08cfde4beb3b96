/**
 * What a benchmark ran on.
 *
 * @module
 */
import { cpus } from "node:os";
import * as tf from "@tensorflow/tfjs";

/** A line that names the processor and the versions. */
export function describeMachine(): string {
  return [
    `${cpus()[0].model}, ${navigator.hardwareConcurrency} cores`,
    `Deno ${Deno.version.deno}`,
    `V8 ${Deno.version.v8}`,
    `TensorFlow.js ${tf.version_core}`,
    `load ${Deno.loadavg()[0].toFixed(1)}`,
  ].join(", ");
}
