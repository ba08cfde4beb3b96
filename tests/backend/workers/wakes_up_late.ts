/**
 * A worker that computes a chunk and does not come to say so, and computes it again when it has long been
 * taken for dead.
 *
 * @module
 */
import { computeChunk, type RangeKernel } from "../../../lib/backend/tickets.ts";
import { claimChunk, control, kernels as names, memory, module, started } from "./claim.ts";

/** A word that nobody else uses: 1 when the worker shall go on, 2 when it has. */
const WAKE_UP = 1;

const { exports } = new WebAssembly.Instance(module, { env: { memory, abort() {} } });
const kernels = names.map((name) => exports[name] as RangeKernel);

started();
const chunk = claimChunk();
computeChunk(control, kernels, chunk);
Atomics.wait(control, WAKE_UP, 0);
for (let i = 0; i < 100; i++) computeChunk(control, kernels, chunk);
Atomics.store(control, WAKE_UP, 2);
Atomics.notify(control, WAKE_UP);
