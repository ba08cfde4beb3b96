import { at, storeLanes } from "./shared/lanes";

// y[r, c] −= u[r] · v[c]  for rows of C numbers that lie `step` apart

/** Computes the rows `lo` to `hi`. Product and difference are rounded alike as two operations would be. */
export function subtractOuter(
  lo: i32, hi: i32,
  y: usize, u: usize, v: usize, C: i32, step: i32,
): void {
  for (let r = lo; r < hi; r++) {
    const factor = v128.load_splat<f32>(at(u, r));
    const row = at(y, r * step);
    for (let c = 0; c < C; c += 4) {
      const p = at(row, c);
      const product = f32x4.mul(factor, v128.load(at(v, c)));
      storeLanes(p, f32x4.sub(v128.load(p), product), C - c);
    }
  }
}
