import { at } from "./shared/lanes";

// y[k, :] = x[indices[k], :] for x [rows, L] and indices int32, checked by the caller

/** Copies the rows `lo` to `hi` of y. */
export function gather(lo: i32, hi: i32, x: usize, indices: usize, y: usize, L: i32): void {
  const bytes = <usize>L << 2;
  for (let k = lo; k < hi; k++) {
    memory.copy(at(y, k * L), at(x, load<i32>(at(indices, k)) * L), bytes);
  }
}
