/**
 * The threads of the simd backend: fork a kernel over its range, join when all of it is done.
 *
 * @module
 */
import { Worker } from "node:worker_threads";
import {
  inOrder,
  type KernelArguments,
  type KernelName,
  listKernels,
  numberOf,
} from "./compiled_kernels.ts";
import { describeError } from "@convbook/check";
import type { Heap } from "./heap.ts";
import * as tickets from "./tickets.ts";
import type { WorkerData } from "./worker.ts";

/** Turns of looking whether the other threads are done before the main thread goes to sleep. */
const SPINS = 20_000;

/**
 * After this many seconds in which no chunk was done, workers that hold chunks are taken for dead.
 * Counted second by second, so that the sleep of a computer counts as one.
 */
const PATIENCE = 30;

/** Nor are they if they take less than this many times as long as the main thread took for its own. */
const PATIENCE_IN_OWN_TIMES = 20;

const WORKER = new URL("./worker.ts", import.meta.url);

/** The main thread and its workers, which compute kernels together. */
export class Team {
  /** Resolves when every worker has started or failed to. */
  readonly ready: Promise<void>;
  readonly #heap: Heap;
  readonly #workers: Set<Worker> = new Set();
  readonly #control = new Int32Array(new SharedArrayBuffer(4 * tickets.CONTROL_WORDS));
  readonly #kernels: tickets.RangeKernel[];
  readonly #patience: number;
  #job = 0;
  #warned = false;
  #ended = false;

  /**
   * @param module The compiled kernels.
   * @param heap The memory they work in.
   * @param size How many threads compute, the main thread among them.
   * @param worker The module that the workers run.
   * @param patience After how many seconds without a chunk done a worker is taken for dead.
   */
  constructor(
    module: WebAssembly.Module,
    heap: Heap,
    size: number,
    { worker = WORKER, patience = PATIENCE } = {},
  ) {
    this.#heap = heap;
    this.#patience = patience;
    this.#kernels = listKernels(heap.exports);
    const data = { module, memory: heap.memory, control: this.#control };
    const starts = Array.from({ length: size - 1 }, () => this.#startWorker(worker, data));
    this.ready = Promise.all(starts).then(() => {});
  }

  /** How many threads compute now, the main thread among them. */
  get size(): number {
    return 1 + this.#workers.size;
  }

  /** Resolves when the worker has started or turned out not to. Never rejects. */
  #startWorker(url: URL, workerData: WorkerData): Promise<void> {
    return new Promise((resolve) => {
      const lose = (reason: string) => {
        this.#lose([worker], reason);
        resolve();
      };
      const worker = new Worker(url, { workerData });
      this.#workers.add(worker);
      worker.once("message", () => {
        worker.unref(); // a program ends by itself, whether or not its workers do
        resolve();
      });
      worker.once("error", (error) => lose(describeError(error)));
      worker.once("exit", () => lose("it ended"));
    });
  }

  #lose(workers: Worker[], reason: string): void {
    const lost = workers.filter((worker) => this.#workers.delete(worker));
    if (lost.length === 0 || this.#ended || this.#warned) return;
    this.#warned = true;
    console.warn(
      `The simd backend goes on with fewer threads: a worker was lost (${reason}). If it was ` +
        "computing, results may be wrong from here on: start the program or the kernel anew",
    );
  }

  /**
   * Computes `kernel` on 0 to `count`.
   *
   * @param kernel The kernel's name.
   * @param count How many items the kernel goes through.
   * @param grain How many items a thread claims at a time.
   * @param args The kernel's arguments after `lo` and `hi`, by name.
   * @param parallel Whether it is worth waking the workers.
   * @throws {RangeError} If there is no such kernel.
   * @throws {TypeError} If an argument is missing.
   * @throws {Error} If the kernel traps, as it does for an operation that it has no branch for.
   */
  run<K extends KernelName>(
    kernel: K,
    count: number,
    grain: number,
    args: KernelArguments<K>,
    parallel: boolean,
  ): void {
    const number = numberOf(kernel);
    const values = inOrder(kernel, args);
    const control = this.#control;
    if (!parallel || count <= grain || Atomics.load(control, tickets.STARTED) === 0) {
      const compute = this.#kernels[number];
      try {
        for (let lo = 0; lo < count; lo += grain) {
          compute(lo, Math.min(lo + grain, count), ...values);
        }
      } catch (cause) {
        throw trapped(kernel, cause);
      }
      return;
    }
    const chunks = Math.ceil(count / grain);
    this.#job = (this.#job + 1) % tickets.MAX_JOBS;
    control[tickets.KERNEL] = number;
    control[tickets.COUNT] = count;
    control[tickets.GRAIN] = grain;
    control.set(values, tickets.ARGUMENTS);
    Atomics.store(control, tickets.DONE, 0);
    Atomics.store(control, tickets.TICKET, (this.#job << tickets.CHUNK_BITS) | chunks);
    Atomics.notify(control, tickets.TICKET);
    const start = performance.now();
    tickets.drain(control, this.#kernels);
    this.#join(chunks, (performance.now() - start) / 1000);
    if (Atomics.exchange(control, tickets.FAILED, 0)) throw trapped(kernel);
  }

  /**
   * Waits until every chunk is done, also of workers that have died meanwhile.
   *
   * @param chunks How many chunks there are.
   * @param ownSeconds How long the main thread took for its own.
   */
  #join(chunks: number, ownSeconds: number): void {
    const control = this.#control;
    for (let spins = 0; spins < SPINS; spins++) {
      if (Atomics.load(control, tickets.DONE) === chunks) return;
    }
    const patience = Math.max(this.#patience, PATIENCE_IN_OWN_TIMES * ownSeconds);
    let idleSeconds = 0;
    for (let done; (done = Atomics.load(control, tickets.DONE)) < chunks;) {
      if (Atomics.wait(control, tickets.DONE, done, 1000) !== "timed-out") idleSeconds = 0;
      else if (++idleSeconds >= patience) return this.#takeOver(chunks, idleSeconds);
    }
  }

  /** Ends all workers and computes what they have left undone. */
  #takeOver(chunks: number, seconds: number): void {
    const workers = [...this.#workers];
    this.#lose(workers, `it did not finish its part of a kernel in ${seconds} s`);
    for (const worker of workers) worker.terminate();
    Atomics.store(this.#control, tickets.STARTED, 0);
    for (let chunk = 0; chunk < chunks; chunk++) {
      if (Atomics.load(this.#control, tickets.CHUNK_DONE + chunk) === this.#job) continue;
      tickets.computeChunk(this.#control, this.#kernels, chunk);
    }
  }

  /** Tells the workers to end. The main thread can go on computing. */
  end(): void {
    this.#ended = true;
    Atomics.store(this.#control, tickets.STARTED, 0);
    Atomics.store(this.#control, tickets.TICKET, -1);
    Atomics.notify(this.#control, tickets.TICKET);
    this.#workers.clear();
  }
}

function trapped(kernel: KernelName, cause?: unknown): Error {
  const message = `Cannot compute ${kernel}: expected it to finish but found that it trapped`;
  return new Error(message, { cause });
}
