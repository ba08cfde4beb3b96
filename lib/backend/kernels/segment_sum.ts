import { at } from "./shared/lanes";

// y[s, c] = Σ x[n, c]  over all n with ids[n] = s,  for x [N, L] and y [S, L]
//
// A row whose number is not one of a segment counts nowhere. As many rows may have one number, what
// rounding loses of each sum is kept in `lost` [S, L] and added again (Kahan's summation).

/** Computes the columns `lo` to `hi` of y. */
export function segmentSum(
  lo: i32,
  hi: i32,
  x: usize,
  ids: usize,
  y: usize,
  lost: usize,
  N: i32,
  S: i32,
  L: i32,
): void {
  const bytes = <usize>(hi - lo) << 2;
  for (let s = 0; s < S; s++) {
    memory.fill(at(y, s * L + lo), 0, bytes);
    memory.fill(at(lost, s * L + lo), 0, bytes);
  }
  for (let n = 0; n < N; n++) {
    const s = load<i32>(at(ids, n));
    if (s < 0 || s >= S) continue;
    let c = lo;
    for (; c + 4 <= hi; c += 4) {
      const p = at(y, s * L + c), q = at(lost, s * L + c);
      const sum = v128.load(p);
      const value = f32x4.sub(v128.load(at(x, n * L + c)), v128.load(q));
      const next = f32x4.add(sum, value);
      v128.store(q, f32x4.sub(f32x4.sub(next, sum), value));
      v128.store(p, next);
    }
    for (; c < hi; c++) {
      const p = at(y, s * L + c), q = at(lost, s * L + c);
      const sum = load<f32>(p);
      const value = load<f32>(at(x, n * L + c)) - load<f32>(q);
      const next = sum + value;
      store<f32>(q, (next - sum) - value);
      store<f32>(p, next);
    }
  }
}
