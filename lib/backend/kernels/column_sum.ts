import { addLanes, at } from "./shared/lanes";

// y[c] = Σ_r x[r, c] for x [R, C]
//
// Sums of 64 rows are made first and then added up: the rounding errors of a long sum of float32 grow
// with the number of additions one after the other.

/** Sums the rows `lo` to `hi` of x into piece number `lo / grain` of `parts` [pieces, C]. */
export function columnSum(lo: i32, hi: i32, x: usize, parts: usize, grain: i32, C: i32): void {
  const row = <usize>C << 2;
  const y = at(parts, (lo / grain) * C);
  memory.fill(y, 0, row);
  for (let first = lo; first < hi; first += 64) {
    const end = at(x, min(first + 64, hi) * C);
    for (let c = 0; c < C; c += 8) {
      let a = f32x4.splat(0), b = a;
      for (let p = at(x, first * C + c), last = at(end, c); p < last; p += row) {
        a = f32x4.add(a, v128.load(p));
        b = f32x4.add(b, v128.load(p, 16));
      }
      addLanes(at(y, c), a, C - c);
      addLanes(at(y, c + 4), b, C - c - 4);
    }
  }
}
