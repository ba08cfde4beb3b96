import { at, multiplyAdd, storeLanes } from "./shared/lanes";
import { BLOCK, PANEL_COLUMNS, PLACES, TILE_ROWS } from "./shared/layout";
import { stepOf, transformTiles } from "./shared/winograd";

// y[n, oy, ox, o] = act(bias[o] + Σ_{i, j, c} x[n, oy + i, ox + j, c] · w[i, j, c, o])   by Winograd
//
// x      [N, 2·TY + 2, 2·TX + 2, C]  padded
// w      [3, 3, C, O]                as U (winograd_filter.ts)
// y      [N, OH, OW, O]              OH = 2·TY or one less, OW likewise
//
// For a block of tiles and a panel of 8 output channels, M[k] = V[k] · U[k] is computed for each of
// the 16 places k, 6 tiles at a time as in conv2d.ts, then Y = Aᵀ M A (winograd.ts). Every output is
// summed in the order of c, wherever its tile lies, so the bits do not depend on how work is split.

/** M [tiles, 8] = v [tiles, C] · u [C, 8]; up to 5 tiles more are computed from what lies behind. */
// @ts-ignore
@inline
function multiply(tiles: i32, v: usize, u: usize, m: usize, C: i32): void {
  const row = <usize>C << 2;
  for (let t = 0; t < tiles; t += TILE_ROWS, v += TILE_ROWS * row, m += TILE_ROWS << 5) {
    let a0 = f32x4.splat(0), b0 = a0;
    let a1 = a0, b1 = b0, a2 = a0, b2 = b0, a3 = a0, b3 = b0, a4 = a0, b4 = b0, a5 = a0, b5 = b0;
    let w = u;
    for (let p = v, end = v + row; p < end; p += 4, w += 32) {
      const p1 = p + row, p2 = p1 + row, p3 = p2 + row, p4 = p3 + row, p5 = p4 + row;
      const w0 = v128.load(w), w1 = v128.load(w, 16);
      let s = v128.load_splat<f32>(p);
      a0 = multiplyAdd(s, w0, a0); b0 = multiplyAdd(s, w1, b0);
      s = v128.load_splat<f32>(p1);
      a1 = multiplyAdd(s, w0, a1); b1 = multiplyAdd(s, w1, b1);
      s = v128.load_splat<f32>(p2);
      a2 = multiplyAdd(s, w0, a2); b2 = multiplyAdd(s, w1, b2);
      s = v128.load_splat<f32>(p3);
      a3 = multiplyAdd(s, w0, a3); b3 = multiplyAdd(s, w1, b3);
      s = v128.load_splat<f32>(p4);
      a4 = multiplyAdd(s, w0, a4); b4 = multiplyAdd(s, w1, b4);
      s = v128.load_splat<f32>(p5);
      a5 = multiplyAdd(s, w0, a5); b5 = multiplyAdd(s, w1, b5);
    }
    v128.store(m, a0); v128.store(m, b0, 16);
    v128.store(m, a1, 32); v128.store(m, b1, 48);
    v128.store(m, a2, 64); v128.store(m, b2, 80);
    v128.store(m, a3, 96); v128.store(m, b3, 112);
    v128.store(m, a4, 128); v128.store(m, b4, 144);
    v128.store(m, a5, 160); v128.store(m, b5, 176);
  }
}

/** Finishes four channels of one output pixel. */
// @ts-ignore
@inline
function put(q: usize, v: v128, bias: v128, relu: i32, lanes: i32): void {
  const sum = f32x4.add(v, bias);
  storeLanes(q, relu ? f32x4.max(sum, f32x4.splat(0)) : sum, lanes);
}

/** Stores one line of Aᵀ M A, from the four values of that line of Aᵀ M. */
// @ts-ignore
@inline
function putLine(
  q: usize, out: usize, both: bool, a: v128, b: v128, c: v128, d: v128,
  bias: v128, relu: i32, lanes: i32,
): void {
  put(q, f32x4.add(f32x4.add(a, b), c), bias, relu, lanes);
  if (both) put(q + out, f32x4.sub(f32x4.sub(b, c), d), bias, relu, lanes);
}

/** The first line of Aᵀ M, from a column of M whose values are `step` bytes apart. */
// @ts-ignore
@inline
function upper(m: usize, step: usize): v128 {
  return f32x4.add(f32x4.add(v128.load(m), v128.load(m + step)), v128.load(m + 2 * step));
}

/** The second line of Aᵀ M. */
// @ts-ignore
@inline
function lower(m: usize, step: usize): v128 {
  const difference = f32x4.sub(v128.load(m + step), v128.load(m + 2 * step));
  return f32x4.sub(difference, v128.load(m + 3 * step));
}

/**
 * Computes the pieces `lo` to `hi` of `grain` tiles of all `count`. `scratch` has room for V and M of
 * each piece.
 */
export function winogradConv2d(
  lo: i32, hi: i32,
  x: usize, u: usize, bias: usize, y: usize, scratch: usize, count: i32, grain: i32,
  TY: i32, TX: i32, C: i32, OH: i32, OW: i32, O: i32, relu: i32,
): void {
  const step = stepOf(C);
  const v = at(scratch, lo * PLACES * (step + BLOCK * PANEL_COLUMNS));
  const m = at(v, PLACES * step);
  const place = <usize>BLOCK << 5, line = 4 * place; // from M[k] to the next, to the line below
  const out = <usize>O << 2;
  const end = min(count, hi * grain);
  for (let first = lo * grain; first < end; first += BLOCK) {
    const last = min(first + BLOCK, end);
    transformTiles(first, last, x, v, TY, TX, C);
    for (let o = 0; o < O; o += PANEL_COLUMNS) {
      const panel = at(u, o * PLACES * C);
      for (let k = 0; k < PLACES; k++) {
        const factor = at(panel, k * C * PANEL_COLUMNS);
        multiply(last - first, at(v, k * step), factor, m + k * place, C);
      }
      for (let half = o; half < min(o + PANEL_COLUMNS, O); half += 4) {
        const lanes = O - half;
        const offset = bias ? v128.load(at(bias, half)) : f32x4.splat(0);
        for (let tile = first, p = at(m, half - o); tile < last; tile++, p += 32) {
          const row = tile / TX, n = row / TY;
          const oy = 2 * (row - n * TY), ox = 2 * (tile - row * TX);
          const both = ox + 1 < OW;
          const q = at(y, ((n * OH + oy) * OW + ox) * O + half);
          putLine(
            q, out, both,
            upper(p, line), upper(p + place, line), upper(p + 2 * place, line),
            upper(p + 3 * place, line), offset, relu, lanes,
          );
          if (oy + 1 < OH) {
            putLine(
              q + out * OW, out, both,
              lower(p, line), lower(p + place, line), lower(p + 2 * place, line),
              lower(p + 3 * place, line), offset, relu, lanes,
            );
          }
        }
      }
    }
  }
}
