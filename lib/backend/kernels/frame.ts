import { at } from "./shared/lanes";

// Images [N, H, L] of H lines with L floats each, inside frames [N, PH, PL] of zeros.

/** Frames the images `lo` to `hi`: `x` [N, H, L] → `y` [N, PH, PL]. */
export function pad(
  lo: i32, hi: i32,
  x: usize, y: usize, H: i32, L: i32, PH: i32, PL: i32, top: i32, left: i32,
): void {
  const bytes = <usize>L << 2;
  for (let n = lo; n < hi; n++) {
    memory.fill(at(y, n * PH * PL), 0, <usize>(PH * PL) << 2); // an image at a time stays in the cache
    for (let r = 0; r < H; r++) {
      memory.copy(at(y, (n * PH + top + r) * PL + left), at(x, (n * H + r) * L), bytes);
    }
  }
}

/** Takes the images `lo` to `hi` out of their frames: `y` [N, PH, PL] → `x` [N, H, L]. */
export function crop(
  lo: i32, hi: i32,
  y: usize, x: usize, H: i32, L: i32, PH: i32, PL: i32, top: i32, left: i32,
): void {
  const bytes = <usize>L << 2;
  for (let n = lo; n < hi; n++) {
    for (let r = 0; r < H; r++) {
      memory.copy(at(x, (n * H + r) * L), at(y, (n * PH + top + r) * PL + left), bytes);
    }
  }
}
