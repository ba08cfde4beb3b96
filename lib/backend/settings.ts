/**
 * Settings from environment variables, where the program may read them.
 *
 * @module
 */

import { describeValue } from "@convbook/check";

/** Names the backend that `useBackend()` uses where it is not told. */
export const BACKEND_VARIABLE = "CONVBOOK_BACKEND";
/** Says how many threads the simd backend uses where it is not told. */
export const THREADS_VARIABLE = "CONVBOOK_THREADS";

/** More threads than this only wait for one another. */
export const MAX_THREADS = 64;

/**
 * Returns an environment variable, or `undefined` if it is not set or the program may not read it.
 *
 * @param name The variable's name.
 */
export function readVariable(name: string): string | undefined {
  // Asked first: reading without permission would prompt in a terminal.
  const { state } = Deno.permissions.querySync({ name: "env", variable: name });
  return state === "granted" ? Deno.env.get(name) || undefined : undefined;
}

/**
 * Returns how many threads to use where nothing else is said: CONVBOOK_THREADS, or one for each core.
 *
 * @throws {RangeError} If CONVBOOK_THREADS is not a whole number from 1 to 64.
 */
export function defaultThreads(): number {
  const text = readVariable(THREADS_VARIABLE);
  if (text === undefined) return Math.min(navigator.hardwareConcurrency, MAX_THREADS);
  const threads = Number(text);
  if (Number.isInteger(threads) && threads >= 1 && threads <= MAX_THREADS) return threads;
  throw new RangeError(
    `Cannot use ${THREADS_VARIABLE}: expected a whole number from 1 to ${MAX_THREADS} but found ` +
      describeValue(text),
  );
}
