import { exp } from "./shared/exponential";
import { at, storeLanes } from "./shared/lanes";

// y[r, c] = exp(x[r, c] − m) / Σ_k exp(x[r, k] − m),  m = max_k x[r, k], for x [R, C]
//
// Without m, which cancels out, exp would overflow for scores above 88.

/** Computes the rows `lo` to `hi`. */
export function softmax(lo: i32, hi: i32, x: usize, y: usize, C: i32): void {
  for (let r = lo; r < hi; r++) {
    const p = at(x, r * C), q = at(y, r * C);
    let largest: f32 = -Infinity;
    for (let c = 0; c < C; c++) largest = max<f32>(largest, load<f32>(at(p, c)));
    let sum: f64 = 0; // of float32 a million would lose 1 %
    const m = f32x4.splat(largest);
    for (let c = 0; c < C; c += 4) {
      storeLanes(at(q, c), exp(f32x4.sub(v128.load(at(p, c)), m)), C - c);
    }
    for (let c = 0; c < C; c++) sum += <f64>load<f32>(at(q, c));
    for (let c = 0; c < C; c++) store<f32>(at(q, c), load<f32>(at(q, c)) / <f32>sum);
  }
}
