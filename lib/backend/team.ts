/**
 * The threads of the simd backend: fork a kernel over its range, join when all of it is done.
 *
 * @module
 */
import {
  inOrder,
  KERNEL_NAMES,
  type KernelArguments,
  type KernelName,
  listKernels,
  numberOf,
} from "./compiled_kernels.ts";
import { describeError } from "@convbook/check";
import type { Heap } from "./heap.ts";
import { canShareMemory, startThread, type Thread } from "./runtime/thread.ts";
import { waitWhile } from "./runtime/wait.ts";
import * as tickets from "./tickets.ts";
import { WORKER_SCRIPT } from "./worker_script.ts";
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

/**
 * A worker did not finish its part of a kernel, nor can it be known to have stopped: until it is told so,
 * it may write to all that the kernel writes to. The kernel is to be computed anew, into other memory.
 */
export class LostWorkerError extends Error {
  override readonly name = "LostWorkerError";
}

/** How a team gets its workers, and how long it waits for them. */
export interface TeamOptions {
  /** Starts a worker. */
  start?: typeof startThread;
  /** After how many seconds without a chunk done a worker is taken for dead. */
  patience?: number;
}

/** The main thread and its workers, which compute kernels together. */
export class Team {
  /** Resolves when every worker has started or failed to. */
  readonly ready: Promise<void>;
  readonly #heap: Heap;
  readonly #workers: Set<Thread> = new Set();
  readonly #control: Int32Array;
  readonly #kernels: tickets.RangeKernel[];
  readonly #patience: number;
  #job = 0;
  #warned = false;
  #ended = false;

  /**
   * @param module The compiled kernels.
   * @param heap The memory they work in.
   * @param size How many threads compute, the main thread among them. One where memory cannot be shared.
   */
  constructor(
    module: WebAssembly.Module,
    heap: Heap,
    size: number,
    { start = startThread, patience = PATIENCE }: TeamOptions = {},
  ) {
    this.#heap = heap;
    this.#patience = patience;
    this.#kernels = listKernels(heap.exports);
    const shared = canShareMemory();
    const bytes = Int32Array.BYTES_PER_ELEMENT * tickets.CONTROL_WORDS;
    this.#control = new Int32Array(shared ? new SharedArrayBuffer(bytes) : new ArrayBuffer(bytes));
    const data: WorkerData = {
      module,
      memory: heap.memory,
      kernels: KERNEL_NAMES,
      control: this.#control,
    };
    const workers = shared ? size - 1 : 0;
    const starts = Array.from({ length: workers }, () => this.#startWorker(start, data));
    this.ready = Promise.all(starts).then(() => {});
  }

  /** How many threads compute now, the main thread among them. */
  get size(): number {
    return 1 + this.#workers.size;
  }

  /** Resolves when the worker has started or turned out not to. Never rejects. */
  #startWorker(start: typeof startThread, data: WorkerData): Promise<void> {
    return new Promise((resolve) => {
      let worker: Thread | undefined;
      let isLost = false;
      const lost = (reason: string) => {
        isLost = true;
        if (worker) this.#workers.delete(worker);
        if (!this.#ended) this.#warn(reason);
        resolve();
      };
      try {
        worker = start(WORKER_SCRIPT, data, { started: resolve, lost });
        if (!isLost) this.#workers.add(worker);
      } catch (error) { // the program or the page may not start any
        lost(describeError(error));
      }
    });
  }

  #warn(reason: string): void {
    if (this.#warned) return;
    this.#warned = true;
    console.warn(
      `The simd backend goes on with fewer threads, at the same results: a worker was lost (${reason})`,
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
   * @throws {LostWorkerError} If a worker did not finish its part. All workers are ended: the team goes on
   * with one thread. The heap keeps all until it is told otherwise.
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
    this.#join(kernel, chunks, (performance.now() - start) / 1000);
    if (Atomics.exchange(control, tickets.FAILED, 0)) throw trapped(kernel);
  }

  /**
   * Waits until every chunk is done.
   *
   * @param kernel The kernel's name.
   * @param chunks How many chunks there are.
   * @param ownSeconds How long the main thread took for its own.
   * @throws {LostWorkerError} If for long none was.
   */
  #join(kernel: KernelName, chunks: number, ownSeconds: number): void {
    const control = this.#control;
    for (let spins = 0; spins < SPINS; spins++) {
      if (Atomics.load(control, tickets.DONE) === chunks) return;
    }
    const patience = Math.max(this.#patience, PATIENCE_IN_OWN_TIMES * ownSeconds);
    let idleSeconds = 0;
    for (let done; (done = Atomics.load(control, tickets.DONE)) < chunks;) {
      if (!waitWhile(control, tickets.DONE, done, 1000)) idleSeconds = 0;
      else if (++idleSeconds >= patience) this.#giveUp(kernel, idleSeconds);
    }
  }

  /**
   * Ends all workers. What they share stays as it is but for the word that ends them, so that one that
   * goes on meanwhile finds the arguments of its own kernel, and no other chunk.
   */
  #giveUp(kernel: KernelName, seconds: number): never {
    const reason = `it did not finish its part of a kernel in ${seconds} s`;
    this.#warn(reason);
    const workers = [...this.#workers];
    this.end();
    for (const worker of workers) worker.terminate();
    this.#heap.keepsAll = true;
    throw new LostWorkerError(
      `Cannot compute ${kernel}: expected every worker to finish but found ` +
        `that one did not in ${seconds} s`,
    );
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
