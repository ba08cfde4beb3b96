import { next } from "./exponential";

// Trigonometric functions of four float32 at a time, with the coefficients of the Cephes library (S. L.
// Moshier, sinf.c, atanf.c, asinf.c).

/** The absolute value of a with the sign of b. */
// @ts-ignore: decorators on functions are AssemblyScript's
@inline
export function withSign(a: v128, b: v128): v128 {
  return v128.bitselect(b, a, i32x4.splat(0x80000000));
}

/** Beyond this, a quarter turn is not known to enough digits: numbers go through one by one. */
const MOST: f32 = 8192;

/** Whether the quick way is right for all four. */
// @ts-ignore
@inline
export function areTurnsSmall(x: v128): bool {
  return v128.all_true<i32>(f32x4.lt(f32x4.abs(x), f32x4.splat(MOST)));
}

// The number of quarter turns in x, to the nearest, and what is left.
// @ts-ignore
@inline
function quarters(x: v128): v128 {
  return f32x4.nearest(f32x4.mul(x, f32x4.splat(0.636619772367581343)));
}

// @ts-ignore
@inline
function rest(x: v128, n: v128): v128 {
  // π/2 in three parts, of which n times the first two is exact.
  let r = f32x4.sub(x, f32x4.mul(n, f32x4.splat(1.5703125)));
  r = f32x4.sub(r, f32x4.mul(n, f32x4.splat(4.837512969970703125e-4)));
  return f32x4.sub(r, f32x4.mul(n, f32x4.splat(7.54978995489188216e-8)));
}

// sin r and cos r for |r| ≤ π/4
// @ts-ignore
@inline
function sinOfRest(r: v128): v128 {
  const z = f32x4.mul(r, r);
  let p = f32x4.splat(-1.9515295891e-4);
  p = next(p, z, 8.3321608736e-3);
  p = next(p, z, -1.6666654611e-1);
  return f32x4.add(f32x4.mul(f32x4.mul(p, z), r), r);
}

// @ts-ignore
@inline
function cosOfRest(r: v128): v128 {
  const z = f32x4.mul(r, r);
  let p = f32x4.splat(2.443315711809948e-5);
  p = next(p, z, -1.388731625493765e-3);
  p = next(p, z, 4.166664568298827e-2);
  p = next(f32x4.mul(p, z), z, 1);
  return f32x4.sub(p, f32x4.mul(z, f32x4.splat(0.5)));
}

// sin(r + q quarter turns)
// @ts-ignore
@inline
function turned(r: v128, q: v128): v128 {
  const odd = i32x4.ne(v128.and(q, i32x4.splat(1)), i32x4.splat(0));
  const y = v128.bitselect(cosOfRest(r), sinOfRest(r), odd);
  return v128.xor(y, i32x4.shl(v128.and(q, i32x4.splat(2)), 30));
}

/** sin x. */
// @ts-ignore
@inline
export function sin(x: v128): v128 {
  const n = quarters(x);
  return turned(rest(x, n), i32x4.trunc_sat_f32x4_s(n));
}

/** cos x. */
// @ts-ignore
@inline
export function cos(x: v128): v128 {
  const n = quarters(x);
  return turned(rest(x, n), i32x4.add(i32x4.trunc_sat_f32x4_s(n), i32x4.splat(1)));
}

/** tan x. */
// @ts-ignore
@inline
export function tan(x: v128): v128 {
  const n = quarters(x), r = rest(x, n);
  const odd = i32x4.ne(
    v128.and(i32x4.trunc_sat_f32x4_s(n), i32x4.splat(1)),
    i32x4.splat(0),
  );
  const s = sinOfRest(r), c = cosOfRest(r);
  return f32x4.div(v128.bitselect(f32x4.neg(c), s, odd), v128.bitselect(s, c, odd));
}

/** arctan x for x ≥ 0. */
// @ts-ignore
@inline
function atanOfPositive(x: v128): v128 {
  const one = f32x4.splat(1);
  const large = f32x4.gt(x, f32x4.splat(2.414213562373095)); // tan 3π/8
  const middle = v128.andnot(f32x4.gt(x, f32x4.splat(0.4142135623730950)), large); // tan π/8
  const over = v128.bitselect(f32x4.splat(-1), v128.bitselect(f32x4.sub(x, one), x, middle), large);
  const under = v128.bitselect(x, v128.bitselect(f32x4.add(x, one), one, middle), large);
  const t = f32x4.div(over, under), z = f32x4.mul(t, t);
  let p = f32x4.splat(8.05374449538e-2);
  p = next(p, z, -1.38776856032e-1);
  p = next(p, z, 1.99777106478e-1);
  p = next(p, z, -3.33329491539e-1);
  const y = f32x4.add(f32x4.mul(f32x4.mul(p, z), t), t);
  const start = v128.or(
    v128.and(large, f32x4.splat(1.57079632679489662)),
    v128.and(middle, f32x4.splat(0.785398163397448310)),
  );
  return f32x4.add(start, y);
}

/** arctan x. */
// @ts-ignore
@inline
export function atan(x: v128): v128 {
  return withSign(atanOfPositive(f32x4.abs(x)), x);
}

/** The angle of the point (x, y). */
// @ts-ignore
@inline
export function atan2(y: v128, x: v128): v128 {
  const a = f32x4.abs(y), b = f32x4.abs(x), zero = f32x4.splat(0);
  const steep = f32x4.gt(a, b);
  const under = f32x4.max(a, b);
  let t = f32x4.div(f32x4.min(a, b), under);
  t = v128.bitselect(zero, t, f32x4.eq(under, zero));
  t = v128.bitselect(f32x4.splat(1), t, f32x4.eq(f32x4.min(a, b), f32x4.splat(Infinity)));
  let angle = atanOfPositive(t);
  angle = v128.bitselect(f32x4.sub(f32x4.splat(1.57079632679489662), angle), angle, steep);
  const left = i32x4.shr_s(x, 31); // −0 too
  angle = v128.bitselect(f32x4.sub(f32x4.splat(3.14159265358979324), angle), angle, left);
  return withSign(angle, y);
}

// arcsin t for 0 ≤ t ≤ ½, with z = t²
// @ts-ignore
@inline
function asinOfSmall(t: v128, z: v128): v128 {
  let p = f32x4.splat(4.2163199048e-2);
  p = next(p, z, 2.4181311049e-2);
  p = next(p, z, 4.5470025998e-2);
  p = next(p, z, 7.4953002686e-2);
  p = next(p, z, 1.6666752422e-1);
  return f32x4.add(f32x4.mul(f32x4.mul(p, z), t), t);
}

/** π/2 − arcsin|x| if it is more than ½, else arcsin|x|, and which. */
// @ts-ignore
@inline
function smallAngle(a: v128, large: v128): v128 {
  const half = f32x4.splat(0.5);
  const z = v128.bitselect(
    f32x4.mul(half, f32x4.sub(f32x4.splat(1), a)),
    f32x4.mul(a, a),
    large,
  );
  const y = asinOfSmall(v128.bitselect(f32x4.sqrt(z), a, large), z);
  return v128.bitselect(f32x4.add(y, y), y, large);
}

/** arcsin x. */
// @ts-ignore
@inline
export function asin(x: v128): v128 {
  const a = f32x4.abs(x), large = f32x4.gt(a, f32x4.splat(0.5));
  const y = smallAngle(a, large);
  const all = v128.bitselect(f32x4.sub(f32x4.splat(1.57079632679489662), y), y, large);
  return withSign(all, x);
}

/** arccos x. */
// @ts-ignore
@inline
export function acos(x: v128): v128 {
  const a = f32x4.abs(x), large = f32x4.gt(a, f32x4.splat(0.5));
  const y = withSign(smallAngle(a, large), x);
  const right = f32x4.gt(x, f32x4.splat(0));
  const atEnd = v128.bitselect(y, f32x4.add(f32x4.splat(3.14159265358979324), y), right);
  return v128.bitselect(atEnd, f32x4.sub(f32x4.splat(1.57079632679489662), y), large);
}
