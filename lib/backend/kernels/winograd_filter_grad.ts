import { at, storeLanes } from "./shared/lanes";

// U = G w Gᵀ (winograd.ts), so dw = Gᵀ dU G for each input and output channel:
// u [16, L] → dw [9, L], where L = C·O

/** Stores one row of Gᵀ dU G, from the four values of that row of Gᵀ dU. */
// @ts-ignore: decorators on functions are AssemblyScript's
@inline
function storeRow(q: usize, step: usize, a: v128, b: v128, c: v128, d: v128, lanes: i32): void {
  const half = f32x4.splat(0.5);
  const sum = f32x4.mul(f32x4.add(b, c), half);
  storeLanes(q, f32x4.add(a, sum), lanes);
  storeLanes(q + step, f32x4.mul(f32x4.sub(b, c), half), lanes);
  storeLanes(q + 2 * step, f32x4.add(sum, d), lanes);
}

/** ½ (b + c) */
// @ts-ignore
@inline
function mean(b: usize, c: usize): v128 {
  return f32x4.mul(f32x4.add(v128.load(b), v128.load(c)), f32x4.splat(0.5));
}

/** ½ (b − c) */
// @ts-ignore
@inline
function halfDifference(b: usize, c: usize): v128 {
  return f32x4.mul(f32x4.sub(v128.load(b), v128.load(c)), f32x4.splat(0.5));
}

/** Computes the elements `lo` to `hi` of L, for all nine places of the filter. */
export function winogradFilterGrad(lo: i32, hi: i32, u: usize, dw: usize, L: i32): void {
  const step = <usize>L << 2, row = 4 * step;
  for (let i = lo; i < hi; i += 4) {
    const lanes = hi - i;
    const p0 = at(u, i), p1 = p0 + row, p2 = p1 + row, p3 = p2 + row;
    const q = at(dw, i);
    storeRow(
      q, step,
      f32x4.add(v128.load(p0), mean(p1, p2)),
      f32x4.add(v128.load(p0 + step), mean(p1 + step, p2 + step)),
      f32x4.add(v128.load(p0 + 2 * step), mean(p1 + 2 * step, p2 + 2 * step)),
      f32x4.add(v128.load(p0 + 3 * step), mean(p1 + 3 * step, p2 + 3 * step)),
      lanes,
    );
    storeRow(
      q + 3 * step, step,
      halfDifference(p1, p2),
      halfDifference(p1 + step, p2 + step),
      halfDifference(p1 + 2 * step, p2 + 2 * step),
      halfDifference(p1 + 3 * step, p2 + 3 * step),
      lanes,
    );
    storeRow(
      q + 6 * step, step,
      f32x4.add(mean(p1, p2), v128.load(p3)),
      f32x4.add(mean(p1 + step, p2 + step), v128.load(p3 + step)),
      f32x4.add(mean(p1 + 2 * step, p2 + 2 * step), v128.load(p3 + 2 * step)),
      f32x4.add(mean(p1 + 3 * step, p2 + 3 * step), v128.load(p3 + 3 * step)),
      lanes,
    );
  }
}
