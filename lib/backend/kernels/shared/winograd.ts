import { BLOCK, STEP_SPARE } from "./layout";
import { at } from "./lanes";

// Winograd's F(2×2, 3×3): a convolution with 3×3 filters and stride 1 in tiles of 2×2 output pixels.
// A tile's input d is 4×4, and
//
//   Y = Aᵀ [ (G g Gᵀ) ∘ (Bᵀ d B) ] A          ∘ element by element, summed over the input channels
//
//        1  0 −1  0         1  0  0             1  0
//   Bᵀ = 0  1  1  0     G = ½  ½  ½         A = 1  1
//        0 −1  1  0         ½ −½  ½             1 −1
//        0  1  0 −1         0  0  1             0 −1
//
// takes 16 multiplications where the sum of products takes 36 (Lavin and Gray, Fast Algorithms for
// Convolutional Neural Networks, 2015). With C input and O output channels each of the 16 places k of
// a tile is a matrix product, of the transformed input V[k] [tiles, C] and the transformed filter
// U[k] [C, O]. A value that is not finite spoils the whole tile: Infinity − Infinity is NaN.
//
// Tiles are numbered through all images in reading order and computed in blocks of BLOCK. The input
// is padded to 2·TY + 2 lines of 2·TX + 2 pixels, for TY × TX tiles an image.

/** Floats from one V[k] to the next. */
// @ts-ignore: decorators on functions are AssemblyScript's
@inline
export function stepOf(channels: i32): i32 {
  return BLOCK * channels + STEP_SPARE;
}

/** Stores one row of Bᵀ d B, from the four values of that row of Bᵀ d. */
// @ts-ignore
@inline
function storeRow(v: usize, step: usize, a: v128, b: v128, c: v128, d: v128): void {
  v128.store(v, f32x4.sub(a, c));
  v128.store(v + step, f32x4.add(b, c));
  v128.store(v + 2 * step, f32x4.sub(c, b));
  v128.store(v + 3 * step, f32x4.sub(b, d));
}

/** V [16][BLOCK, C] of the tiles `first` to `last` of x [N, 2·TY + 2, 2·TX + 2, C]. */
export function transformTiles(
  first: i32, last: i32, x: usize, v: usize, TY: i32, TX: i32, C: i32,
): void {
  const W = 2 * TX + 2, H = 2 * TY + 2;
  const pixel = <usize>C << 2, line = <usize>(W * C) << 2;
  const step = <usize>stepOf(C) << 2;
  for (let tile = first; tile < last; tile++) {
    const row = tile / TX, n = row / TY;
    const from = at(x, ((n * H + 2 * (row - n * TY)) * W + 2 * (tile - row * TX)) * C);
    const to = at(v, (tile - first) * C);
    for (let c = 0; c < C; c += 4) {
      // What is stored past C is the next tile's first values, or the spare space of a step.
      const p0 = at(from, c), p1 = p0 + line, p2 = p1 + line, p3 = p2 + line;
      const q = at(to, c);
      const a0 = v128.load(p1), b0 = v128.load(p2);
      const t0 = f32x4.sub(v128.load(p0), b0);
      const u0 = f32x4.sub(a0, v128.load(p3));
      const a1 = v128.load(p1 + pixel), b1 = v128.load(p2 + pixel);
      const t1 = f32x4.sub(v128.load(p0 + pixel), b1);
      const u1 = f32x4.sub(a1, v128.load(p3 + pixel));
      const a2 = v128.load(p1 + 2 * pixel), b2 = v128.load(p2 + 2 * pixel);
      const t2 = f32x4.sub(v128.load(p0 + 2 * pixel), b2);
      const u2 = f32x4.sub(a2, v128.load(p3 + 2 * pixel));
      const a3 = v128.load(p1 + 3 * pixel), b3 = v128.load(p2 + 3 * pixel);
      const t3 = f32x4.sub(v128.load(p0 + 3 * pixel), b3);
      const u3 = f32x4.sub(a3, v128.load(p3 + 3 * pixel));
      storeRow(q, step, t0, t1, t2, t3);
      const v0 = f32x4.add(a0, b0), v1 = f32x4.add(a1, b1);
      storeRow(q + 4 * step, step, v0, v1, f32x4.add(a2, b2), f32x4.add(a3, b3));
      const w0 = f32x4.sub(b0, a0), w1 = f32x4.sub(b1, a1);
      storeRow(q + 8 * step, step, w0, w1, f32x4.sub(b2, a2), f32x4.sub(b3, a3));
      storeRow(q + 12 * step, step, u0, u1, u2, u3);
    }
  }
}
