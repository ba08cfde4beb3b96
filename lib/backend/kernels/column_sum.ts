import { addLanes, at } from "./shared/lanes";

// y[c] = Σ_r x[r, c] for x [R, C]
//
// Sums of FEW rows are made first, of these MANY, and then all are added up: the rounding errors of a
// long sum of float32 grow with the number of additions one after the other.

const FEW = 64;
const MANY = 64 * FEW;
// Columns are walked down eight at a time. Where there are more, what is walked down has to stay in the
// cache until the next eight: about so many numbers.
const CACHED = 65536;

/** Sums the rows `lo` to `hi` of x into piece number `lo / grain` of `parts` [pieces, C]. */
export function columnSum(lo: i32, hi: i32, x: usize, parts: usize, grain: i32, C: i32): void {
  const row = <usize>C << 2;
  const y = at(parts, (lo / grain) * C);
  memory.fill(y, 0, row);
  const block = C <= 8 ? hi - lo : max(FEW, CACHED / C);
  for (let first = lo; first < hi; first += block) {
    const end = min(first + block, hi);
    for (let c = 0; c < C; c += 8) {
      let all = f32x4.splat(0), all4 = all;
      for (let many = first; many < end; many += MANY) {
        let some = f32x4.splat(0), some4 = some;
        for (let few = many, to = min(many + MANY, end); few < to; few += FEW) {
          let a = f32x4.splat(0), b = a;
          const last = at(x, min(few + FEW, to) * C + c);
          for (let p = at(x, few * C + c); p < last; p += row) {
            a = f32x4.add(a, v128.load(p));
            b = f32x4.add(b, v128.load(p, 16));
          }
          some = f32x4.add(some, a);
          some4 = f32x4.add(some4, b);
        }
        all = f32x4.add(all, some);
        all4 = f32x4.add(all4, some4);
      }
      addLanes(at(y, c), all, C - c);
      addLanes(at(y, c + 4), all4, C - c - 4);
    }
  }
}
