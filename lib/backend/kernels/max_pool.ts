import { at, storeLanes } from "./shared/lanes";

// y[n, oy, ox, c] = max over the window's pixels (r, s) inside the image of x[n, r, s, c]
//
// x [N, H, W, C], y [N, OH, OW, C]; the window of (oy, ox) starts at row oy·SH − PT, column ox·SW − PL.
// pmax(a, b) is b where a < b and else a, so a NaN as b is passed over, as in TensorFlow.js.

/** Computes the images `lo` to `hi`. */
export function maxPool(
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
        const first = at(x, ((n * H + top) * W + left) * C);
        if (bottom - top == 2 && right - left == 2) { // the common window, without loops
          for (let c = 0; c < C; c += 4) {
            const p = at(first, c);
            let largest = f32x4.pmax(f32x4.splat(-Infinity), v128.load(p));
            largest = f32x4.pmax(largest, v128.load(p + pixel));
            largest = f32x4.pmax(largest, v128.load(p + line));
            storeLanes(at(q, c), f32x4.pmax(largest, v128.load(p + line + pixel)), C - c);
          }
          continue;
        }
        for (let c = 0; c < C; c += 4) {
          let largest = f32x4.splat(-Infinity);
          for (let r = top, p = at(first, c); r < bottom; r++, p += line) {
            for (let s = left, v = p; s < right; s++, v += pixel) {
              largest = f32x4.pmax(largest, v128.load(v));
            }
          }
          storeLanes(at(q, c), largest, C - c);
        }
      }
    }
  }
}
