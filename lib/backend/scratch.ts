/**
 * Memory that a kernel needs for a while.
 *
 * @module
 */
import type { Heap } from "./heap.ts";

/**
 * A place in memory; for `using`, at whose end it is free again.
 *
 * A class: an object with a closure of its own would take three times as long to dispose of, in a
 * kernel that may take 10 µs.
 */
export class Scratch implements Disposable {
  readonly address: number;
  readonly #heap: Heap | undefined;
  readonly #length: number;

  /**
   * @param address The address.
   * @param length How many numbers lie there.
   * @param heap What they are given back to; nothing is if left out.
   */
  constructor(address: number, length: number, heap?: Heap) {
    this.address = address;
    this.#length = length;
    this.#heap = heap;
  }

  /** Frees it. */
  [Symbol.dispose](): void {
    this.#heap?.free(this.address, this.#length);
  }
}

/** Numbers that lie at an address already, where others must be copied first. Frees nothing. */
export function inPlace(address: number): Scratch {
  return new Scratch(address, 0);
}
