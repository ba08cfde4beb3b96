import { at, multiplyAdd, storeLanes } from "./shared/lanes";

// y[r, c] = (x[r, c] − mean[c]) · factor[c] + offset[c],  factor = scale / √(variance + ε)
//
// The mean goes first: x · factor and mean · factor may both be large and nearly the same.

/** Computes the rows `lo` to `hi` of y [R, C]. */
export function batchNorm(
  lo: i32, hi: i32, x: usize, mean: usize, factor: usize, offset: usize, y: usize, C: i32,
): void {
  for (let r = lo; r < hi; r++) {
    const p = at(x, r * C), q = at(y, r * C);
    for (let c = 0; c < C; c += 4) {
      const centred = f32x4.sub(v128.load(at(p, c)), v128.load(at(mean, c)));
      const v = multiplyAdd(centred, v128.load(at(factor, c)), v128.load(at(offset, c)));
      storeLanes(at(q, c), v, C - c);
    }
  }
}
