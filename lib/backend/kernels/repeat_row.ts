import { at } from "./shared/lanes";

// y[r, :] = x[:] for a row x [L] and every r

/** Fills the rows `lo` to `hi` of y. */
export function repeatRow(lo: i32, hi: i32, x: usize, y: usize, L: i32): void {
  const bytes = <usize>L << 2;
  for (let r = lo; r < hi; r++) memory.copy(at(y, r * L), x, bytes);
}
