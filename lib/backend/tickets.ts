/**
 * How threads share out the chunks of a job, through one array of shared memory.
 *
 * A job is a kernel called on `lo` to `hi` in chunks. One word holds the job's number and how many of
 * its chunks are not yet claimed; whoever lowers it by one with compare-and-swap owns the chunk of
 * that index. As the word is 0 chunks between jobs, nobody can claim while the other words are being
 * rewritten, and nobody needs to wait for a thread that is late: it simply finds nothing to claim.
 *
 * @module
 */

/** Job number · 2¹¹ + chunks not yet claimed; −1 tells the workers to end. */
export const TICKET = 0;
/** How many chunks are done. On a cache line of its own, as are the words below. */
export const DONE = 16;
/** How many workers have started. */
export const STARTED = 32;
/** Not 0 if a kernel has thrown. */
export const FAILED = 33;
/** The job: which kernel, how many items, how many in each chunk. */
export const KERNEL = 34;
export const COUNT = 35;
export const GRAIN = 36;
/** The kernel's arguments after `lo` and `hi`: at most 16, which is checked when kernels are loaded. */
export const ARGUMENTS = 40;
export const MAX_ARGUMENTS = 16;
export const CHUNK_BITS = 11;
export const MAX_CHUNKS = (1 << CHUNK_BITS) - 1;
/** Job numbers wrap around here, so that a ticket stays a positive int32. */
export const MAX_JOBS = 1 << (31 - CHUNK_BITS);

/** How many words the threads share. */
export const CONTROL_WORDS = ARGUMENTS + MAX_ARGUMENTS;

/** A kernel, as the threads call it. */
export type RangeKernel = (lo: number, hi: number, ...args: number[]) => void;

/** Computes one chunk of the current job. */
export function computeChunk(control: Int32Array, kernels: RangeKernel[], chunk: number): void {
  const grain = control[GRAIN];
  const lo = chunk * grain;
  const hi = Math.min(lo + grain, control[COUNT]);
  const a = ARGUMENTS;
  // Spelt out: spreading a subarray takes longer than a small kernel.
  // deno-fmt-ignore
  kernels[control[KERNEL]](
    lo, hi,
    control[a], control[a + 1], control[a + 2], control[a + 3],
    control[a + 4], control[a + 5], control[a + 6], control[a + 7],
    control[a + 8], control[a + 9], control[a + 10], control[a + 11],
    control[a + 12], control[a + 13], control[a + 14], control[a + 15],
  );
}

/**
 * Claims and computes chunks until none is left.
 *
 * @returns The ticket at which nothing was left to claim.
 */
export function drain(control: Int32Array, kernels: RangeKernel[]): number {
  while (true) {
    const ticket = Atomics.load(control, TICKET);
    const left = ticket & MAX_CHUNKS;
    if (ticket < 0 || left === 0) return ticket;
    if (Atomics.compareExchange(control, TICKET, ticket, ticket - 1) !== ticket) continue;
    const chunk = left - 1;
    try {
      computeChunk(control, kernels, chunk);
    } catch {
      Atomics.store(control, FAILED, 1);
    }
    Atomics.add(control, DONE, 1);
    Atomics.notify(control, DONE);
  }
}
