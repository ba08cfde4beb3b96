import { at, storeLanes } from "./shared/lanes";
import {
  ABS, CLIP, DIVIDE_BY, ELU, EXP, LEAKY_RELU, LOG, NEGATE, RECIPROCAL, RELU, RELU6, RSQRT, SIGMOID,
  SQRT, SQUARE, STEP, TANH,
} from "./shared/unary_operations";

// y = f(x), element by element

/** Where x is NaN, x; else y. */
// @ts-ignore
@inline
function keepNaN(x: v128, y: v128): v128 {
  return v128.bitselect(y, x, f32x4.eq(x, x));
}

// `p` and `q` are the operation's own numbers: the slope at x ≤ 0 of STEP and LEAKY_RELU, the bounds
// of CLIP, the divisor of DIVIDE_BY.
// @ts-ignore
@inline
function apply(op: i32, x: v128, p: f32, q: f32): v128 {
  const zero = f32x4.splat(0), one = f32x4.splat(1);
  if (op == RELU) return f32x4.max(x, zero);
  if (op == RELU6) return f32x4.min(f32x4.max(x, zero), f32x4.splat(6));
  if (op == NEGATE) return f32x4.neg(x);
  if (op == SQUARE) return f32x4.mul(x, x);
  if (op == SQRT) return f32x4.sqrt(x);
  if (op == RSQRT) return f32x4.div(one, f32x4.sqrt(x));
  if (op == ABS) return f32x4.abs(x);
  if (op == RECIPROCAL) return f32x4.div(one, x);
  if (op == STEP) return keepNaN(x, v128.bitselect(one, f32x4.splat(p), f32x4.gt(x, zero)));
  if (op == CLIP) return f32x4.min(f32x4.max(x, f32x4.splat(p)), f32x4.splat(q));
  if (op == DIVIDE_BY) return f32x4.div(x, f32x4.splat(p));
  if (op == LEAKY_RELU) {
    return v128.bitselect(f32x4.mul(x, f32x4.splat(p)), x, f32x4.lt(x, zero));
  }
  return unreachable();
}

// @ts-ignore
@inline
function run(op: i32, lo: i32, hi: i32, x: usize, y: usize, p: f32, q: f32): void {
  for (let i = lo; i < hi; i += 4) {
    storeLanes(at(y, i), apply(op, v128.load(at(x, i)), p, q), hi - i);
  }
}

// Functions that have no SIMD instruction, one number at a time.
// @ts-ignore
@inline
function applyScalar(op: i32, x: f32): f32 {
  if (op == EXP) return Mathf.exp(x);
  if (op == LOG) return Mathf.log(x);
  if (op == SIGMOID) return 1 / (1 + Mathf.exp(-x));
  if (op == TANH) return Mathf.tanh(x);
  if (op == ELU) return x >= 0 || x != x ? x : Mathf.expm1(x);
  return unreachable();
}

// @ts-ignore
@inline
function runScalar(op: i32, lo: i32, hi: i32, x: usize, y: usize): void {
  for (let i = lo; i < hi; i++) store<f32>(at(y, i), applyScalar(op, load<f32>(at(x, i))));
}

/** Computes the elements `lo` to `hi`; `p` and `q` are the bits of two float32. */
export function unary(lo: i32, hi: i32, op: i32, x: usize, y: usize, p: i32, q: i32): void {
  const a = reinterpret<f32>(p), b = reinterpret<f32>(q);
  if (op == RELU) return run(RELU, lo, hi, x, y, a, b);
  if (op == RELU6) return run(RELU6, lo, hi, x, y, a, b);
  if (op == NEGATE) return run(NEGATE, lo, hi, x, y, a, b);
  if (op == SQUARE) return run(SQUARE, lo, hi, x, y, a, b);
  if (op == SQRT) return run(SQRT, lo, hi, x, y, a, b);
  if (op == RSQRT) return run(RSQRT, lo, hi, x, y, a, b);
  if (op == ABS) return run(ABS, lo, hi, x, y, a, b);
  if (op == RECIPROCAL) return run(RECIPROCAL, lo, hi, x, y, a, b);
  if (op == STEP) return run(STEP, lo, hi, x, y, a, b);
  if (op == CLIP) return run(CLIP, lo, hi, x, y, a, b);
  if (op == LEAKY_RELU) return run(LEAKY_RELU, lo, hi, x, y, a, b);
  if (op == DIVIDE_BY) return run(DIVIDE_BY, lo, hi, x, y, a, b);
  if (op == EXP) return runScalar(EXP, lo, hi, x, y);
  if (op == LOG) return runScalar(LOG, lo, hi, x, y);
  if (op == SIGMOID) return runScalar(SIGMOID, lo, hi, x, y);
  if (op == TANH) return runScalar(TANH, lo, hi, x, y);
  if (op == ELU) return runScalar(ELU, lo, hi, x, y);
  unreachable();
}
