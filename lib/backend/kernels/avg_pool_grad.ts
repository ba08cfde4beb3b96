import { addLanes, at } from "./shared/lanes";

// TensorFlow.js's cpu backend divides each dy by the whole window, FH·FW, also where padding cuts the
// window off; so does this kernel:
//
//   dx[n, r, s, c] = Σ dy[n, oy, ox, c] / (FH·FW) over the windows (oy, ox) that contain (r, s)
//
// x, dx [N, H, W, C], dy [N, OH, OW, C], windows as in max_pool.ts.

/** Computes dx of the images `lo` to `hi`. */
export function avgPoolGrad(
  lo: i32, hi: i32, dy: usize, dx: usize,
  H: i32, W: i32, C: i32, OH: i32, OW: i32,
  FH: i32, FW: i32, SH: i32, SW: i32, PT: i32, PL: i32,
): void {
  const pixel = <usize>C << 2, line = <usize>(W * C) << 2;
  const share = f32x4.splat(1 / <f32>(FH * FW));
  memory.fill(at(dx, lo * H * W * C), 0, <usize>((hi - lo) * H * W * C) << 2);
  let d = at(dy, lo * OH * OW * C);
  for (let n = lo; n < hi; n++) {
    for (let oy = 0; oy < OH; oy++) {
      const top = max(0, oy * SH - PT), bottom = min(H, oy * SH - PT + FH);
      for (let ox = 0; ox < OW; ox++, d += pixel) {
        const left = max(0, ox * SW - PL), right = min(W, ox * SW - PL + FW);
        const first = at(dx, ((n * H + top) * W + left) * C);
        for (let c = 0; c < C; c += 4) {
          const grad = f32x4.mul(v128.load(at(d, c)), share);
          for (let r = top, g = at(first, c); r < bottom; r++, g += line) {
            for (let s = left, w = g; s < right; s++, w += pixel) addLanes(w, grad, C - c);
          }
        }
      }
    }
  }
}
