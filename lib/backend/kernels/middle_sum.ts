import { columnSum } from "./column_sum";
import { at } from "./shared/lanes";

// y[n, c] = Σ_r x[n, r, c] for x [N, R, C]

/** Computes the rows `lo` to `hi` of y [N, C]. */
export function middleSum(lo: i32, hi: i32, x: usize, y: usize, R: i32, C: i32): void {
  for (let n = lo; n < hi; n++) columnSum(0, R, at(x, n * R * C), at(y, n * C), R, C);
}
