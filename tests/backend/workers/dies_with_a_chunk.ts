/**
 * A worker that claims a chunk and ends without computing it.
 *
 * @module
 */
import process from "node:process";
import { parentPort, workerData } from "node:worker_threads";
import { MAX_CHUNKS, STARTED, TICKET } from "../../../lib/backend/tickets.ts";
import type { WorkerData } from "../../../lib/backend/worker.ts";

const { control } = workerData as WorkerData;
Atomics.add(control, STARTED, 1);
parentPort!.postMessage("started");
while (true) {
  const ticket = Atomics.load(control, TICKET);
  if ((ticket & MAX_CHUNKS) === 0) continue;
  if (Atomics.compareExchange(control, TICKET, ticket, ticket - 1) === ticket) break;
}
process.exit(0);
