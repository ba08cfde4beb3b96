/**
 * Threads: Node.js's, which Deno and Bun have too, or a page's web workers.
 *
 * @module
 */
import { describeError } from "@convbook/check";
import { nodeModule } from "./node_module.ts";

/** A thread that was started. */
export interface Thread {
  /** Ends it, wherever it is. It may still compute a little first. */
  terminate(): void;
}

/** What is told of a thread. */
export interface ThreadEvents {
  /** It has begun. */
  started(): void;
  /** It could not begin, or has ended. */
  lost(reason: string): void;
}

/** Starts a thread with a script, which finds `data` as `workerData` or in its first message. */
export type StartThread = (script: string, data: unknown, events: ThreadEvents) => Thread;

/** How many threads compute at the same time here, at least 1. */
export function countCores(): number {
  // Node.js 20 has no navigator.
  return globalThis.navigator?.hardwareConcurrency ??
    nodeModule("node:os")?.availableParallelism() ?? 1;
}

/**
 * Whether memory can be shared with other threads. In a page it can if the page is cross-origin isolated:
 * if its server sends the headers Cross-Origin-Opener-Policy and Cross-Origin-Embedder-Policy.
 */
export function canShareMemory(): boolean {
  return (globalThis as { crossOriginIsolated?: boolean }).crossOriginIsolated === true ||
    nodeModule("node:worker_threads") !== undefined;
}

/**
 * Starts a thread, which does not keep a program from ending.
 *
 * @throws {Error} If the program or the page may not start any.
 */
export const startThread: StartThread = (script, data, events) => {
  const threads = nodeModule("node:worker_threads");
  if (!threads) return startWebWorker(script, data, events);
  const worker = new threads.Worker(script, { eval: true, workerData: data });
  worker.once("message", () => {
    worker.unref();
    events.started();
  });
  worker.once("error", (error) => events.lost(describeError(error)));
  worker.once("exit", () => events.lost("it ended"));
  return { terminate: () => void worker.terminate() };
};

const startWebWorker: StartThread = (script, data, events) => {
  const url = URL.createObjectURL(new Blob([script], { type: "text/javascript" }));
  let worker: Worker;
  try {
    worker = new Worker(url);
  } catch (error) {
    URL.revokeObjectURL(url);
    throw error;
  }
  worker.onmessage = () => {
    URL.revokeObjectURL(url);
    events.started();
  };
  worker.onerror = (event) => {
    event.preventDefault(); // the page would report it again
    URL.revokeObjectURL(url);
    events.lost(event.message || "the page's policy may forbid it");
  };
  worker.postMessage(data);
  return worker;
};
