import { at } from "./shared/lanes";

// y[r] = Σ_c x[r, c] for x [R, C], in float64, four sums side by side

/** Computes the rows `lo` to `hi`. */
export function rowSum(lo: i32, hi: i32, x: usize, y: usize, C: i32): void {
  for (let r = lo; r < hi; r++) {
    const p = at(x, r * C);
    let a = f64x2.splat(0), b = a;
    let c = 0;
    for (; c + 4 <= C; c += 4) {
      const v = v128.load(at(p, c));
      a = f64x2.add(a, f64x2.promote_low_f32x4(v));
      b = f64x2.add(b, f64x2.promote_low_f32x4(v128.shuffle<i64>(v, v, 1, 0)));
    }
    a = f64x2.add(a, b);
    let sum = f64x2.extract_lane(a, 0) + f64x2.extract_lane(a, 1);
    for (; c < C; c++) sum += <f64>load<f32>(at(p, c));
    store<f32>(at(y, r), <f32>sum);
  }
}
