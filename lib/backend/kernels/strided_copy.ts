import { at } from "./shared/lanes";

// y[d · t + i] = x[d · s + i · step],  0 ≤ i < run, for all places d of the outer axes
//
// `dims` holds for each outer axis, the outermost first: its size, its stride s in x and its stride t
// in y, in numbers. Strides may be negative, or 0.

/** Copies the runs `lo` to `hi`. */
export function stridedCopy(
  lo: i32,
  hi: i32,
  x: usize,
  y: usize,
  dims: usize,
  rank: i32,
  run: i32,
  step: i32,
): void {
  for (let r = lo; r < hi; r++) {
    let rest = <u32>r, from = 0, to = 0;
    for (let axis = rank - 1; axis >= 0; axis--) {
      const p = at(dims, 3 * axis);
      const size = load<u32>(p);
      const place = <i32>(rest % size);
      rest /= size;
      from += place * load<i32>(p, 4);
      to += place * load<i32>(p, 8);
    }
    const p = at(x, from), q = at(y, to);
    if (step == 1) {
      memory.copy(q, p, <usize>run << 2);
    } else {
      for (let i = 0; i < run; i++) store<f32>(at(q, i), load<f32>(at(p, i * step)));
    }
  }
}
