import { at, multiplyAdd, storeLanes } from "./shared/lanes";

// y[i, m, n] = act(bias[n] + Σ_k  a[i, m, k] · b[i, k, n]),  b as it is
//
// For small matrices, of which whole batches are multiplied in one call: they lie in the cache, so that
// b need not be packed. Tiles of 4 rows × 8 columns are computed in registers. Every output is summed in
// the order of k, as conv2d.ts does, so the same bits come out. The arguments are row_products.ts's.

// @ts-ignore
@inline
function put(q: usize, left: v128, right: v128, relu: i32, count: i32): void {
  if (relu) {
    left = f32x4.max(left, f32x4.splat(0));
    right = f32x4.max(right, f32x4.splat(0));
  }
  storeLanes(q, left, count);
  storeLanes(q + 16, right, count - 4);
}

/** Computes the fours of rows `lo` to `hi` of y, counted along m and i. */
export function tileProducts(
  lo: i32, hi: i32,
  a: usize, b: usize, bias: usize, y: usize,
  M: i32, K: i32, N: i32, rowA: i32, stepA: i32, batchA: i32, batchB: i32, relu: i32,
): void {
  const fours = (M + 3) / 4;
  const row = <usize>N << 2;
  const step = <usize>stepA << 2;
  for (let four = lo; four < hi; four++) {
    const i = four / fours;
    const m = (four - i * fours) * 4;
    const rows = min(4, M - m);
    // Past the last row, it is computed again and not stored.
    const p0 = at(a, i * batchA + m * rowA);
    const p1 = at(p0, min(1, rows - 1) * rowA) - p0;
    const p2 = at(p0, min(2, rows - 1) * rowA) - p0;
    const p3 = at(p0, min(3, rows - 1) * rowA) - p0;
    for (let n = 0; n < N; n += 8) {
      let w = at(b, i * batchB + n);
      let a0 = f32x4.splat(0), b0 = a0;
      if (bias) {
        a0 = v128.load(at(bias, n));
        b0 = v128.load(at(bias, n), 16);
      }
      let a1 = a0, b1 = b0, a2 = a0, b2 = b0, a3 = a0, b3 = b0;
      let p = p0;
      for (let k = 0; k < K; k++, p += step, w += row) {
        const w0 = v128.load(w), w1 = v128.load(w, 16);
        let v = v128.load_splat<f32>(p);
        a0 = multiplyAdd(v, w0, a0); b0 = multiplyAdd(v, w1, b0);
        v = v128.load_splat<f32>(p + p1);
        a1 = multiplyAdd(v, w0, a1); b1 = multiplyAdd(v, w1, b1);
        v = v128.load_splat<f32>(p + p2);
        a2 = multiplyAdd(v, w0, a2); b2 = multiplyAdd(v, w1, b2);
        v = v128.load_splat<f32>(p + p3);
        a3 = multiplyAdd(v, w0, a3); b3 = multiplyAdd(v, w1, b3);
      }
      const count = N - n;
      const q = at(y, (i * M + m) * N + n);
      put(q, a0, b0, relu, count);
      if (rows > 1) put(q + row, a1, b1, relu, count);
      if (rows > 2) put(q + 2 * row, a2, b2, relu, count);
      if (rows > 3) put(q + 3 * row, a3, b3, relu, count);
    }
  }
}
