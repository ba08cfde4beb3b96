import { at } from "./shared/lanes";
import { PANEL_COLUMNS, PLACES } from "./shared/layout";

// U = G g Gᵀ for each input and output channel: see winograd.ts.
//
// w [3, 3, C, O] → panels [ceil(O / 8)][16][C][8], zero or repeated columns past O.
//
// With `rotated`, the filter of the gradient for the input: turned by 180°, its channels swapped. w
// is then stored as [3, 3, O, C].

/** Four lanes, `stride` bytes apart; `last` is the last that exists. */
// @ts-ignore
@inline
function gatherLanes(p: usize, stride: usize, last: i32): v128 {
  const p1 = p + stride * min(1, last), p2 = p + stride * min(2, last), p3 = p + stride * min(3, last);
  let v = v128.load_splat<f32>(p);
  v = f32x4.replace_lane(v, 1, load<f32>(p1));
  v = f32x4.replace_lane(v, 2, load<f32>(p2));
  return f32x4.replace_lane(v, 3, load<f32>(p3));
}

/** Stores one row of G g Gᵀ, from the three values of that row of G g. */
// @ts-ignore
@inline
function storeRow(u: usize, step: usize, a: v128, b: v128, c: v128): void {
  const half = f32x4.splat(0.5);
  const sum = f32x4.mul(f32x4.add(a, c), half), middle = f32x4.mul(b, half);
  v128.store(u, a);
  v128.store(u + step, f32x4.add(sum, middle));
  v128.store(u + 2 * step, f32x4.sub(sum, middle));
  v128.store(u + 3 * step, c);
}

/** Transforms the panels `lo` to `hi`. */
export function winogradFilter(
  lo: i32, hi: i32, w: usize, panels: usize, C: i32, O: i32, rotated: i32,
): void {
  const half = f32x4.splat(0.5);
  const step = <usize>C << 5;
  const tap = <usize>(C * O) << 2;
  const place = rotated ? w + 8 * tap : w;
  const next = rotated ? 0 - tap : tap;
  const lane = rotated ? <usize>C << 2 : 4;
  for (let o = lo * PANEL_COLUMNS; o < hi * PANEL_COLUMNS; o += 4) {
    const first = min(o, O - 1), last = O - 1 - first;
    for (let c = 0; c < C; c++) {
      const p = at(place, rotated ? first * C + c : c * O + first);
      const u = at(panels, ((o >> 3) * PLACES * C + c) * PANEL_COLUMNS + (o & 4));
      const g00 = gatherLanes(p, lane, last);
      const g01 = gatherLanes(p + next, lane, last);
      const g02 = gatherLanes(p + 2 * next, lane, last);
      const g10 = f32x4.mul(gatherLanes(p + 3 * next, lane, last), half);
      const g11 = f32x4.mul(gatherLanes(p + 4 * next, lane, last), half);
      const g12 = f32x4.mul(gatherLanes(p + 5 * next, lane, last), half);
      const g20 = gatherLanes(p + 6 * next, lane, last);
      const g21 = gatherLanes(p + 7 * next, lane, last);
      const g22 = gatherLanes(p + 8 * next, lane, last);
      const s0 = f32x4.mul(f32x4.add(g00, g20), half);
      const s1 = f32x4.mul(f32x4.add(g01, g21), half);
      const s2 = f32x4.mul(f32x4.add(g02, g22), half);
      storeRow(u, step, g00, g01, g02);
      storeRow(u + 4 * step, step, f32x4.add(s0, g10), f32x4.add(s1, g11), f32x4.add(s2, g12));
      storeRow(u + 8 * step, step, f32x4.sub(s0, g10), f32x4.sub(s1, g11), f32x4.sub(s2, g12));
      storeRow(u + 12 * step, step, g20, g21, g22);
    }
  }
}
