import { at, multiplyAdd } from "./shared/lanes";

// y[i, v, r] = act(bias + Σ_k  x[i, r, k] · w[i, v, k])
//
// The product of a matrix with few vectors, where the sums go along the matrix's rows: the case that
// row_products.ts cannot read in rows. Four rows are four lanes: 4×4 numbers are transposed in registers,
// so that every output is summed in the order of k, as conv2d.ts does, and the same bits come out.
//
// The rows lie `rowX` apart, the vectors `rowW` and their numbers `stepW`; y has steps `stepY` along r and
// `rowY` along v. A bias is one number for each r, or for each v. From one matrix to the next are `batchX`
// and `batchW` numbers, 0 where there is one for all.

/** Computes the fours of rows `lo` to `hi`, counted along r, v and i; R and V are how many there are. */
export function rowDots(
  lo: i32, hi: i32,
  x: usize, w: usize, bias: usize, y: usize,
  R: i32, V: i32, K: i32, rowX: i32, batchX: i32, batchW: i32, rowW: i32, stepW: i32, stepY: i32, rowY: i32,
  biasAlongR: i32, relu: i32,
): void {
  const fours = (R + 3) / 4;
  const step = <usize>stepW << 2;
  for (let four = lo; four < hi; four++) {
    const line = four / fours;
    const i = line / V;
    const v = line - i * V;
    const r = (four - line * fours) * 4;
    const last = R - 1;
    const matrix = at(x, i * batchX);
    // Past the last row, it is computed again and not stored.
    let p0 = at(matrix, r * rowX), p1 = at(matrix, min(r + 1, last) * rowX);
    let p2 = at(matrix, min(r + 2, last) * rowX), p3 = at(matrix, min(r + 3, last) * rowX);
    let q = at(w, i * batchW + v * rowW);
    let sum = f32x4.splat(0);
    if (bias) sum = biasAlongR ? v128.load(at(bias, r)) : v128.load_splat<f32>(at(bias, v));
    let k = 0;
    for (; k + 4 <= K; k += 4) {
      const x0 = v128.load(p0), x1 = v128.load(p1), x2 = v128.load(p2), x3 = v128.load(p3);
      const low01 = v128.shuffle<f32>(x0, x1, 0, 4, 1, 5), low23 = v128.shuffle<f32>(x2, x3, 0, 4, 1, 5);
      const high01 = v128.shuffle<f32>(x0, x1, 2, 6, 3, 7), high23 = v128.shuffle<f32>(x2, x3, 2, 6, 3, 7);
      sum = multiplyAdd(v128.shuffle<f32>(low01, low23, 0, 1, 4, 5), v128.load_splat<f32>(q), sum);
      q += step;
      sum = multiplyAdd(v128.shuffle<f32>(low01, low23, 2, 3, 6, 7), v128.load_splat<f32>(q), sum);
      q += step;
      sum = multiplyAdd(v128.shuffle<f32>(high01, high23, 0, 1, 4, 5), v128.load_splat<f32>(q), sum);
      q += step;
      sum = multiplyAdd(v128.shuffle<f32>(high01, high23, 2, 3, 6, 7), v128.load_splat<f32>(q), sum);
      q += step;
      p0 += 16; p1 += 16; p2 += 16; p3 += 16;
    }
    for (; k < K; k++, q += step) {
      let column = v128.load_splat<f32>(p0);
      column = f32x4.replace_lane(column, 1, load<f32>(p1));
      column = f32x4.replace_lane(column, 2, load<f32>(p2));
      column = f32x4.replace_lane(column, 3, load<f32>(p3));
      sum = multiplyAdd(column, v128.load_splat<f32>(q), sum);
      p0 += 4; p1 += 4; p2 += 4; p3 += 4;
    }
    if (relu) sum = f32x4.max(sum, f32x4.splat(0));
    let to = at(y, i * R * V + v * rowY + r * stepY);
    const gap = <usize>stepY << 2;
    store<f32>(to, f32x4.extract_lane(sum, 0));
    to += gap;
    if (r + 1 < R) store<f32>(to, f32x4.extract_lane(sum, 1));
    to += gap;
    if (r + 2 < R) store<f32>(to, f32x4.extract_lane(sum, 2));
    to += gap;
    if (r + 3 < R) store<f32>(to, f32x4.extract_lane(sum, 3));
  }
}
