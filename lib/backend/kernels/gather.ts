import { at } from "./shared/lanes";

// y[o, k, :] = x[o, indices[k], :] for x [O, R, L], y [O, K, L] and indices int32, checked by the caller

/** Copies the rows `lo` to `hi` of y, counted through all o. */
export function gather(
  lo: i32,
  hi: i32,
  x: usize,
  indices: usize,
  y: usize,
  R: i32,
  K: i32,
  L: i32,
): void {
  const bytes = <usize>L << 2;
  let o = lo / K, k = lo % K;
  for (let row = lo; row < hi; row++) {
    const from = at(x, (o * R + load<i32>(at(indices, k))) * L);
    if (L == 1) store<f32>(at(y, row), load<f32>(from)); // a call for 4 bytes would take longer
    else memory.copy(at(y, row * L), from, bytes);
    if (++k == K) {
      k = 0;
      o++;
    }
  }
}
