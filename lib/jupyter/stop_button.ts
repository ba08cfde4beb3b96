/**
 * The Stop button of Jupyter front ends, which sends SIGINT to the kernel.
 *
 * The Deno kernel (2.9.6) dies of it, and with it all variables, if nobody listens. JavaScript cannot be
 * interrupted in the middle, so work that takes long looks whether Stop was pressed. On Windows front
 * ends send no signal to such a kernel, and Stop does nothing.
 *
 * @module
 */
import { unexpected } from "@convbook/check";
import { currentWords } from "@convbook/words";
import { isNotebook } from "./is_notebook.ts";

/** A signal is only noticed between two tasks: after so many milliseconds one is let in. */
const TURN = 50;

/** Who looks whether Stop was pressed. */
const looking: Set<StopWatch> = new Set();
let isListening = false;

/**
 * Keeps the kernel alive when Stop is pressed, from now on: a {@linkcode StopWatch} is told, and if there
 * is none, a line says that the cell runs on. Outside a notebook it does nothing: there Ctrl-C ends the
 * program. A second call changes nothing.
 *
 * @example
 * ```ts
 * import { listenForStop } from "./stop_button.ts";
 *
 * listenForStop(); // not a notebook: nothing changes
 * ```
 */
export function listenForStop(): void {
  if (isListening || !isNotebook()) return;
  isListening = true;
  Deno.addSignalListener("SIGINT", () => {
    if (looking.size === 0) console.error(currentWords().notebook.nothingToStop);
    for (const watch of looking) watch.press();
  });
}

/** Says whether Stop was pressed since it was made; for `using`. */
export class StopWatch implements Disposable {
  #isPressed = false;
  #turnedAt = performance.now();

  constructor() {
    looking.add(this);
  }

  /** Whether Stop was pressed. */
  get isPressed(): boolean {
    return this.#isPressed;
  }

  /** Presses Stop. */
  press(): void {
    this.#isPressed = true;
  }

  /**
   * Looks whether Stop was pressed. Where somebody listens, it lets other tasks have a turn every 50 ms:
   * without one the signal would not be noticed.
   *
   * @returns Whether Stop was pressed.
   */
  async look(): Promise<boolean> {
    if (isListening && performance.now() - this.#turnedAt >= TURN) {
      await new Promise((resolve) => setTimeout(resolve));
      this.#turnedAt = performance.now();
    }
    return this.#isPressed;
  }

  /** Stop may be pressed without telling it any more. */
  [Symbol.dispose](): void {
    looking.delete(this);
  }
}

/**
 * Goes through items until Stop is pressed, and says then how far it came. For loops that take long.
 *
 * @param items What to go through, such as a list or a generator.
 * @returns The items, for `for await`.
 * @throws {TypeError} If it is nothing to go through.
 *
 * @example
 * ```ts
 * import { untilStopped } from "./stop_button.ts";
 * import { equal } from "node:assert/strict";
 *
 * let sum = 0;
 * for await (const number of untilStopped([1, 2, 3])) sum += number;
 * equal(sum, 6);
 * ```
 */
export function untilStopped<T>(
  items: Iterable<T> | AsyncIterable<T>,
): AsyncGenerator<T, void, void> {
  const inner = Object(items);
  if (Symbol.iterator in inner || Symbol.asyncIterator in inner) return goThrough(items);
  throw unexpected("go through the items", "something to go through, as [1, 2, 3]", items);
}

async function* goThrough<T>(
  items: Iterable<T> | AsyncIterable<T>,
): AsyncGenerator<T, void, void> {
  using watch = new StopWatch();
  let done = 0;
  for await (const item of items) {
    if (await watch.look()) {
      console.log(currentWords().notebook.loopStopped(done));
      return;
    }
    yield item;
    done++;
  }
}
