import { at, multiplyAdd, storeLanes } from "./shared/lanes";
import { PANEL_COLUMNS, TILE_ROWS } from "./shared/layout";

// y[n, oy, ox, o] = act(bias[o] + Σ_{i, q}  x[n, oy·SH + i, ox·SW·C + q] · w[i, q, o])
//
// x     [N, H, W, C]      NHWC, already padded
// w     [FH, Q, O]        as panels (pack_panels.ts), where Q = FW·C: in NHWC the FW pixels that a row
//                         of the filter covers lie one after the other, so they are one sum over q
// y     [N, OH, OW, O]
//
// The output is computed in tiles of 6 pixels × 8 channels: 12 sums, 2 weights and 1 pixel value
// fill 15 of the 16 SIMD registers, and each pair of weights is used six times. A tile may run over
// the end of a row or an image: each of its pixels has an address of its own. Every output is summed
// in the order of i and q, wherever its tile lies, so the bits do not depend on how work is split.
//
// A matrix product [M, K] · [K, O] is the case H = 1, W = M, C = Q = K, FH = 1 with one image.

/** Finishes one sum of 4 channels. */
// @ts-ignore
@inline
function put(p: usize, v: v128, relu: i32, lanes: i32): void {
  storeLanes(p, relu ? f32x4.max(v, f32x4.splat(0)) : v, lanes);
}

/** The address of the first input value that output pixel `pixel` looks at. */
// @ts-ignore
@inline
function source(x: usize, pixel: i32, H: i32, W: i32, C: i32, OH: i32, OW: i32, SH: i32, SW: i32): usize {
  const line = pixel / OW;
  const n = line / OH;
  return at(x, ((n * H + (line - n * OH) * SH) * W + (pixel - line * OW) * SW) * C);
}

/** Computes the pixels `lo` to `hi` of all images' [OH, OW]. */
export function conv2d(
  lo: i32, hi: i32,
  x: usize, panels: usize, y: usize,
  H: i32, W: i32, C: i32, FH: i32, Q: i32, OH: i32, OW: i32, O: i32, SH: i32, SW: i32, relu: i32,
): void {
  const row = <usize>(W * C) << 2;
  const rowBytes = <usize>Q << 2;
  const out = <usize>O << 2;
  const panelBytes = <usize>(FH * Q + 1) << 5;
  let pixel = lo;
  for (; pixel + TILE_ROWS <= hi; pixel += TILE_ROWS) {
    const x0 = source(x, pixel, H, W, C, OH, OW, SH, SW);
    // Offsets from the first pixel; a difference may wrap around, the sum does not.
    const s1 = source(x, pixel + 1, H, W, C, OH, OW, SH, SW) - x0;
    const s2 = source(x, pixel + 2, H, W, C, OH, OW, SH, SW) - x0;
    const s3 = source(x, pixel + 3, H, W, C, OH, OW, SH, SW) - x0;
    const s4 = source(x, pixel + 4, H, W, C, OH, OW, SH, SW) - x0;
    const s5 = source(x, pixel + 5, H, W, C, OH, OW, SH, SW) - x0;
    let panel = panels;
    for (let o = 0; o < O; o += PANEL_COLUMNS, panel += panelBytes) {
      let a0 = v128.load(panel), b0 = v128.load(panel, 16);
      let a1 = a0, b1 = b0, a2 = a0, b2 = b0, a3 = a0, b3 = b0, a4 = a0, b4 = b0, a5 = a0, b5 = b0;
      let w = panel + 32;
      let line = x0;
      for (let i = 0; i < FH; i++, line += row) {
        let p = line;
        // Unrolled by two, this takes a tenth longer in V8.
        for (const end = line + rowBytes; p < end; p += 4, w += 32) {
          const w0 = v128.load(w), w1 = v128.load(w, 16);
          let v = v128.load_splat<f32>(p);
          a0 = multiplyAdd(v, w0, a0); b0 = multiplyAdd(v, w1, b0);
          v = v128.load_splat<f32>(p + s1);
          a1 = multiplyAdd(v, w0, a1); b1 = multiplyAdd(v, w1, b1);
          v = v128.load_splat<f32>(p + s2);
          a2 = multiplyAdd(v, w0, a2); b2 = multiplyAdd(v, w1, b2);
          v = v128.load_splat<f32>(p + s3);
          a3 = multiplyAdd(v, w0, a3); b3 = multiplyAdd(v, w1, b3);
          v = v128.load_splat<f32>(p + s4);
          a4 = multiplyAdd(v, w0, a4); b4 = multiplyAdd(v, w1, b4);
          v = v128.load_splat<f32>(p + s5);
          a5 = multiplyAdd(v, w0, a5); b5 = multiplyAdd(v, w1, b5);
        }
      }
      const left = O - o;
      let q = at(y, pixel * O + o);
      put(q, a0, relu, left); put(q + 16, b0, relu, left - 4); q += out;
      put(q, a1, relu, left); put(q + 16, b1, relu, left - 4); q += out;
      put(q, a2, relu, left); put(q + 16, b2, relu, left - 4); q += out;
      put(q, a3, relu, left); put(q + 16, b3, relu, left - 4); q += out;
      put(q, a4, relu, left); put(q + 16, b4, relu, left - 4); q += out;
      put(q, a5, relu, left); put(q + 16, b5, relu, left - 4);
    }
  }
  for (; pixel < hi; pixel++) { // the last few, one by one
    const x0 = source(x, pixel, H, W, C, OH, OW, SH, SW);
    let panel = panels;
    for (let o = 0; o < O; o += PANEL_COLUMNS, panel += panelBytes) {
      let a = v128.load(panel), b = v128.load(panel, 16);
      let w = panel + 32;
      let line = x0;
      for (let i = 0; i < FH; i++, line += row) {
        for (let p = line, end = line + rowBytes; p < end; p += 4, w += 32) {
          const v = v128.load_splat<f32>(p);
          a = multiplyAdd(v, v128.load(w), a);
          b = multiplyAdd(v, v128.load(w, 16), b);
        }
      }
      const q = at(y, pixel * O + o);
      put(q, a, relu, O - o);
      put(q + 16, b, relu, O - o - 4);
    }
  }
}
