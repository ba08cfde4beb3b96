import { addLanes, at, storeLanes } from "./shared/lanes";

// y is the value of x at one place of its window, so ∂y/∂x is 1 there and 0 elsewhere: each dy goes
// to the first of the window's largest values in reading order, as in TensorFlow.js, and windows that
// overlap add up:
//
//   dx[n, r, s, c] = Σ dy[n, oy, ox, c] over the windows (oy, ox) whose first maximum is at (r, s)
//
// x, dx [N, H, W, C], dy [N, OH, OW, C], windows as in max_pool.ts.

/** The same for windows of 2×2 that cover the images without overlapping: every dx is stored once. */
function maxPoolGradOfTiles(
  first: usize, last: usize, dy: usize, dx: usize, OW: i32, C: i32,
): void {
  const pixel = <usize>C << 2, line = 2 * pixel * OW;
  const lowest = f32x4.splat(-Infinity);
  let d = dy, g = dx;
  // The inner loop goes along one line of x, the outer one over the line below it.
  for (let p = first; p < last; p += line, g += line) {
    for (const end = p + line; p < end; p += 2 * pixel, g += 2 * pixel, d += pixel) {
      for (let c = 0; c < C; c += 4) {
        const lanes = C - c;
        const q = at(p, c), to = at(g, c);
        const v0 = v128.load(q), v1 = v128.load(q + pixel);
        const v2 = v128.load(q + line), v3 = v128.load(q + line + pixel);
        const upper = f32x4.pmax(f32x4.pmax(lowest, v0), v1);
        const largest = f32x4.pmax(f32x4.pmax(upper, v2), v3);
        const pass = v128.and(v128.load(at(d, c)), f32x4.gt(largest, lowest));
        const is0 = f32x4.eq(largest, v0);
        const is1 = v128.andnot(f32x4.eq(largest, v1), is0), upTo1 = v128.or(is0, is1);
        const is2 = v128.andnot(f32x4.eq(largest, v2), upTo1), upTo2 = v128.or(upTo1, is2);
        const is3 = v128.andnot(f32x4.eq(largest, v3), upTo2);
        storeLanes(to, v128.and(is0, pass), lanes);
        storeLanes(to + pixel, v128.and(is1, pass), lanes);
        storeLanes(to + line, v128.and(is2, pass), lanes);
        storeLanes(to + line + pixel, v128.and(is3, pass), lanes);
      }
    }
  }
}

/** Computes dx of the images `lo` to `hi`. */
export function maxPoolGrad(
  lo: i32, hi: i32, x: usize, dy: usize, dx: usize,
  H: i32, W: i32, C: i32, OH: i32, OW: i32,
  FH: i32, FW: i32, SH: i32, SW: i32, PT: i32, PL: i32,
): void {
  const pixel = <usize>C << 2, line = <usize>(W * C) << 2;
  // A window of nothing but NaN and −Infinity has no first maximum in TensorFlow.js.
  const lowest = f32x4.splat(-Infinity);
  const isTiled = FH == 2 && FW == 2 && SH == 2 && SW == 2 && PT == 0 && PL == 0 &&
    H == OH * 2 && W == OW * 2;
  if (isTiled) {
    const size = H * W * C;
    const dyOfLo = at(dy, lo * OH * OW * C);
    maxPoolGradOfTiles(at(x, lo * size), at(x, hi * size), dyOfLo, at(dx, lo * size), OW, C);
    return;
  }
  memory.fill(at(dx, lo * H * W * C), 0, <usize>((hi - lo) * H * W * C) << 2);
  let d = at(dy, lo * OH * OW * C);
  for (let n = lo; n < hi; n++) {
    for (let oy = 0; oy < OH; oy++) {
      const top = max(0, oy * SH - PT), bottom = min(H, oy * SH - PT + FH);
      for (let ox = 0; ox < OW; ox++, d += pixel) {
        const left = max(0, ox * SW - PL), right = min(W, ox * SW - PL + FW);
        const first = ((n * H + top) * W + left) * C;
        for (let c = 0; c < C; c += 4) {
          const lanes = C - c;
          const p = at(x, first + c), g = at(dx, first + c);
          const grad = v128.load(at(d, c));
          let largest = lowest;
          for (let r = top, v = p; r < bottom; r++, v += line) {
            for (let s = left, w = v; s < right; s++, w += pixel) {
              largest = f32x4.pmax(largest, v128.load(w));
            }
          }
          const pass = v128.and(grad, f32x4.gt(largest, lowest));
          let open = i32x4.splat(-1); // lanes whose maximum has not been met yet
          for (let r = top, v: usize = 0; r < bottom; r++, v += line) {
            for (let s = left, w = v; s < right; s++, w += pixel) {
              const hit = v128.and(open, f32x4.eq(largest, v128.load(p + w)));
              open = v128.andnot(open, hit);
              addLanes(g + w, v128.and(hit, pass), lanes);
            }
          }
        }
      }
    }
  }
}
