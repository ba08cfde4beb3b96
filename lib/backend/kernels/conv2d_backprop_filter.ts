import { addLanes, at, CHAIN, multiplyAdd } from "./shared/lanes";

// y is linear in w: y[n, oy, ox, o] = Σ_{i, q} x[n, oy·SH + i, ox·SW·C + q] · w[i, q, o] + …
// so ∂y[n, oy, ox, o] / ∂w[i, q, o'] = x[n, oy·SH + i, ox·SW·C + q] if o = o', else 0, and
//
//   dw[i, q, o] = Σ_{n, oy, ox}  dy[n, oy, ox, o] · x[n, oy·SH + i, ox·SW·C + q]
//
// x   [N, H, W, C]      NHWC, padded as for the forward pass
// dy  [N, OH, OW, O]
// dw  [FH, Q, O]        Q = FW·C, as in conv2d.ts
//
// Tiles of 5 q × 8 o stay in registers while a part of an image, of at most CHAIN pixels, is walked
// through. The images are cut into a fixed number of pieces, each with a dw of its own (sum_parts.ts
// adds them up in order), so that the bits do not depend on the number of threads.

/**
 * Adds to a tile of dw, of `rows` × `lanes`, the sums over a part of an image: of `dy` up to
 * `last`, in lines of `outLine` bytes.
 */
// @ts-ignore: decorators on functions are AssemblyScript's
@inline
function addTile(
  x: usize, dy: usize, last: usize, dw: usize,
  line: usize, outLine: usize, step: usize, out: usize, rows: i32, lanes: i32,
): void {
  const zero = f32x4.splat(0);
  let a0 = zero, b0 = zero, a1 = zero, b1 = zero, a2 = zero, b2 = zero;
  let a3 = zero, b3 = zero, a4 = zero, b4 = zero;
  for (let d = dy; d < last; x += line) {
    for (let p = x, end = d + outLine; d < end; p += step, d += out) {
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
  addLanes(dw, a0, lanes); addLanes(dw + 16, b0, lanes - 4);
  if (rows < 2) return;
  dw += out; addLanes(dw, a1, lanes); addLanes(dw + 16, b1, lanes - 4);
  if (rows < 3) return;
  dw += out; addLanes(dw, a2, lanes); addLanes(dw + 16, b2, lanes - 4);
  if (rows < 4) return;
  dw += out; addLanes(dw, a3, lanes); addLanes(dw + 16, b3, lanes - 4);
  if (rows < 5) return;
  dw += out; addLanes(dw, a4, lanes); addLanes(dw + 16, b4, lanes - 4);
}

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
  const width = min(OW, CHAIN), height = max(1, CHAIN / OW);
  for (let n = lo; n < hi; n++) {
    for (let i = 0; i < FH; i++) {
      const xi = at(x, (n * H + i) * W * C);
      const dn = at(dy, n * OH * OW * O);
      for (let top = 0; top < OH; top += height) {
        const rows = min(height, OH - top);
        for (let left = 0; left < OW; left += width) {
          const part = out * min(width, OW - left); // all of a line, or of one line only
          const from = xi + line * top + step * left, d = dn + outLine * top + out * left;
          const end = d + part * rows;
          for (let q = 0; q < Q; q += 5) {
            for (let o = 0; o < O; o += 8) {
              const g = at(dw, (i * Q + q) * O + o);
              const to = at(d, o), last = at(end, o);
              addTile(at(from, q), to, last, g, line, part, step, out, Q - q, O - o);
            }
          }
        }
      }
    }
  }
}
