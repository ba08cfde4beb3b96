/**
 * Settings from environment variables, where the program may read them.
 *
 * @module
 */

import { describeValue, readVariable } from "@convbook/check";
import { canShareMemory, countCores } from "./runtime/thread.ts";

/** Names the backend that `useBackend()` uses where it is not told. */
export const BACKEND_VARIABLE = "CONVBOOK_BACKEND";
/** Says how many threads the simd backend uses where it is not told. */
export const THREADS_VARIABLE = "CONVBOOK_THREADS";

/**
 * The most threads that may be asked for: more only wait for one another. The default is one for each
 * core, {@linkcode defaultThreads}.
 */
export const MAX_THREADS = 64;

/**
 * Returns how many threads to use where nothing else is said: CONVBOOK_THREADS, or one for each core;
 * one where threads cannot share memory.
 *
 * @throws {RangeError} If CONVBOOK_THREADS is not a whole number from 1 to 64.
 */
export function defaultThreads(): number {
  const text = readVariable(THREADS_VARIABLE);
  if (text === undefined) return canShareMemory() ? Math.min(countCores(), MAX_THREADS) : 1;
  const threads = Number(text);
  if (Number.isInteger(threads) && threads >= 1 && threads <= MAX_THREADS) return threads;
  throw new RangeError(
    `Cannot use ${THREADS_VARIABLE}: expected a whole number from 1 to ${MAX_THREADS} but found ` +
      describeValue(text),
  );
}
