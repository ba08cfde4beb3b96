import { at } from "./shared/lanes";
import { TRANSPOSE_COLUMNS } from "./shared/layout";

// y[c, r] = x[r, c] for a matrix x [R, C]

/** Computes the rows `lo` to `hi` of y [C, R]. */
export function transpose(lo: i32, hi: i32, x: usize, y: usize, R: i32, C: i32): void {
  // In blocks of columns of x, one cache line: otherwise each line would be fetched 16 times.
  for (let first = lo; first < hi; first += TRANSPOSE_COLUMNS) {
    const end = min(first + TRANSPOSE_COLUMNS, hi);
    for (let r = 0; r < R; r++) {
      for (let c = first; c < end; c++) {
        store<f32>(at(y, c * R + r), load<f32>(at(x, r * C + c)));
      }
    }
  }
}
