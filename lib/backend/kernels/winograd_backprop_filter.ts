import { addLanes, at, multiplyAdd } from "./shared/lanes";
import { BLOCK, PLACES } from "./shared/layout";
import { stepOf, transformTiles } from "./shared/winograd";

// A tile's output is Y = Aᵀ M A, where M[k, o] = Σ_c V[k, c] · U[k, c, o] (winograd.ts). So the gradient
// for M is D = A dY Aᵀ, and
//
//   dU[k, c, o] = Σ_tiles  V[k, tile, c] · D[k, tile, o]
//
// x      [N, 2·TY + 2, 2·TX + 2, C]  padded as for the forward pass
// dy     [N, OH, OW, O]              zero outside
// parts  [pieces][16, C, O]          a dU for each piece of the tiles; sum_parts.ts adds them up
//
// winograd_filter_grad.ts makes dw of dU.

/** Four channels of a pixel of dy. */
// @ts-ignore
@inline
function load4(p: usize, inside: bool): v128 {
  return inside ? v128.load(p) : f32x4.splat(0);
}

/** Stores one row of A dY Aᵀ, from the two values of that row of A dY. */
// @ts-ignore
@inline
function storeRow(q: usize, step: usize, a: v128, b: v128): void {
  v128.store(q, a);
  v128.store(q + step, f32x4.add(a, b));
  v128.store(q + 2 * step, f32x4.sub(a, b));
  v128.store(q + 3 * step, f32x4.neg(b));
}

/** D [16][BLOCK, O] of the tiles `first` to `last`. */
function transformGradients(
  first: i32, last: i32, dy: usize, d: usize, TY: i32, TX: i32, OH: i32, OW: i32, O: i32,
): void {
  const pixel = <usize>O << 2, line = <usize>(OW * O) << 2;
  const step = <usize>stepOf(O) << 2;
  for (let tile = first; tile < last; tile++) {
    const row = tile / TX, n = row / TY;
    const oy = 2 * (row - n * TY), ox = 2 * (tile - row * TX);
    const right = ox + 1 < OW, below = oy + 1 < OH;
    const from = at(dy, ((n * OH + oy) * OW + ox) * O);
    const to = at(d, (tile - first) * O);
    for (let o = 0; o < O; o += 4) {
      const p = at(from, o), q = at(to, o);
      const a0 = v128.load(p), b0 = load4(p + pixel, right);
      const a1 = load4(p + line, below), b1 = load4(p + line + pixel, right && below);
      storeRow(q, step, a0, b0);
      storeRow(q + 4 * step, step, f32x4.add(a0, a1), f32x4.add(b0, b1));
      storeRow(q + 8 * step, step, f32x4.sub(a0, a1), f32x4.sub(b0, b1));
      storeRow(q + 12 * step, step, f32x4.neg(a1), f32x4.neg(b1));
    }
  }
}

/** u [C, O] += vᵀ · d for v [tiles, C] and d [tiles, O], in tiles of 4 × 8. */
// @ts-ignore
@inline
function multiply(tiles: i32, v: usize, d: usize, u: usize, C: i32, O: i32): void {
  const row = <usize>C << 2, out = <usize>O << 2;
  for (let c = 0; c < C; c += 4) {
    for (let o = 0; o < O; o += 8) {
      const zero = f32x4.splat(0);
      let a0 = zero, b0 = zero, a1 = zero, b1 = zero, a2 = zero, b2 = zero, a3 = zero, b3 = zero;
      let q = at(d, o);
      for (let p = at(v, c), end = p + row * tiles; p < end; p += row, q += out) {
        const d0 = v128.load(q), d1 = v128.load(q, 16);
        const four = v128.load(p); // shuffles are cheaper than loads, whose bounds V8 checks
        let s = v128.shuffle<f32>(four, four, 0, 0, 0, 0);
        a0 = multiplyAdd(s, d0, a0); b0 = multiplyAdd(s, d1, b0);
        s = v128.shuffle<f32>(four, four, 1, 1, 1, 1);
        a1 = multiplyAdd(s, d0, a1); b1 = multiplyAdd(s, d1, b1);
        s = v128.shuffle<f32>(four, four, 2, 2, 2, 2);
        a2 = multiplyAdd(s, d0, a2); b2 = multiplyAdd(s, d1, b2);
        s = v128.shuffle<f32>(four, four, 3, 3, 3, 3);
        a3 = multiplyAdd(s, d0, a3); b3 = multiplyAdd(s, d1, b3);
      }
      // Rows and columns past C and O were computed from neighbouring values: not stored.
      const left = O - o;
      let g = at(u, c * O + o);
      addLanes(g, a0, left); addLanes(g + 16, b0, left - 4);
      if (c + 1 >= C) continue;
      g += out; addLanes(g, a1, left); addLanes(g + 16, b1, left - 4);
      if (c + 2 >= C) continue;
      g += out; addLanes(g, a2, left); addLanes(g + 16, b2, left - 4);
      if (c + 3 >= C) continue;
      g += out; addLanes(g, a3, left); addLanes(g + 16, b3, left - 4);
    }
  }
}

/**
 * Sums the blocks `lo` to `hi` of BLOCK tiles, of `count` tiles, into piece number `lo / grain`.
 * `scratch` has room for V and D of each piece.
 */
export function winogradBackpropFilter(
  lo: i32, hi: i32,
  x: usize, dy: usize, scratch: usize, parts: usize, grain: i32, count: i32,
  TY: i32, TX: i32, C: i32, OH: i32, OW: i32, O: i32,
): void {
  const piece = lo / grain;
  const u = at(parts, piece * PLACES * C * O);
  const v = at(scratch, piece * PLACES * (stepOf(C) + stepOf(O)));
  const d = at(v, PLACES * stepOf(C));
  memory.fill(u, 0, <usize>(PLACES * C * O) << 2);
  for (let first = lo * BLOCK; first < min(count, hi * BLOCK); first += BLOCK) {
    const last = min(count, first + BLOCK);
    transformTiles(first, last, x, v, TY, TX, C);
    transformGradients(first, last, dy, d, TY, TX, OH, OW, O);
    for (let k = 0; k < PLACES; k++) {
      multiply(last - first, at(v, k * stepOf(C)), at(d, k * stepOf(O)), at(u, k * C * O), C, O);
    }
  }
}
