import { addLanes, at, CHAIN, multiplyAdd } from "./shared/lanes";

// From depthwise_conv2d.ts, ∂y[n, oy, ox, c] / ∂w[i, j, c] is the x it is multiplied with, so
//
//   dw[i, j, c] = Σ_{n, oy, ox}  x[n, oy·SH − PT + i, ox·SW − PL + j, c] · dy[n, oy, ox, c]
//
// with the places outside the image left out. In pieces of a fixed size, and in parts of at most CHAIN
// pixels, as in conv2d_backprop_filter.ts.

/** Computes the partial dw of the images `lo` to `hi`, piece number `lo / grain`. */
export function depthwiseConv2dBackpropFilter(
  lo: i32, hi: i32, x: usize, dy: usize, parts: usize, grain: i32,
  H: i32, W: i32, C: i32, OH: i32, OW: i32,
  FH: i32, FW: i32, SH: i32, SW: i32, PT: i32, PL: i32,
): void {
  const size = FH * FW * C;
  const dw = at(parts, (lo / grain) * size);
  memory.fill(dw, 0, <usize>size << 2);
  const pixel = <usize>C << 2, step = pixel * SW;
  const width = min(OW, CHAIN), height = max(1, CHAIN / OW);
  for (let n = lo; n < hi; n++) {
    for (let top = 0; top < OH; top += height) {
      const bottom = min(OH, top + height);
      for (let left = 0; left < OW; left += width) {
        for (let i = 0; i < FH; i++) {
          for (let j = 0; j < FW; j++) {
            // The columns whose pixel ox·SW − PL + j lies inside the image.
            const first = max(left, (PL - j + SW - 1) / SW);
            const last = min(min(OW, left + width), (W - 1 + PL - j) / SW + 1);
            if (W - 1 + PL - j < 0) continue;
            for (let c = 0; c < C; c += 4) {
              let sum = f32x4.splat(0);
              for (let oy = top; oy < bottom; oy++) {
                const r = oy * SH - PT + i;
                if (r < 0 || r >= H) continue;
                let p = at(x, ((n * H + r) * W + first * SW - PL + j) * C + c);
                let d = at(dy, ((n * OH + oy) * OW + first) * C + c);
                for (let ox = first; ox < last; ox++, p += step, d += pixel) {
                  sum = multiplyAdd(v128.load(p), v128.load(d), sum);
                }
              }
              addLanes(at(dw, (i * FW + j) * C + c), sum, C - c);
            }
          }
        }
      }
    }
  }
}
