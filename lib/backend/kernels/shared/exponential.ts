import { multiplyAdd } from "./lanes";

// Exponentials and logarithms of four float32, or two float64, at a time. Coefficients, and how a number is
// taken apart, are those of the Cephes library (S. L. Moshier, expf.c and logf.c), whose errors are within
// two units of the last place.

/** Horner's rule: `sum · x + c`. */
// @ts-ignore: decorators on functions are AssemblyScript's
@inline
export function next(sum: v128, x: v128, c: f32): v128 {
  return multiplyAdd(sum, x, f32x4.splat(c));
}

/** 2ⁿ for whole numbers n from −126 to 127. */
// @ts-ignore
@inline
function powerOf2(n: v128): v128 {
  return i32x4.shl(i32x4.add(n, i32x4.splat(127)), 23);
}

// x = n · ln 2 + r with |r| ≤ ½ ln 2. Beyond the bounds exp is 0 or Infinity in float32.
// @ts-ignore
@inline
function wholeOf(x: v128): v128 {
  return f32x4.nearest(f32x4.mul(x, f32x4.splat(1.44269504088896341)));
}

// @ts-ignore
@inline
function bounded(x: v128): v128 {
  return f32x4.min(f32x4.max(x, f32x4.splat(-104)), f32x4.splat(89));
}

/** eʳ − 1, where n · ln 2 + r = x. */
// @ts-ignore
@inline
function restOf(x: v128, n: v128): v128 {
  // ln 2 in two parts, of which the first has so few digits that n times it is exact.
  let r = f32x4.sub(x, f32x4.mul(n, f32x4.splat(0.693359375)));
  r = f32x4.sub(r, f32x4.mul(n, f32x4.splat(-2.12194440e-4)));
  let p = f32x4.splat(1.9875691500e-4);
  p = next(p, r, 1.3981999507e-3);
  p = next(p, r, 8.3334519073e-3);
  p = next(p, r, 4.1665795894e-2);
  p = next(p, r, 1.6666665459e-1);
  p = next(p, r, 5.0000001201e-1);
  return multiplyAdd(f32x4.mul(r, r), p, r);
}

/** eˣ. */
// @ts-ignore
@inline
export function exp(x: v128): v128 {
  const b = bounded(x), n = wholeOf(b), e = restOf(b, n);
  // 2ⁿ as two factors: n reaches from −150 to 128.
  const all = i32x4.trunc_sat_f32x4_s(n), half = i32x4.shr_s(all, 1);
  const y = f32x4.mul(f32x4.add(e, f32x4.splat(1)), powerOf2(half));
  return f32x4.mul(y, powerOf2(i32x4.sub(all, half)));
}

/** eˣ − 1, exact near 0 too. */
// @ts-ignore
@inline
export function expm1(x: v128): v128 {
  const b = bounded(x), n = wholeOf(b), e = restOf(b, n);
  const all = i32x4.trunc_sat_f32x4_s(n), half = i32x4.shr_s(all, 1), other = i32x4.sub(all, half);
  // 2ʰ⁺ᵒ · (e + 1) − 1 = 2ᵒ · (2ʰ · e + (2ʰ − 2⁻ᵒ))
  const p = powerOf2(half), one = f32x4.sub(p, powerOf2(i32x4.neg(other)));
  return f32x4.mul(f32x4.add(f32x4.mul(p, e), one), powerOf2(other));
}

/** ln x. */
// @ts-ignore
@inline
export function log(x: v128): v128 {
  const zero = f32x4.splat(0), one = f32x4.splat(1);
  // Numbers below the smallest normal one are made larger first.
  const small = f32x4.lt(x, f32x4.splat(1.17549435e-38));
  const bits = v128.bitselect(f32x4.mul(x, f32x4.splat(8388608)), x, small);
  let e = f32x4.convert_i32x4_s(i32x4.sub(i32x4.shr_u(bits, 23), i32x4.splat(126)));
  e = f32x4.sub(e, v128.and(small, f32x4.splat(23)));
  // x = m · 2ᵉ with m between √½ and √2; then m − 1
  let m = v128.or(v128.and(bits, i32x4.splat(0x7fffff)), f32x4.splat(0.5));
  const low = f32x4.lt(m, f32x4.splat(0.70710678));
  e = f32x4.sub(e, v128.and(low, one));
  m = f32x4.sub(f32x4.add(m, v128.and(low, m)), one);
  const z = f32x4.mul(m, m);
  let p = f32x4.splat(7.0376836292e-2);
  p = next(p, m, -1.1514610310e-1);
  p = next(p, m, 1.1676998740e-1);
  p = next(p, m, -1.2420140846e-1);
  p = next(p, m, 1.4249322787e-1);
  p = next(p, m, -1.6668057665e-1);
  p = next(p, m, 2.0000714765e-1);
  p = next(p, m, -2.4999993993e-1);
  p = next(p, m, 3.3333331174e-1);
  let y = f32x4.mul(f32x4.mul(p, m), z);
  y = f32x4.add(y, f32x4.mul(e, f32x4.splat(-2.12194440e-4)));
  y = f32x4.sub(y, f32x4.mul(z, f32x4.splat(0.5)));
  y = f32x4.add(f32x4.add(m, y), f32x4.mul(e, f32x4.splat(0.693359375)));
  // Infinity and NaN are their own logarithms; 0 has −Infinity, and what is below it none.
  const whole = v128.and(f32x4.gt(x, zero), f32x4.lt(x, f32x4.splat(Infinity)));
  const other = v128.bitselect(f32x4.splat(-Infinity), f32x4.splat(NaN), f32x4.eq(x, zero));
  const rest = v128.bitselect(x, other, v128.or(f32x4.gt(x, zero), f32x4.ne(x, x)));
  return v128.bitselect(y, rest, whole);
}

/** ln(1 + x), exact near 0 too. */
// @ts-ignore
@inline
export function log1p(x: v128): v128 {
  const zero = f32x4.splat(0), one = f32x4.splat(1);
  const u = f32x4.add(x, one);
  // What rounding 1 + x has lost, by the derivative of the logarithm.
  const lost = f32x4.div(f32x4.sub(f32x4.sub(u, one), x), u);
  const some = v128.and(f32x4.gt(u, zero), f32x4.lt(u, f32x4.splat(Infinity)));
  return v128.bitselect(x, f32x4.sub(log(u), v128.and(lost, some)), f32x4.eq(u, one));
}

/** `sum · x + c` of two float64. */
// @ts-ignore
@inline
function next64(sum: v128, x: v128, c: f64): v128 {
  return f64x2.add(f64x2.mul(sum, x), f64x2.splat(c));
}

/** eˣ of two float64 between −745 and 709, to about ten digits. */
// @ts-ignore
@inline
export function exp64(x: v128): v128 {
  const b = f64x2.min(f64x2.max(x, f64x2.splat(-700)), f64x2.splat(700));
  const n = f64x2.nearest(f64x2.mul(b, f64x2.splat(1.44269504088896340736)));
  const r = f64x2.sub(b, f64x2.mul(n, f64x2.splat(0.693147180559945309417)));
  let p = f64x2.splat(1.0 / 362880);
  p = next64(p, r, 1.0 / 40320);
  p = next64(p, r, 1.0 / 5040);
  p = next64(p, r, 1.0 / 720);
  p = next64(p, r, 1.0 / 120);
  p = next64(p, r, 1.0 / 24);
  p = next64(p, r, 1.0 / 6);
  p = next64(p, r, 0.5);
  p = next64(p, r, 1);
  p = next64(p, r, 1);
  const whole = i64x2.extend_low_i32x4_s(i32x4.trunc_sat_f64x2_s_zero(n));
  return f64x2.mul(p, i64x2.shl(i64x2.add(whole, i64x2.splat(1023)), 52));
}

/** ln x of two positive float64 that are normal numbers, to about ten digits. */
// @ts-ignore
@inline
export function log64(x: v128): v128 {
  const one = f64x2.splat(1);
  // x = m · 2ᵉ with m between √½ and √2
  const shifted = i64x2.sub(x, i64x2.splat(0x3fe6a09e667f3bcd));
  const e = i64x2.shr_s(shifted, 52);
  const m = i64x2.sub(x, i64x2.shl(e, 52));
  // The exponents' lower halves, as float64.
  const whole = f64x2.convert_low_i32x4_s(i32x4.shuffle(e, e, 0, 2, 0, 2));
  // ln m = 2 · artanh t = 2 · (t + t³/3 + t⁵/5 + …) with t = (m − 1) / (m + 1), which is below 0.172
  const t = f64x2.div(f64x2.sub(m, one), f64x2.add(m, one)), z = f64x2.mul(t, t);
  let p = f64x2.splat(2.0 / 13);
  p = next64(p, z, 2.0 / 11);
  p = next64(p, z, 2.0 / 9);
  p = next64(p, z, 2.0 / 7);
  p = next64(p, z, 2.0 / 5);
  p = next64(p, z, 2.0 / 3);
  p = next64(p, z, 2.0);
  return f64x2.add(f64x2.mul(p, t), f64x2.mul(whole, f64x2.splat(0.693147180559945309417)));
}

/** The first two, or the last two, of four float32 as float64. */
// @ts-ignore
@inline
export function firstHalf(x: v128): v128 {
  return f64x2.promote_low_f32x4(x);
}

// @ts-ignore
@inline
export function lastHalf(x: v128): v128 {
  return f64x2.promote_low_f32x4(i32x4.shuffle(x, x, 2, 3, 2, 3));
}

/** Two pairs of float64 as four float32. */
// @ts-ignore
@inline
export function rounded(first: v128, last: v128): v128 {
  const a = f32x4.demote_f64x2_zero(first), b = f32x4.demote_f64x2_zero(last);
  return i32x4.shuffle(a, b, 0, 1, 4, 5);
}
