import { at, storeLanes } from "./shared/lanes";
import {
  Add, Atan2, Divide, EluGrad, Maximum, Minimum, Mod, Multiply, Pow, Prelu, SquaredDifference, Sub,
} from "./shared/binary_functions";
import {
  ADD, ATAN2, DIVIDE, ELU_GRAD, MAXIMUM, MINIMUM, MOD, MULTIPLY, POW, PRELU, SQUARED_DIFFERENCE,
  SUB,
} from "./shared/binary_operations";

// y = a ∘ b with broadcasting. The adapter folds both shapes into [outer, middle, inner] and gives for
// each operand how many floats one step along an axis moves on, 0 where it is broadcast. The inner
// step is 0 or 1. Two tensors of one shape are a single row; a row of any length may be cut.

/** One row, from element `lo` to `hi`. */
function rowOf<F>(stepA: i32, stepB: i32, lo: i32, hi: i32, a: usize, b: usize, y: usize): void {
  const f = changetype<F>(0);
  if (stepA && stepB) {
    for (let i = lo; i < hi; i += 4) {
      storeLanes(at(y, i), f.of(v128.load(at(a, i)), v128.load(at(b, i))), hi - i);
    }
  } else if (stepA) {
    const all = v128.load_splat<f32>(b); // one number four times
    for (let i = lo; i < hi; i += 4) {
      storeLanes(at(y, i), f.of(v128.load(at(a, i)), all), hi - i);
    }
  } else {
    const all = v128.load_splat<f32>(a);
    for (let i = lo; i < hi; i += 4) {
      storeLanes(at(y, i), f.of(all, v128.load(at(b, i))), hi - i);
    }
  }
}

/** Computes the elements `lo` to `hi` of one long row. */
export function binaryRow(
  lo: i32, hi: i32, op: i32, a: usize, b: usize, y: usize, stepA: i32, stepB: i32,
): void {
  if (op == ADD) return rowOf<Add>(stepA, stepB, lo, hi, a, b, y);
  if (op == SUB) return rowOf<Sub>(stepA, stepB, lo, hi, a, b, y);
  if (op == MULTIPLY) return rowOf<Multiply>(stepA, stepB, lo, hi, a, b, y);
  if (op == DIVIDE) return rowOf<Divide>(stepA, stepB, lo, hi, a, b, y);
  if (op == MAXIMUM) return rowOf<Maximum>(stepA, stepB, lo, hi, a, b, y);
  if (op == MINIMUM) return rowOf<Minimum>(stepA, stepB, lo, hi, a, b, y);
  if (op == SQUARED_DIFFERENCE) return rowOf<SquaredDifference>(stepA, stepB, lo, hi, a, b, y);
  if (op == POW) return rowOf<Pow>(stepA, stepB, lo, hi, a, b, y);
  if (op == MOD) return rowOf<Mod>(stepA, stepB, lo, hi, a, b, y);
  if (op == ATAN2) return rowOf<Atan2>(stepA, stepB, lo, hi, a, b, y);
  if (op == PRELU) return rowOf<Prelu>(stepA, stepB, lo, hi, a, b, y);
  if (op == ELU_GRAD) return rowOf<EluGrad>(stepA, stepB, lo, hi, a, b, y);
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

function rowsOf<F>(lo: i32, hi: i32, a: usize, b: usize, y: usize, C: i32): void {
  const f = changetype<F>(0);
  const row = <usize>C << 2;
  const block = max(1, ROWS_LENGTH / C);
  for (let first = lo; first < hi; first += block) {
    const last = min(first + block, hi);
    for (let c = 0; c < C; c += 8) {
      const b0 = v128.load(at(b, c)), b1 = v128.load(at(b, c + 4));
      const left = C - c;
      let q = at(y, first * C + c);
      for (let p = at(a, first * C + c), end = at(a, last * C + c); p < end; p += row, q += row) {
        const v1 = f.of(v128.load(p, 16), b1); // before the store: y may be a
        storeLanes(q, f.of(v128.load(p), b0), left);
        storeLanes(q + 16, v1, left - 4);
      }
    }
  }
}

/** Computes the rows `lo` to `hi` of a [R, C] ∘ b [C], such as a bias: b stays in registers. */
export function binaryRows(lo: i32, hi: i32, op: i32, a: usize, b: usize, y: usize, C: i32): void {
  if (op == ADD) return rowsOf<Add>(lo, hi, a, b, y, C);
  if (op == SUB) return rowsOf<Sub>(lo, hi, a, b, y, C);
  if (op == MULTIPLY) return rowsOf<Multiply>(lo, hi, a, b, y, C);
  if (op == DIVIDE) return rowsOf<Divide>(lo, hi, a, b, y, C);
  if (op == MAXIMUM) return rowsOf<Maximum>(lo, hi, a, b, y, C);
  if (op == MINIMUM) return rowsOf<Minimum>(lo, hi, a, b, y, C);
  if (op == SQUARED_DIFFERENCE) return rowsOf<SquaredDifference>(lo, hi, a, b, y, C);
  if (op == POW) return rowsOf<Pow>(lo, hi, a, b, y, C);
  if (op == MOD) return rowsOf<Mod>(lo, hi, a, b, y, C);
  if (op == ATAN2) return rowsOf<Atan2>(lo, hi, a, b, y, C);
  if (op == PRELU) return rowsOf<Prelu>(lo, hi, a, b, y, C);
  unreachable(); // ELU_GRAD too: dy and y have one shape
}
