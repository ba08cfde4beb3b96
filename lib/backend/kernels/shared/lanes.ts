// What every kernel uses: addresses, multiply-add, and stores of fewer than four lanes.
//
// All numbers are float32. Behind a block of memory lie SPARE_BYTES more (layout.ts), so a load of eight
// lanes that starts inside a tensor never leaves the memory; lanes past the end hold anything and are
// never stored.

/** The address of element `index` of the tensor at `base`. */
// @ts-ignore: decorators on functions are AssemblyScript's
@inline
export function at(base: usize, index: i32): usize {
  return base + (<usize>index << 2);
}

/**
 * At most this many numbers are added one after the other before the sum goes to memory: the rounding
 * errors of a long sum of float32 grow with the number of additions one after the other.
 */
export const CHAIN = 256;

/**
 * `a · b + sum`. V8 needs the sum as the last operand: with it first, the code is four times slower.
 * Without relaxed SIMD the product is rounded before it is added.
 */
// @ts-ignore
@inline
export function multiplyAdd(a: v128, b: v128, sum: v128): v128 {
  if (ASC_FEATURE_RELAXED_SIMD) return f32x4.relaxed_madd(a, b, sum);
  return f32x4.add(f32x4.mul(a, b), sum);
}

/** Adds the first `count` lanes (at least four: all) to memory. */
// @ts-ignore
@inline
export function addLanes(p: usize, v: v128, count: i32): void {
  if (count >= 4) {
    v128.store(p, f32x4.add(v128.load(p), v));
    return;
  }
  if (count > 0) store<f32>(p, load<f32>(p) + f32x4.extract_lane(v, 0));
  if (count > 1) store<f32>(p, load<f32>(p, 4) + f32x4.extract_lane(v, 1), 4);
  if (count > 2) store<f32>(p, load<f32>(p, 8) + f32x4.extract_lane(v, 2), 8);
}

/** Stores the first `count` lanes (at least four: all). */
// @ts-ignore
@inline
export function storeLanes(p: usize, v: v128, count: i32): void {
  if (count >= 4) {
    v128.store(p, v);
    return;
  }
  if (count > 0) store<f32>(p, f32x4.extract_lane(v, 0));
  if (count > 1) store<f32>(p, f32x4.extract_lane(v, 1), 4);
  if (count > 2) store<f32>(p, f32x4.extract_lane(v, 2), 8);
}
