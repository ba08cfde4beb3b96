/**
 * A worker thread of the simd backend: claims chunks of kernels until it is told to end. It is compiled
 * into worker_script.ts, which every runtime can start, and imports nothing but what that can hold.
 *
 * @module
 */
import { nodeModule } from "./runtime/node_module.ts";
import { drain, type RangeKernel, STARTED, TICKET } from "./tickets.ts";

/** What a worker is given. */
export interface WorkerData {
  module: WebAssembly.Module;
  memory: WebAssembly.Memory;
  /** The names of the kernels, in the order of their numbers. */
  kernels: readonly string[];
  control: Int32Array;
}

/**
 * How often to look for a job before going to sleep. A woken thread is late by some 50 µs, about as
 * long as a small kernel takes, and the next kernel mostly follows at once.
 */
const SPINS = 200_000;

function work({ module, memory, kernels: names, control }: WorkerData, started: () => void): void {
  const abort = () => {
    throw new Error("the allocator gave up");
  };
  const { exports } = new WebAssembly.Instance(module, { env: { memory, abort } });
  const kernels = names.map((name) => exports[name] as RangeKernel);
  Atomics.add(control, STARTED, 1);
  started();

  let ticket = Atomics.load(control, TICKET);
  while (ticket >= 0) {
    let spins = 0;
    while (spins < SPINS && Atomics.load(control, TICKET) === ticket) spins++;
    if (spins === SPINS) Atomics.wait(control, TICKET, ticket);
    ticket = drain(control, kernels);
  }
}

const threads = nodeModule("node:worker_threads");
if (threads) {
  const { parentPort, workerData } = threads;
  work(workerData as WorkerData, () => parentPort!.postMessage("started"));
} else {
  const scope = globalThis as unknown as {
    onmessage: (event: { data: WorkerData }) => void;
    onmessageerror: () => void;
    postMessage(message: string): void;
    close(): void;
  };
  scope.onmessage = ({ data }) => {
    work(data, () => scope.postMessage("started"));
    scope.close(); // a web worker does not end by itself
  };
  scope.onmessageerror = () => {
    throw new Error("it could not receive the shared memory");
  };
}
