import { at, storeLanes } from "./lanes";

// y[n, oy, ox, c] = mean over the window's pixels (r, s) inside the image of x[n, r, s, c]
//
// x [N, H, W, C], y [N, OH, OW, C]; windows as in max_pool.ts. Padding does not count.

/** Computes the images `lo` to `hi`. */
export function avgPool(
  lo: i32, hi: i32, x: usize, y: usize,
  H: i32, W: i32, C: i32, OH: i32, OW: i32,
  FH: i32, FW: i32, SH: i32, SW: i32, PT: i32, PL: i32,
): void {
  const pixel = <usize>C << 2, line = <usize>(W * C) << 2;
  let q = at(y, lo * OH * OW * C);
  for (let n = lo; n < hi; n++) {
    for (let oy = 0; oy < OH; oy++) {
      const top = max(0, oy * SH - PT), bottom = min(H, oy * SH - PT + FH);
      for (let ox = 0; ox < OW; ox++, q += pixel) {
        const left = max(0, ox * SW - PL), right = min(W, ox * SW - PL + FW);
        const count = f32x4.splat(<f32>((bottom - top) * (right - left)));
        const first = at(x, ((n * H + top) * W + left) * C);
        for (let c = 0; c < C; c += 4) {
          let sum = f32x4.splat(0);
          for (let r = top, p = at(first, c); r < bottom; r++, p += line) {
            for (let s = left, v = p; s < right; s++, v += pixel) {
              sum = f32x4.add(sum, v128.load(v));
            }
          }
          storeLanes(at(q, c), f32x4.div(sum, count), C - c);
        }
      }
    }
  }
}
