import { at, CHAIN, storeLanes } from "./shared/lanes";

// y[n, oy, ox, c] = mean over the window's pixels (r, s) inside the image of x[n, r, s, c]
//
// x [N, H, W, C], y [N, OH, OW, C]; windows as in max_pool.ts. Padding does not count; the mean of a
// window wholly outside is 0 / 0. Large windows are summed in parts of at most CHAIN pixels.

/** Σ over `height` × `width` pixels. */
// @ts-ignore: decorators on functions are AssemblyScript's
@inline
function sumOf(p: usize, height: i32, width: i32, line: usize, pixel: usize): v128 {
  let sum = f32x4.splat(0);
  for (let r = 0; r < height; r++, p += line) {
    for (let s = 0, v = p; s < width; s++, v += pixel) sum = f32x4.add(sum, v128.load(v));
  }
  return sum;
}

/** The same in parts of at most CHAIN pixels, of which CHAIN are added up apart from the others. */
function sumOfParts(p: usize, height: i32, width: i32, line: usize, pixel: usize): v128 {
  const columns = min(width, CHAIN), rows = max(1, CHAIN / max(1, width));
  let sum = f32x4.splat(0), some = sum;
  let parts = 0;
  for (let r = 0; r < height; r += rows) {
    for (let s = 0; s < width; s += columns) {
      const part = p + line * r + pixel * s;
      some = f32x4.add(some, sumOf(part, min(rows, height - r), min(columns, width - s), line, pixel));
      if (++parts < CHAIN) continue;
      sum = f32x4.add(sum, some);
      some = f32x4.splat(0);
      parts = 0;
    }
  }
  return f32x4.add(sum, some);
}

/** Computes the images `lo` to `hi`. */
export function avgPool(
  lo: i32, hi: i32, x: usize, y: usize,
  H: i32, W: i32, C: i32, OH: i32, OW: i32,
  FH: i32, FW: i32, SH: i32, SW: i32, PT: i32, PL: i32,
): void {
  const pixel = <usize>C << 2, line = <usize>(W * C) << 2;
  const isSmall = FH * FW <= CHAIN;
  let q = at(y, lo * OH * OW * C);
  for (let n = lo; n < hi; n++) {
    for (let oy = 0; oy < OH; oy++) {
      const top = max(0, oy * SH - PT), bottom = min(H, oy * SH - PT + FH);
      for (let ox = 0; ox < OW; ox++, q += pixel) {
        const left = max(0, ox * SW - PL), right = min(W, ox * SW - PL + FW);
        const count = f32x4.splat(<f32>(max(0, bottom - top) * max(0, right - left)));
        const first = at(x, ((n * H + top) * W + left) * C);
        const height = bottom - top, width = right - left;
        if (isSmall) {
          for (let c = 0; c < C; c += 4) {
            const sum = sumOf(at(first, c), height, width, line, pixel);
            storeLanes(at(q, c), f32x4.div(sum, count), C - c);
          }
          continue;
        }
        for (let c = 0; c < C; c += 4) {
          const sum = sumOfParts(at(first, c), height, width, line, pixel);
          storeLanes(at(q, c), f32x4.div(sum, count), C - c);
        }
      }
    }
  }
}
