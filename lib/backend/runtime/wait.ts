/**
 * Waiting: for another thread, and for what a runtime does between two tasks.
 *
 * @module
 */

/**
 * Waits while a word of shared memory holds a value. The main thread of a page must not sleep: there it
 * looks again and again.
 *
 * @param words The shared memory.
 * @param index Which word.
 * @param value What it holds until the wait is over.
 * @param milliseconds How long to wait at most.
 * @returns Whether the word held the value to the end.
 */
export function waitWhile(
  words: Int32Array,
  index: number,
  value: number,
  milliseconds: number,
): boolean {
  if (canSleep) return Atomics.wait(words, index, value, milliseconds) === "timed-out";
  const end = performance.now() + milliseconds;
  while (Atomics.load(words, index) === value) if (performance.now() >= end) return true;
  return false;
}

const canSleep = mayAtomicsWait();

function mayAtomicsWait(): boolean {
  try {
    const { buffer } = new WebAssembly.Memory({ initial: 1, maximum: 1, shared: true });
    Atomics.wait(new Int32Array(buffer), 0, 1, 0);
    return true;
  } catch {
    return false;
  }
}

/** Resolves in another task: finalizers of garbage run between two tasks. */
export function anotherTask(): Promise<void> {
  const { setImmediate } = globalThis as { setImmediate?: (run: () => void) => void };
  if (setImmediate) return new Promise((resolve) => setImmediate(resolve));
  // A page in the background gives timers a turn only once a second.
  const { port1, port2 } = new MessageChannel();
  return new Promise((resolve) => {
    port1.onmessage = () => {
      port1.close();
      resolve();
    };
    port2.postMessage(undefined);
  });
}
