import { at, multiplyAdd, storeLanes } from "./shared/lanes";

// y[n, oy, ox, c] = Σ_{i, j} x[n, oy·SH − PT + i, ox·SW − PL + j, c] · w[i, j, c]
//
// One filter for each channel. x [N, H, W, C], w [FH, FW, C], y [N, OH, OW, C]; pixels outside the
// image are left out of the sum.

/** Computes the images `lo` to `hi`. */
export function depthwiseConv2d(
  lo: i32, hi: i32, x: usize, w: usize, y: usize,
  H: i32, W: i32, C: i32, OH: i32, OW: i32,
  FH: i32, FW: i32, SH: i32, SW: i32, PT: i32, PL: i32,
): void {
  const pixel = <usize>C << 2;
  let q = at(y, lo * OH * OW * C);
  for (let n = lo; n < hi; n++) {
    for (let oy = 0; oy < OH; oy++) {
      const top = oy * SH - PT, i0 = max(0, -top), i1 = min(FH, H - top);
      for (let ox = 0; ox < OW; ox++, q += pixel) {
        const left = ox * SW - PL, j0 = max(0, -left), j1 = min(FW, W - left);
        for (let c = 0; c < C; c += 4) {
          let sum = f32x4.splat(0);
          for (let i = i0; i < i1; i++) {
            let p = at(x, ((n * H + top + i) * W + left + j0) * C + c);
            let k = at(w, (i * FW + j0) * C + c);
            for (let j = j0; j < j1; j++, p += pixel, k += pixel) {
              sum = multiplyAdd(v128.load(p), v128.load(k), sum);
            }
          }
          storeLanes(at(q, c), sum, C - c);
        }
      }
    }
  }
}
