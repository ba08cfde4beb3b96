import { addLanes, at, multiplyAdd } from "./lanes";

// y is linear in w: y[n, oy, ox, o] = Σ_{i, q} x[n, oy·SH + i, ox·SW·C + q] · w[i, q, o] + …
// so ∂y[n, oy, ox, o] / ∂w[i, q, o'] = x[n, oy·SH + i, ox·SW·C + q] if o = o', else 0, and
//
//   dw[i, q, o] = Σ_{n, oy, ox}  dy[n, oy, ox, o] · x[n, oy·SH + i, ox·SW·C + q]
//
// x   [N, H, W, C]      NHWC, padded as for the forward pass
// dy  [N, OH, OW, O]
// dw  [FH, Q, O]        Q = FW·C, as in conv2d.ts
//
// Tiles of 5 q × 8 o stay in registers while an image is walked through. The images are cut into a
// fixed number of pieces, each with a dw of its own (sum_parts.ts adds them up in order), so that the
// bits do not depend on the number of threads.

/** Computes the partial dw of the images `lo` to `hi`, piece number `lo / grain`. */
export function conv2dBackpropFilter(
  lo: i32, hi: i32,
  x: usize, dy: usize, parts: usize, grain: i32,
  H: i32, W: i32, C: i32, FH: i32, Q: i32, OH: i32, OW: i32, O: i32, SH: i32, SW: i32,
): void {
  const size = FH * Q * O;
  const dw = at(parts, (lo / grain) * size);
  memory.fill(dw, 0, <usize>size << 2);
  const step = <usize>(SW * C) << 2;
  const line = <usize>(SH * W * C) << 2;
  const out = <usize>O << 2;
  const outLine = <usize>(OW * O) << 2;
  for (let n = lo; n < hi; n++) {
    for (let i = 0; i < FH; i++) {
      const xi = at(x, (n * H + i) * W * C);
      const dn = at(dy, n * OH * OW * O);
      for (let q = 0; q < Q; q += 5) {
        for (let o = 0; o < O; o += 8) {
          const zero = f32x4.splat(0);
          let a0 = zero, b0 = zero, a1 = zero, b1 = zero, a2 = zero, b2 = zero;
          let a3 = zero, b3 = zero, a4 = zero, b4 = zero;
          let from = at(xi, q);
          let d = at(dn, o);
          for (let oy = 0; oy < OH; oy++, from += line) {
            for (let p = from, end = d + outLine; d < end; p += step, d += out) {
              const d0 = v128.load(d), d1 = v128.load(d, 16);
              const four = v128.load(p); // shuffles are cheaper than loads, whose bounds V8 checks
              let v = v128.shuffle<f32>(four, four, 0, 0, 0, 0);
              a0 = multiplyAdd(v, d0, a0); b0 = multiplyAdd(v, d1, b0);
              v = v128.shuffle<f32>(four, four, 1, 1, 1, 1);
              a1 = multiplyAdd(v, d0, a1); b1 = multiplyAdd(v, d1, b1);
              v = v128.shuffle<f32>(four, four, 2, 2, 2, 2);
              a2 = multiplyAdd(v, d0, a2); b2 = multiplyAdd(v, d1, b2);
              v = v128.shuffle<f32>(four, four, 3, 3, 3, 3);
              a3 = multiplyAdd(v, d0, a3); b3 = multiplyAdd(v, d1, b3);
              v = v128.load_splat<f32>(p, 16);
              a4 = multiplyAdd(v, d0, a4); b4 = multiplyAdd(v, d1, b4);
            }
          }
          // Rows and columns past Q and O were computed from neighbouring values: not stored.
          const left = O - o;
          let g = at(dw, (i * Q + q) * O + o);
          addLanes(g, a0, left); addLanes(g + 16, b0, left - 4);
          if (q + 1 >= Q) continue;
          g += out; addLanes(g, a1, left); addLanes(g + 16, b1, left - 4);
          if (q + 2 >= Q) continue;
          g += out; addLanes(g, a2, left); addLanes(g + 16, b2, left - 4);
          if (q + 3 >= Q) continue;
          g += out; addLanes(g, a3, left); addLanes(g + 16, b3, left - 4);
          if (q + 4 >= Q) continue;
          g += out; addLanes(g, a4, left); addLanes(g + 16, b4, left - 4);
        }
      }
    }
  }
}
