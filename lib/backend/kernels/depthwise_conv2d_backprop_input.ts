import { addLanes, at, multiplyAdd } from "./shared/lanes";

// From depthwise_conv2d.ts, each output hands its gradient to the pixels it was computed from:
//
//   dx[n, oy·SH − PT + i, ox·SW − PL + j, c]  +=  dy[n, oy, ox, c] · w[i, j, c]    for all oy, ox, i, j

/** Computes dx of the images `lo` to `hi`. */
export function depthwiseConv2dBackpropInput(
  lo: i32, hi: i32, dy: usize, w: usize, dx: usize,
  H: i32, W: i32, C: i32, OH: i32, OW: i32,
  FH: i32, FW: i32, SH: i32, SW: i32, PT: i32, PL: i32,
): void {
  const pixel = <usize>C << 2;
  memory.fill(at(dx, lo * H * W * C), 0, <usize>((hi - lo) * H * W * C) << 2);
  for (let n = lo; n < hi; n++) {
    for (let oy = 0; oy < OH; oy++) {
      const top = oy * SH - PT, i0 = max(0, -top), i1 = min(FH, H - top);
      for (let ox = 0; ox < OW; ox++) {
        const left = ox * SW - PL, j0 = max(0, -left), j1 = min(FW, W - left);
        const d = at(dy, ((n * OH + oy) * OW + ox) * C);
        for (let c = 0; c < C; c += 4) {
          const grad = v128.load(at(d, c));
          for (let i = i0; i < i1; i++) {
            let g = at(dx, ((n * H + top + i) * W + left + j0) * C + c);
            let k = at(w, (i * FW + j0) * C + c);
            for (let j = j0; j < j1; j++, g += pixel, k += pixel) {
              if (C - c >= 4) v128.store(g, multiplyAdd(grad, v128.load(k), v128.load(g)));
              else addLanes(g, f32x4.mul(grad, v128.load(k)), C - c);
            }
          }
        }
      }
    }
  }
}
