/**
 * A worker thread of the simd backend: claims chunks of kernels until it is told to end.
 *
 * @module
 */
import { parentPort, workerData } from "node:worker_threads";
import { instantiateKernels, listKernels } from "./compiled_kernels.ts";
import { drain, STARTED, TICKET } from "./tickets.ts";

/** What a worker is given. */
export interface WorkerData {
  module: WebAssembly.Module;
  memory: WebAssembly.Memory;
  control: Int32Array;
}

/**
 * How often to look for a job before going to sleep. A woken thread is late by some 50 µs, about as
 * long as a small kernel takes, and the next kernel mostly follows at once.
 */
const SPINS = 200_000;

const { module, memory, control } = workerData as WorkerData;
const kernels = listKernels(instantiateKernels(module, memory));
Atomics.add(control, STARTED, 1);
parentPort!.postMessage("started");

let ticket = Atomics.load(control, TICKET);
while (ticket >= 0) {
  let spins = 0;
  while (spins < SPINS && Atomics.load(control, TICKET) === ticket) spins++;
  if (spins === SPINS) Atomics.wait(control, TICKET, ticket);
  ticket = drain(control, kernels);
}
