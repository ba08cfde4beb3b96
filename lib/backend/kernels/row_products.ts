import { at, multiplyAdd, storeLanes } from "./shared/lanes";
import { BLOCK_COLUMNS } from "./shared/layout";

// y[i, m, n] = act(bias[n] + Σ_k  a[i, m, k] · b[i, k, n]),  b as it is
//
// conv2d.ts multiplies faster, but reads b in panels: packing them takes as long as a few rows of a do
// here. A block of a row of y stays in the cache while rows of b go by, four at a time. Every output is
// summed in the order of k, as conv2d.ts does, so the same bits come out.
//
// a lies with steps `rowA` along m and `stepA` along k, so that it may be transposed. From one matrix to
// the next are `batchA` and `batchB` numbers, 0 where all are multiplied with one.

/** Computes the blocks `lo` to `hi` of y, counted along n, m and i. */
export function rowProducts(
  lo: i32, hi: i32,
  a: usize, b: usize, bias: usize, y: usize,
  M: i32, K: i32, N: i32, rowA: i32, stepA: i32, batchA: i32, batchB: i32, relu: i32,
): void {
  const blocks = (N + BLOCK_COLUMNS - 1) / BLOCK_COLUMNS;
  const row = <usize>N << 2;
  const step = <usize>stepA << 2;
  for (let block = lo; block < hi; block++) {
    const line = block / blocks;
    const i = line / M;
    const n = (block - line * blocks) * BLOCK_COLUMNS;
    const count = min(BLOCK_COLUMNS, N - n);
    const q = at(y, line * N + n);
    let p = at(a, i * batchA + (line - i * M) * rowA);
    let w = at(b, i * batchB + n);
    const v = v128.load_splat<f32>(p);
    let c = 0;
    if (bias) {
      for (; c < count; c += 4) {
        const first = multiplyAdd(v, v128.load(at(w, c)), v128.load(at(bias, n + c)));
        storeLanes(at(q, c), first, count - c);
      }
    } else {
      for (; c + 8 <= count; c += 8) {
        const o = <usize>c << 2;
        v128.store(q + o, f32x4.mul(v, v128.load(w + o)));
        v128.store(q + o, f32x4.mul(v, v128.load(w + o, 16)), 16);
      }
      for (; c < count; c += 4) storeLanes(at(q, c), f32x4.mul(v, v128.load(at(w, c))), count - c);
    }
    p += step;
    w += row;
    let k = 1;
    for (; k + 4 <= K; k += 4) {
      const v0 = v128.load_splat<f32>(p), v1 = v128.load_splat<f32>(p + step);
      p += step << 1;
      const v2 = v128.load_splat<f32>(p), v3 = v128.load_splat<f32>(p + step);
      p += step << 1;
      const w1 = w + row, w2 = w1 + row, w3 = w2 + row;
      for (let c = 0; c < count; c += 4) {
        const o = <usize>c << 2;
        let sum = multiplyAdd(v0, v128.load(w + o), v128.load(q + o));
        sum = multiplyAdd(v1, v128.load(w1 + o), sum);
        sum = multiplyAdd(v2, v128.load(w2 + o), sum);
        sum = multiplyAdd(v3, v128.load(w3 + o), sum);
        storeLanes(q + o, sum, count - c);
      }
      w = w3 + row;
    }
    for (; k < K; k++, p += step, w += row) {
      const v = v128.load_splat<f32>(p);
      for (let c = 0; c < count; c += 4) {
        const o = <usize>c << 2;
        storeLanes(q + o, multiplyAdd(v, v128.load(w + o), v128.load(q + o)), count - c);
      }
    }
    if (!relu) continue;
    for (let c = 0; c < count; c += 4) {
      storeLanes(at(q, c), f32x4.max(v128.load(at(q, c)), f32x4.splat(0)), count - c);
    }
  }
}
