import {
  exp, exp64, expm1, firstHalf, lastHalf, log, log1p, rounded,
} from "./exponential";
import { acos, areTurnsSmall, asin, atan, cos, sin, tan, withSign } from "./trigonometry";

// Functions of four float32. Each is a class that is never made, with the formula as its method `of`: a
// loop that takes the class as a type parameter is compiled for that formula alone. (AssemblyScript does
// not fold a constant that it passes to an inlined function, and would choose for every four numbers.)
//
// `p` and `q` are a function's own numbers: the slope at x ≤ 0 of Step and LeakyRelu, the bounds of Clip,
// the divisor of DivideBy.

/** Where x is NaN, x; else y. */
// @ts-ignore
@inline
function keepNaN(x: v128, y: v128): v128 {
  return v128.bitselect(y, x, f32x4.eq(x, x));
}

/** λ and λα of Klambauer et al., Self-Normalizing Neural Networks, 2017. */
const SELU_SCALE: f32 = 1.0507009873554804934193349852946;
const SELU_SCALE_ALPHA: f32 = 1.7580993408473768599402175208123;

// @ts-ignore
@inline
function softplus(x: v128): v128 {
  const below = exp(f32x4.neg(f32x4.abs(x)));
  return f32x4.add(f32x4.max(x, f32x4.splat(0)), log1p(below));
}

// tanh|x| = −t / (2 + t) with t = e^(−2|x|) − 1
// @ts-ignore
@inline
function tanh(x: v128): v128 {
  const t = expm1(f32x4.mul(f32x4.abs(x), f32x4.splat(-2)));
  return withSign(f32x4.div(t, f32x4.add(t, f32x4.splat(2))), x);
}

// Where eˣ is infinite, the functions that are half of it are not yet.
// @ts-ignore
@inline
function halfOfExp(a: v128): v128 {
  const root = exp(f32x4.mul(a, f32x4.splat(0.5)));
  return f32x4.mul(f32x4.mul(root, f32x4.splat(0.5)), root);
}

// @ts-ignore
@inline
function sinh(x: v128): v128 {
  const a = f32x4.abs(x), t = expm1(a);
  const y = f32x4.mul(f32x4.add(t, f32x4.div(t, f32x4.add(t, f32x4.splat(1)))), f32x4.splat(0.5));
  return withSign(v128.bitselect(halfOfExp(a), y, f32x4.gt(a, f32x4.splat(80))), x);
}

// @ts-ignore
@inline
function cosh(x: v128): v128 {
  const a = f32x4.abs(x), e = exp(a);
  const y = f32x4.mul(f32x4.add(e, f32x4.div(f32x4.splat(1), e)), f32x4.splat(0.5));
  return v128.bitselect(halfOfExp(a), y, f32x4.gt(a, f32x4.splat(80)));
}

/** From here on, x² + 1 is x², and later Infinity. */
const LARGE: f32 = 1e9;

// @ts-ignore
@inline
function logOfTwice(a: v128): v128 {
  return f32x4.add(log(a), f32x4.splat(0.693147180559945309));
}

// @ts-ignore
@inline
function asinh(x: v128): v128 {
  const a = f32x4.abs(x), z = f32x4.mul(a, a), one = f32x4.splat(1);
  const over = f32x4.div(z, f32x4.add(one, f32x4.sqrt(f32x4.add(z, one))));
  const y = v128.bitselect(logOfTwice(a), log1p(f32x4.add(a, over)), f32x4.gt(a, f32x4.splat(LARGE)));
  return withSign(y, x);
}

// @ts-ignore
@inline
function acosh(x: v128): v128 {
  const t = f32x4.sub(x, f32x4.splat(1));
  const root = f32x4.sqrt(f32x4.add(f32x4.add(t, t), f32x4.mul(t, t)));
  const y = v128.bitselect(logOfTwice(x), log1p(f32x4.add(t, root)), f32x4.gt(x, f32x4.splat(LARGE)));
  return v128.bitselect(f32x4.splat(NaN), y, f32x4.lt(x, f32x4.splat(1)));
}

// @ts-ignore
@inline
function atanh(x: v128): v128 {
  const a = f32x4.abs(x);
  const y = log1p(f32x4.div(f32x4.add(a, a), f32x4.sub(f32x4.splat(1), a)));
  return withSign(f32x4.mul(y, f32x4.splat(0.5)), x);
}

// Formula 7.1.26 of Abramowitz and Stegun, as TensorFlow.js has it, for two float64 v ≥ 0. In float32, its
// difference of numbers near 1 would have no digits left for small v.
// @ts-ignore
@inline
function erf64(v: v128): v128 {
  const one = f64x2.splat(1);
  const t = f64x2.div(one, f64x2.add(one, f64x2.mul(f64x2.splat(0.3275911), v)));
  let p = f64x2.mul(f64x2.splat(1.061405429), t);
  p = f64x2.mul(f64x2.add(p, f64x2.splat(-1.453152027)), t);
  p = f64x2.mul(f64x2.add(p, f64x2.splat(1.421413741)), t);
  p = f64x2.mul(f64x2.add(p, f64x2.splat(-0.284496736)), t);
  p = f64x2.mul(f64x2.add(p, f64x2.splat(0.254829592)), t);
  return f64x2.sub(one, f64x2.mul(p, exp64(f64x2.neg(f64x2.mul(v, v)))));
}

// @ts-ignore
@inline
function erf(x: v128): v128 {
  const a = f32x4.abs(x);
  const y = rounded(erf64(firstHalf(a)), erf64(lastHalf(a)));
  // The formula has 1e-9 where x is 0.
  return v128.bitselect(x, withSign(y, x), f32x4.eq(x, f32x4.splat(0)));
}

// @ts-ignore
@inline
function sign(x: v128): v128 {
  const zero = f32x4.splat(0);
  const negative = v128.and(f32x4.lt(x, zero), f32x4.splat(-1));
  return v128.bitselect(f32x4.splat(1), negative, f32x4.gt(x, zero));
}

// @ts-ignore
@inline
function selu(x: v128): v128 {
  const below = f32x4.mul(expm1(x), f32x4.splat(SELU_SCALE_ALPHA));
  return v128.bitselect(below, f32x4.mul(x, f32x4.splat(SELU_SCALE)), f32x4.lt(x, f32x4.splat(0)));
}

// Four numbers of which one or more are too large for the quick way.
function oneByOne<F>(x: v128): v128 {
  const f = changetype<F>(0);
  let y = f32x4.splat(f.ofOne(f32x4.extract_lane(x, 0)));
  y = f32x4.replace_lane(y, 1, f.ofOne(f32x4.extract_lane(x, 1)));
  y = f32x4.replace_lane(y, 2, f.ofOne(f32x4.extract_lane(x, 2)));
  return f32x4.replace_lane(y, 3, f.ofOne(f32x4.extract_lane(x, 3)));
}

// @ts-ignore
@unmanaged
export class Relu {
  of(x: v128, p: f32, q: f32): v128 {
    return f32x4.max(x, f32x4.splat(0));
  }
}

// @ts-ignore
@unmanaged
export class Relu6 {
  of(x: v128, p: f32, q: f32): v128 {
    return f32x4.min(f32x4.max(x, f32x4.splat(0)), f32x4.splat(6));
  }
}

// @ts-ignore
@unmanaged
export class Negate {
  of(x: v128, p: f32, q: f32): v128 {
    return f32x4.neg(x);
  }
}

// @ts-ignore
@unmanaged
export class Square {
  of(x: v128, p: f32, q: f32): v128 {
    return f32x4.mul(x, x);
  }
}

// @ts-ignore
@unmanaged
export class Sqrt {
  of(x: v128, p: f32, q: f32): v128 {
    return f32x4.sqrt(x);
  }
}

// @ts-ignore
@unmanaged
export class Rsqrt {
  of(x: v128, p: f32, q: f32): v128 {
    return f32x4.div(f32x4.splat(1), f32x4.sqrt(x));
  }
}

// @ts-ignore
@unmanaged
export class Abs {
  of(x: v128, p: f32, q: f32): v128 {
    return f32x4.abs(x);
  }
}

// @ts-ignore
@unmanaged
export class Reciprocal {
  of(x: v128, p: f32, q: f32): v128 {
    return f32x4.div(f32x4.splat(1), x);
  }
}

// @ts-ignore
@unmanaged
export class Step {
  of(x: v128, p: f32, q: f32): v128 {
    return keepNaN(x, v128.bitselect(f32x4.splat(1), f32x4.splat(p), f32x4.gt(x, f32x4.splat(0))));
  }
}

// @ts-ignore
@unmanaged
export class Exp {
  of(x: v128, p: f32, q: f32): v128 {
    return exp(x);
  }
}

// @ts-ignore
@unmanaged
export class Log {
  of(x: v128, p: f32, q: f32): v128 {
    return log(x);
  }
}

// @ts-ignore
@unmanaged
export class Sigmoid {
  of(x: v128, p: f32, q: f32): v128 {
    return f32x4.div(f32x4.splat(1), f32x4.add(f32x4.splat(1), exp(f32x4.neg(x))));
  }
}

// @ts-ignore
@unmanaged
export class Tanh {
  of(x: v128, p: f32, q: f32): v128 {
    return tanh(x);
  }
}

// @ts-ignore
@unmanaged
export class Clip {
  of(x: v128, p: f32, q: f32): v128 {
    return f32x4.min(f32x4.max(x, f32x4.splat(p)), f32x4.splat(q));
  }
}

// @ts-ignore
@unmanaged
export class LeakyRelu {
  of(x: v128, p: f32, q: f32): v128 {
    return v128.bitselect(f32x4.mul(x, f32x4.splat(p)), x, f32x4.lt(x, f32x4.splat(0)));
  }
}

// @ts-ignore
@unmanaged
export class Elu {
  of(x: v128, p: f32, q: f32): v128 {
    return v128.bitselect(expm1(x), x, f32x4.lt(x, f32x4.splat(0)));
  }
}

// @ts-ignore
@unmanaged
export class DivideBy {
  of(x: v128, p: f32, q: f32): v128 {
    return f32x4.div(x, f32x4.splat(p));
  }
}

// @ts-ignore
@unmanaged
export class Ceil {
  of(x: v128, p: f32, q: f32): v128 {
    return f32x4.ceil(x);
  }
}

// @ts-ignore
@unmanaged
export class Floor {
  of(x: v128, p: f32, q: f32): v128 {
    return f32x4.floor(x);
  }
}

// @ts-ignore
@unmanaged
export class Round {
  of(x: v128, p: f32, q: f32): v128 {
    // −0.5 becomes 0 in TensorFlow.js, not −0.
    const half = f32x4.eq(x, f32x4.splat(-0.5));
    return v128.bitselect(f32x4.splat(0), f32x4.nearest(x), half);
  }
}

// @ts-ignore
@unmanaged
export class Sign {
  of(x: v128, p: f32, q: f32): v128 {
    return sign(x);
  }
}

// @ts-ignore
@unmanaged
export class Selu {
  of(x: v128, p: f32, q: f32): v128 {
    return selu(x);
  }
}

// @ts-ignore
@unmanaged
export class Softplus {
  of(x: v128, p: f32, q: f32): v128 {
    return softplus(x);
  }
}

// @ts-ignore
@unmanaged
export class Expm1 {
  of(x: v128, p: f32, q: f32): v128 {
    return expm1(x);
  }
}

// @ts-ignore
@unmanaged
export class Log1p {
  of(x: v128, p: f32, q: f32): v128 {
    return log1p(x);
  }
}

// @ts-ignore
@unmanaged
export class Sin {
  of(x: v128, p: f32, q: f32): v128 {
    return areTurnsSmall(x) ? sin(x) : oneByOne<Sin>(x);
  }
  ofOne(x: f32): f32 {
    return <f32>Math.sin(x);
  }
}

// @ts-ignore
@unmanaged
export class Cos {
  of(x: v128, p: f32, q: f32): v128 {
    return areTurnsSmall(x) ? cos(x) : oneByOne<Cos>(x);
  }
  ofOne(x: f32): f32 {
    return <f32>Math.cos(x);
  }
}

// @ts-ignore
@unmanaged
export class Tan {
  of(x: v128, p: f32, q: f32): v128 {
    return areTurnsSmall(x) ? tan(x) : oneByOne<Tan>(x);
  }
  ofOne(x: f32): f32 {
    return <f32>Math.tan(x);
  }
}

// @ts-ignore
@unmanaged
export class Asin {
  of(x: v128, p: f32, q: f32): v128 {
    return asin(x);
  }
}

// @ts-ignore
@unmanaged
export class Acos {
  of(x: v128, p: f32, q: f32): v128 {
    return acos(x);
  }
}

// @ts-ignore
@unmanaged
export class Atan {
  of(x: v128, p: f32, q: f32): v128 {
    return atan(x);
  }
}

// @ts-ignore
@unmanaged
export class Sinh {
  of(x: v128, p: f32, q: f32): v128 {
    return sinh(x);
  }
}

// @ts-ignore
@unmanaged
export class Cosh {
  of(x: v128, p: f32, q: f32): v128 {
    return cosh(x);
  }
}

// @ts-ignore
@unmanaged
export class Asinh {
  of(x: v128, p: f32, q: f32): v128 {
    return asinh(x);
  }
}

// @ts-ignore
@unmanaged
export class Acosh {
  of(x: v128, p: f32, q: f32): v128 {
    return acosh(x);
  }
}

// @ts-ignore
@unmanaged
export class Atanh {
  of(x: v128, p: f32, q: f32): v128 {
    return atanh(x);
  }
}

// @ts-ignore
@unmanaged
export class Erf {
  of(x: v128, p: f32, q: f32): v128 {
    return erf(x);
  }
}
