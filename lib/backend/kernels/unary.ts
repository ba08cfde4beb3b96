import { at, storeLanes } from "./shared/lanes";
import {
  Abs, Acos, Acosh, Asin, Asinh, Atan, Atanh, Ceil, Clip, Cos, Cosh, DivideBy, Elu, Erf, Exp,
  Expm1, Floor, LeakyRelu, Log, Log1p, Negate, Reciprocal, Relu, Relu6, Round, Rsqrt, Selu,
  Sigmoid, Sign, Sin, Sinh, Softplus, Sqrt, Square, Step, Tan, Tanh,
} from "./shared/unary_functions";
import {
  ABS, ACOS, ACOSH, ASIN, ASINH, ATAN, ATANH, CEIL, CLIP, COS, COSH, DIVIDE_BY, ELU, ERF, EXP,
  EXPM1, FLOOR, LEAKY_RELU, LOG, LOG1P, NEGATE, RECIPROCAL, RELU, RELU6, ROUND, RSQRT, SELU,
  SIGMOID, SIGN, SIN, SINH, SOFTPLUS, SQRT, SQUARE, STEP, TAN, TANH,
} from "./shared/unary_operations";

// y = f(x), element by element

function run<F>(lo: i32, hi: i32, x: usize, y: usize, p: f32, q: f32): void {
  const f = changetype<F>(0);
  for (let i = lo; i < hi; i += 4) {
    storeLanes(at(y, i), f.of(v128.load(at(x, i)), p, q), hi - i);
  }
}

/** Computes the elements `lo` to `hi`; `p` and `q` are the bits of two float32. */
export function unary(lo: i32, hi: i32, op: i32, x: usize, y: usize, p: i32, q: i32): void {
  const a = reinterpret<f32>(p), b = reinterpret<f32>(q);
  if (op == RELU) return run<Relu>(lo, hi, x, y, a, b);
  if (op == RELU6) return run<Relu6>(lo, hi, x, y, a, b);
  if (op == NEGATE) return run<Negate>(lo, hi, x, y, a, b);
  if (op == SQUARE) return run<Square>(lo, hi, x, y, a, b);
  if (op == SQRT) return run<Sqrt>(lo, hi, x, y, a, b);
  if (op == RSQRT) return run<Rsqrt>(lo, hi, x, y, a, b);
  if (op == ABS) return run<Abs>(lo, hi, x, y, a, b);
  if (op == RECIPROCAL) return run<Reciprocal>(lo, hi, x, y, a, b);
  if (op == STEP) return run<Step>(lo, hi, x, y, a, b);
  if (op == EXP) return run<Exp>(lo, hi, x, y, a, b);
  if (op == LOG) return run<Log>(lo, hi, x, y, a, b);
  if (op == SIGMOID) return run<Sigmoid>(lo, hi, x, y, a, b);
  if (op == TANH) return run<Tanh>(lo, hi, x, y, a, b);
  if (op == CLIP) return run<Clip>(lo, hi, x, y, a, b);
  if (op == LEAKY_RELU) return run<LeakyRelu>(lo, hi, x, y, a, b);
  if (op == ELU) return run<Elu>(lo, hi, x, y, a, b);
  if (op == DIVIDE_BY) return run<DivideBy>(lo, hi, x, y, a, b);
  if (op == CEIL) return run<Ceil>(lo, hi, x, y, a, b);
  if (op == FLOOR) return run<Floor>(lo, hi, x, y, a, b);
  if (op == ROUND) return run<Round>(lo, hi, x, y, a, b);
  if (op == SIGN) return run<Sign>(lo, hi, x, y, a, b);
  if (op == SELU) return run<Selu>(lo, hi, x, y, a, b);
  if (op == SOFTPLUS) return run<Softplus>(lo, hi, x, y, a, b);
  if (op == EXPM1) return run<Expm1>(lo, hi, x, y, a, b);
  if (op == LOG1P) return run<Log1p>(lo, hi, x, y, a, b);
  if (op == SIN) return run<Sin>(lo, hi, x, y, a, b);
  if (op == COS) return run<Cos>(lo, hi, x, y, a, b);
  if (op == TAN) return run<Tan>(lo, hi, x, y, a, b);
  if (op == ASIN) return run<Asin>(lo, hi, x, y, a, b);
  if (op == ACOS) return run<Acos>(lo, hi, x, y, a, b);
  if (op == ATAN) return run<Atan>(lo, hi, x, y, a, b);
  if (op == SINH) return run<Sinh>(lo, hi, x, y, a, b);
  if (op == COSH) return run<Cosh>(lo, hi, x, y, a, b);
  if (op == ASINH) return run<Asinh>(lo, hi, x, y, a, b);
  if (op == ACOSH) return run<Acosh>(lo, hi, x, y, a, b);
  if (op == ATANH) return run<Atanh>(lo, hi, x, y, a, b);
  if (op == ERF) return run<Erf>(lo, hi, x, y, a, b);
  unreachable();
}
