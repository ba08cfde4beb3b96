import { exp64, firstHalf, lastHalf, log64, rounded } from "./exponential";
import { atan2 } from "./trigonometry";

// Functions of two times four float32: classes as in unary_functions.ts.

// @ts-ignore
@unmanaged
export class Add {
  of(a: v128, b: v128): v128 {
    return f32x4.add(a, b);
  }
}

// @ts-ignore
@unmanaged
export class Sub {
  of(a: v128, b: v128): v128 {
    return f32x4.sub(a, b);
  }
}

// @ts-ignore
@unmanaged
export class Multiply {
  of(a: v128, b: v128): v128 {
    return f32x4.mul(a, b);
  }
}

// @ts-ignore
@unmanaged
export class Divide {
  of(a: v128, b: v128): v128 {
    return f32x4.div(a, b);
  }
}

// @ts-ignore
@unmanaged
export class Maximum {
  of(a: v128, b: v128): v128 {
    return f32x4.max(a, b);
  }
}

// @ts-ignore
@unmanaged
export class Minimum {
  of(a: v128, b: v128): v128 {
    return f32x4.min(a, b);
  }
}

// @ts-ignore
@unmanaged
export class SquaredDifference {
  of(a: v128, b: v128): v128 {
    const d = f32x4.sub(a, b);
    return f32x4.mul(d, d);
  }
}

/** One aᵇ, as JavaScript has it: 1 to the power of NaN or Infinity is NaN. */
function powerOfOne(a: f32, b: f32): f32 {
  if (b != b || (abs(a) == 1 && abs(b) == Infinity)) return NaN;
  if (b == 0.5) return a < 0 && a != -Infinity ? NaN : Mathf.pow(a, b);
  return Mathf.pow(a, b);
}

/** aᵇ of four numbers of which some are 0, infinite, or NaN. */
function powersOneByOne(a: v128, b: v128): v128 {
  let y = f32x4.splat(powerOfOne(f32x4.extract_lane(a, 0), f32x4.extract_lane(b, 0)));
  y = f32x4.replace_lane(y, 1, powerOfOne(f32x4.extract_lane(a, 1), f32x4.extract_lane(b, 1)));
  y = f32x4.replace_lane(y, 2, powerOfOne(f32x4.extract_lane(a, 2), f32x4.extract_lane(b, 2)));
  return f32x4.replace_lane(y, 3, powerOfOne(f32x4.extract_lane(a, 3), f32x4.extract_lane(b, 3)));
}

// @ts-ignore
@inline
function power64(a: v128, b: v128): v128 {
  return exp64(f64x2.mul(b, log64(a)));
}

// @ts-ignore
@unmanaged
export class Pow {
  of(a: v128, b: v128): v128 {
    const base = f32x4.abs(a), infinity = f32x4.splat(Infinity), zero = f32x4.splat(0);
    const usual = v128.and(
      v128.and(f32x4.gt(base, zero), f32x4.lt(base, infinity)),
      f32x4.lt(f32x4.abs(b), infinity),
    );
    if (!v128.all_true<i32>(usual)) return powersOneByOne(a, b);
    // In float64: an error of the exponent is as many times larger in the power.
    const y = rounded(
      power64(firstHalf(base), firstHalf(b)),
      power64(lastHalf(base), lastHalf(b)),
    );
    // Below 0 there are powers for whole exponents only; all float32 from 2²⁴ on are even.
    const whole = f32x4.eq(f32x4.nearest(b), b);
    const odd = v128.and(
      i32x4.ne(v128.and(i32x4.trunc_sat_f32x4_s(b), i32x4.splat(1)), zero),
      f32x4.lt(f32x4.abs(b), f32x4.splat(16777216)),
    );
    const signed = v128.xor(y, v128.and(odd, i32x4.splat(0x80000000)));
    const below = v128.bitselect(signed, f32x4.splat(NaN), whole);
    return v128.bitselect(below, y, f32x4.lt(a, zero));
  }
}

/** How large a quotient may be for a − b · ⌊a / b⌋ to be exact in float64, for float32 a and b. */
const LARGEST_QUOTIENT: f64 = 268435456;

// As TensorFlow.js computes it in float64: the remainder of a division that rounds towards 0, and where the
// signs differ, that of what it and b make.
function modOfOne(a32: f32, b32: f32): f32 {
  const a = <f64>a32, b = <f64>b32;
  const quotient = trunc(a / b);
  const exact = abs(quotient) < LARGEST_QUOTIENT && abs(b) != Infinity;
  const rest = exact ? copysign<f64>(a - quotient * b, a) : a % b;
  if ((a < 0 && b < 0) || (a >= 0 && b >= 0)) return <f32>rest;
  const sum = rest + b;
  return <f32>(sum == b ? copysign<f64>(b - b, b) : sum);
}

// @ts-ignore
@unmanaged
export class Mod {
  of(a: v128, b: v128): v128 {
    let y = f32x4.splat(modOfOne(f32x4.extract_lane(a, 0), f32x4.extract_lane(b, 0)));
    y = f32x4.replace_lane(y, 1, modOfOne(f32x4.extract_lane(a, 1), f32x4.extract_lane(b, 1)));
    y = f32x4.replace_lane(y, 2, modOfOne(f32x4.extract_lane(a, 2), f32x4.extract_lane(b, 2)));
    return f32x4.replace_lane(y, 3, modOfOne(f32x4.extract_lane(a, 3), f32x4.extract_lane(b, 3)));
  }
}

// @ts-ignore
@unmanaged
export class Atan2 {
  of(a: v128, b: v128): v128 {
    return atan2(a, b);
  }
}

/** a where it is not below 0, else b · a. */
// @ts-ignore
@unmanaged
export class Prelu {
  of(a: v128, b: v128): v128 {
    return v128.bitselect(f32x4.mul(a, b), a, f32x4.lt(a, f32x4.splat(0)));
  }
}

/** The gradient of elu, whose slope is y + 1 where y is below 0: a = dy, b = y. */
// @ts-ignore
@unmanaged
export class EluGrad {
  of(a: v128, b: v128): v128 {
    const below = f32x4.mul(a, f32x4.add(b, f32x4.splat(1)));
    return v128.bitselect(a, below, f32x4.ge(b, f32x4.splat(0)));
  }
}
