/**
 * How workers that fail get as far as having claimed a chunk.
 *
 * @module
 */
import { parentPort, workerData } from "node:worker_threads";
import { KERNEL, MAX_CHUNKS, STARTED, TICKET } from "../../../lib/backend/tickets.ts";
import type { WorkerData } from "../../../lib/backend/worker.ts";

/** What the team has given to the worker. */
export const { control, memory, module, kernels } = workerData as WorkerData;

/** Says that the worker has started. */
export function started(): void {
  Atomics.add(control, STARTED, 1);
  parentPort!.postMessage("started");
}

/** Waits for a job of the kernel `unary` and claims a chunk of it. */
export function claimChunk(): number {
  while (true) {
    const ticket = Atomics.load(control, TICKET);
    const left = ticket & MAX_CHUNKS;
    if (left === 0 || kernels[control[KERNEL]] !== "unary") continue;
    if (Atomics.compareExchange(control, TICKET, ticket, ticket - 1) === ticket) return left - 1;
  }
}
