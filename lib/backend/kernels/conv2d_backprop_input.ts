import { addLanes, at, multiplyAdd } from "./shared/lanes";
import { INPUT_PANEL_COLUMNS } from "./shared/layout";

// From y[n, oy, ox, o] = Σ_{i, q} x[n, oy·SH + i, ox·SW·C + q] · w[i, q, o] it follows that every
// output pixel hands its gradient back to the input values that it was computed from:
//
//   dx[n, oy·SH + i, ox·SW·C + q]  +=  Σ_o  dy[n, oy, ox, o] · w[i, q, o]     for all oy, ox, i, q
//
// dy  [N, OH, OW, O]
// w   [FH, Q, O]        as panels (pack_input_panels.ts)
// dx  [N, H, W, C]      padded; each thread has images of its own, so that no two add to one value
//
// Tiles of 2 pixels × 20 values of q: ten sums over o, then added to memory.

/** Adds the first `lanes` of 20 lanes to memory. */
// @ts-ignore
@inline
function add20(p: usize, a: v128, b: v128, c: v128, d: v128, e: v128, lanes: i32): void {
  if (lanes >= INPUT_PANEL_COLUMNS) {
    v128.store(p, f32x4.add(v128.load(p), a));
    v128.store(p, f32x4.add(v128.load(p, 16), b), 16);
    v128.store(p, f32x4.add(v128.load(p, 32), c), 32);
    v128.store(p, f32x4.add(v128.load(p, 48), d), 48);
    v128.store(p, f32x4.add(v128.load(p, 64), e), 64);
    return;
  }
  addLanes(p, a, lanes);
  addLanes(p + 16, b, lanes - 4);
  addLanes(p + 32, c, lanes - 8);
  addLanes(p + 48, d, lanes - 12);
  addLanes(p + 64, e, lanes - 16);
}

/** Computes dx of the images `lo` to `hi`. */
export function conv2dBackpropInput(
  lo: i32, hi: i32,
  dy: usize, panels: usize, dx: usize,
  H: i32, W: i32, C: i32, FH: i32, Q: i32, OH: i32, OW: i32, O: i32, SH: i32, SW: i32,
): void {
  memory.fill(at(dx, lo * H * W * C), 0, <usize>((hi - lo) * H * W * C) << 2);
  const step = <usize>(SW * C) << 2;
  const out = <usize>O << 2;
  const panelBytes = <usize>(INPUT_PANEL_COLUMNS * O) << 2;
  for (let n = lo; n < hi; n++) {
    for (let oy = 0; oy < OH; oy++) {
      const line = at(dy, (n * OH + oy) * OW * O);
      let panel = panels;
      for (let i = 0; i < FH; i++) {
        const to = at(dx, (n * H + oy * SH + i) * W * C);
        for (let q = 0; q < Q; q += INPUT_PANEL_COLUMNS, panel += panelBytes) {
          const lanes = Q - q;
          let ox = 0;
          for (; ox + 2 <= OW; ox += 2) {
            const zero = f32x4.splat(0);
            let a0 = zero, a1 = zero, a2 = zero, a3 = zero, a4 = zero;
            let b0 = zero, b1 = zero, b2 = zero, b3 = zero, b4 = zero;
            let w = panel;
            for (let d = line + out * ox, end = d + out; d < end; d += 4, w += 80) {
              const s = v128.load_splat<f32>(d), t = v128.load_splat<f32>(d + out);
              let v = v128.load(w);
              a0 = multiplyAdd(s, v, a0); b0 = multiplyAdd(t, v, b0);
              v = v128.load(w, 16);
              a1 = multiplyAdd(s, v, a1); b1 = multiplyAdd(t, v, b1);
              v = v128.load(w, 32);
              a2 = multiplyAdd(s, v, a2); b2 = multiplyAdd(t, v, b2);
              v = v128.load(w, 48);
              a3 = multiplyAdd(s, v, a3); b3 = multiplyAdd(t, v, b3);
              v = v128.load(w, 64);
              a4 = multiplyAdd(s, v, a4); b4 = multiplyAdd(t, v, b4);
            }
            const p = at(to + step * ox, q);
            add20(p, a0, a1, a2, a3, a4, lanes);
            add20(p + step, b0, b1, b2, b3, b4, lanes);
          }
          if (ox < OW) {
            const zero = f32x4.splat(0);
            let a0 = zero, a1 = zero, a2 = zero, a3 = zero, a4 = zero;
            let w = panel;
            for (let d = line + out * ox, end = d + out; d < end; d += 4, w += 80) {
              const s = v128.load_splat<f32>(d);
              a0 = multiplyAdd(s, v128.load(w), a0);
              a1 = multiplyAdd(s, v128.load(w, 16), a1);
              a2 = multiplyAdd(s, v128.load(w, 32), a2);
              a3 = multiplyAdd(s, v128.load(w, 48), a3);
              a4 = multiplyAdd(s, v128.load(w, 64), a4);
            }
            add20(at(to + step * ox, q), a0, a1, a2, a3, a4, lanes);
          }
        }
      }
    }
  }
}
