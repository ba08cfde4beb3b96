/**
 * Memory that a kernel needs for a while.
 *
 * @module
 */

/** A place in memory; for `using`, at whose end it is free again. */
export interface Scratch extends Disposable {
  readonly address: number;
}

/** Numbers that lie at an address already, where others must be copied first. Frees nothing. */
export function inPlace(address: number): Scratch {
  return { address, [Symbol.dispose]: () => {} };
}
