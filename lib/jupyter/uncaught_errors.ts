/**
 * Errors that no cell waits for: those thrown in timers and listeners, and rejections of promises
 * that nobody awaits.
 *
 * The Deno kernel (2.8.2 to 2.9.6) says nothing of a rejection, and after an error in a timer it never
 * answers again, if nobody listens for them.
 *
 * @module
 */
import process from "node:process";
import { isNotebook } from "./is_notebook.ts";

/** An error that nobody caught. */
export interface UncaughtError {
  /** What was thrown, or with what the promise was rejected. */
  reason: unknown;
  /** Whether it is the rejection of a promise. */
  isRejection: boolean;
}

/**
 * Reports every error from now on that nobody catches, instead of ending the program. What a
 * listener of the program's own takes over, with `preventDefault` or as `process.on` does, is not
 * reported, and neither is what an earlier call of this function reports.
 *
 * @param report Is told each error.
 *
 * @example
 * ```ts
 * import { onUncaughtError } from "./uncaught_errors.ts";
 * import { deepEqual } from "node:assert/strict";
 *
 * const reported = await new Promise((resolve) => {
 *   onUncaughtError(resolve);
 *   setTimeout(() => {
 *     throw "from a timer";
 *   });
 * });
 * deepEqual(reported, { reason: "from a timer", isRejection: false });
 * ```
 */
export function onUncaughtError(report: (error: UncaughtError) => void): void {
  addEventListener("error", (event) => {
    if (process.listenerCount("uncaughtException") > 0) return;
    // An error in a worker comes without the error itself.
    const reason = event.error ?? new Error(event.message);
    takeOver(event, () => report({ reason, isRejection: false }));
  });
  addEventListener("unhandledrejection", (event) => {
    if (process.listenerCount("unhandledRejection") > 0) return;
    takeOver(event, () => report({ reason: event.reason, isRejection: true }));
  });
}

let isShowing = false;

/**
 * Shows every error from now on that nobody catches under the cell that is running then, or that has
 * run last. Outside a notebook it does nothing: there such an error ends the program. A second call
 * changes nothing.
 *
 * @example
 * ```ts
 * import { showUncaughtErrors } from "./uncaught_errors.ts";
 *
 * showUncaughtErrors(); // not a notebook: nothing changes
 * ```
 */
export function showUncaughtErrors(): void {
  if (isShowing || !isNotebook()) return;
  isShowing = true;
  onUncaughtError(({ reason, isRejection }) => {
    console.error(isRejection ? "Uncaught (in promise)" : "Uncaught", reason);
  });
}

/** Takes an event over, unless a listener has done so before, or one that is called later does. */
function takeOver(event: Event, report: () => void): void {
  if (event.defaultPrevented) return;
  event.preventDefault();
  let isTaken = false;
  event.preventDefault = () => {
    isTaken = true;
  };
  // All listeners have been called before the next microtask.
  queueMicrotask(() => {
    if (!isTaken) report();
  });
}
