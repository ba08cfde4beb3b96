import { at } from "./shared/lanes";

// y[i] = Σ_k parts[k, i], in the order of k: the same bits whoever computed the parts

/** Sums the elements `lo` to `hi` of `count` parts of `size` elements. */
export function sumParts(lo: i32, hi: i32, parts: usize, y: usize, count: i32, size: i32): void {
  const bytes = <usize>size << 2;
  let i = lo;
  for (; i + 4 <= hi; i += 4) {
    let p = at(parts, i);
    let sum = v128.load(p);
    for (let k = 1; k < count; k++) {
      p += bytes;
      sum = f32x4.add(sum, v128.load(p));
    }
    v128.store(at(y, i), sum);
  }
  for (; i < hi; i++) {
    let p = at(parts, i);
    let sum = load<f32>(p);
    for (let k = 1; k < count; k++) {
      p += bytes;
      sum += load<f32>(p);
    }
    store<f32>(at(y, i), sum);
  }
}
