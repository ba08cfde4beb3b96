import {
  ADD, DIVIDE, MAXIMUM, MINIMUM, MULTIPLY, RELU_GRAD, SQUARED_DIFFERENCE, SUB,
} from "./shared/binary_operations";
import { at, storeLanes } from "./shared/lanes";

// y = a ∘ b with broadcasting. The adapter folds both shapes into [outer, middle, inner] and gives for
// each operand how many floats one step along an axis moves on, 0 where it is broadcast. The inner
// step is 0 or 1. Two tensors of one shape are a single row; a row of any length may be cut.

// @ts-ignore
@inline
function apply(op: i32, a: v128, b: v128): v128 {
  if (op == ADD) return f32x4.add(a, b);
  if (op == SUB) return f32x4.sub(a, b);
  if (op == MULTIPLY) return f32x4.mul(a, b);
  if (op == DIVIDE) return f32x4.div(a, b);
  if (op == MAXIMUM) return f32x4.max(a, b);
  if (op == MINIMUM) return f32x4.min(a, b);
  if (op == SQUARED_DIFFERENCE) {
    const d = f32x4.sub(a, b);
    return f32x4.mul(d, d);
  }
  if (op == RELU_GRAD) {
    return v128.bitselect(v128.and(a, f32x4.gt(b, f32x4.splat(0))), b, f32x4.eq(b, b));
  }
  return unreachable();
}

// Four lanes of an operand: the next four numbers, or one number four times.
// @ts-ignore
@inline
function lanes(p: usize, i: i32, step: i32): v128 {
  return step ? v128.load(at(p, i)) : v128.load_splat<f32>(p);
}

/** One row, from element `lo` to `hi`. */
// @ts-ignore
@inline
function row(op: i32, stepA: i32, stepB: i32, lo: i32, hi: i32, a: usize, b: usize, y: usize): void {
  let i = lo;
  for (; i + 8 <= hi; i += 8) {
    const q = at(y, i);
    v128.store(q, apply(op, lanes(a, i, stepA), lanes(b, i, stepB)));
    v128.store(q, apply(op, lanes(a, i + 4, stepA), lanes(b, i + 4, stepB)), 16);
  }
  for (; i < hi; i += 4) {
    storeLanes(at(y, i), apply(op, lanes(a, i, stepA), lanes(b, i, stepB)), hi - i);
  }
}

// @ts-ignore
@inline
function rowOf(op: i32, stepA: i32, stepB: i32, lo: i32, hi: i32, a: usize, b: usize, y: usize): void {
  if (stepA && stepB) row(op, 1, 1, lo, hi, a, b, y);
  else if (stepA) row(op, 1, 0, lo, hi, a, b, y);
  else row(op, 0, 1, lo, hi, a, b, y);
}

/** Computes the elements `lo` to `hi` of one long row. */
export function binaryRow(
  lo: i32, hi: i32, op: i32, a: usize, b: usize, y: usize, stepA: i32, stepB: i32,
): void {
  // The operation is a constant inside each call, so that it is chosen once and not for each element.
  if (op == ADD) return rowOf(ADD, stepA, stepB, lo, hi, a, b, y);
  if (op == SUB) return rowOf(SUB, stepA, stepB, lo, hi, a, b, y);
  if (op == MULTIPLY) return rowOf(MULTIPLY, stepA, stepB, lo, hi, a, b, y);
  if (op == DIVIDE) return rowOf(DIVIDE, stepA, stepB, lo, hi, a, b, y);
  if (op == MAXIMUM) return rowOf(MAXIMUM, stepA, stepB, lo, hi, a, b, y);
  if (op == MINIMUM) return rowOf(MINIMUM, stepA, stepB, lo, hi, a, b, y);
  if (op == SQUARED_DIFFERENCE) return rowOf(SQUARED_DIFFERENCE, stepA, stepB, lo, hi, a, b, y);
  if (op == RELU_GRAD) return rowOf(RELU_GRAD, stepA, stepB, lo, hi, a, b, y);
  unreachable();
}

/** Computes the rows `lo` to `hi` of the [outer · middle] rows of `inner` elements. */
export function binaryBroadcast(
  lo: i32, hi: i32, op: i32, a: usize, b: usize, y: usize,
  middle: i32, inner: i32,
  outerA: i32, middleA: i32, innerA: i32, outerB: i32, middleB: i32, innerB: i32,
): void {
  for (let r = lo; r < hi; r++) {
    const n = r / middle, m = r - n * middle;
    const pa = at(a, n * outerA + m * middleA), pb = at(b, n * outerB + m * middleB);
    binaryRow(0, inner, op, pa, pb, at(y, r * inner), innerA, innerB);
  }
}

/** How many numbers of a, and of y, the columns below go through before the next: they stay in L1. */
const ROWS_LENGTH = 2048;

// @ts-ignore
@inline
function rowsOf(op: i32, lo: i32, hi: i32, a: usize, b: usize, y: usize, C: i32): void {
  const row = <usize>C << 2;
  const block = max(1, ROWS_LENGTH / C);
  for (let first = lo; first < hi; first += block) {
    const last = min(first + block, hi);
    for (let c = 0; c < C; c += 8) {
      const b0 = v128.load(at(b, c)), b1 = v128.load(at(b, c + 4));
      const left = C - c;
      let q = at(y, first * C + c);
      for (let p = at(a, first * C + c), end = at(a, last * C + c); p < end; p += row, q += row) {
        const v1 = apply(op, v128.load(p, 16), b1); // before the store: y may be a
        storeLanes(q, apply(op, v128.load(p), b0), left);
        storeLanes(q + 16, v1, left - 4);
      }
    }
  }
}

/** Computes the rows `lo` to `hi` of a [R, C] ∘ b [C], such as a bias: b stays in registers. */
export function binaryRows(lo: i32, hi: i32, op: i32, a: usize, b: usize, y: usize, C: i32): void {
  if (op == ADD) return rowsOf(ADD, lo, hi, a, b, y, C);
  if (op == SUB) return rowsOf(SUB, lo, hi, a, b, y, C);
  if (op == MULTIPLY) return rowsOf(MULTIPLY, lo, hi, a, b, y, C);
  if (op == DIVIDE) return rowsOf(DIVIDE, lo, hi, a, b, y, C);
  if (op == MAXIMUM) return rowsOf(MAXIMUM, lo, hi, a, b, y, C);
  if (op == MINIMUM) return rowsOf(MINIMUM, lo, hi, a, b, y, C);
  if (op == SQUARED_DIFFERENCE) return rowsOf(SQUARED_DIFFERENCE, lo, hi, a, b, y, C);
  unreachable(); // RELU_GRAD too: dy and y have one shape
}
