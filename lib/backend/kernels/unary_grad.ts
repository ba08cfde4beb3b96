import { CLIP, LEAKY_RELU, RELU, RELU6 } from "./shared/gradient_operations";
import { at, storeLanes } from "./shared/lanes";

// dx = dy · f'(x), element by element. The functions are classes as in unary_functions.ts, and their own
// numbers `p` and `q` the same.

/** dy where x is above 0; where x is NaN, so is the gradient. */
// @ts-ignore
@unmanaged
class ReluGrad {
  of(dy: v128, x: v128, p: f32, q: f32): v128 {
    const passes = f32x4.gt(x, f32x4.splat(0));
    return v128.bitselect(v128.and(dy, passes), x, f32x4.eq(x, x));
  }
}

/** dy where x is above 0 and not above 6; where x is NaN, so is the gradient. */
// @ts-ignore
@unmanaged
class Relu6Grad {
  of(dy: v128, x: v128, p: f32, q: f32): v128 {
    const passes = v128.and(f32x4.gt(x, f32x4.splat(0)), f32x4.le(x, f32x4.splat(6)));
    return v128.bitselect(v128.and(dy, passes), x, f32x4.eq(x, x));
  }
}

/** dy where x is above 0, else p · dy. */
// @ts-ignore
@unmanaged
class LeakyReluGrad {
  of(dy: v128, x: v128, p: f32, q: f32): v128 {
    return v128.bitselect(dy, f32x4.mul(dy, f32x4.splat(p)), f32x4.gt(x, f32x4.splat(0)));
  }
}

/** dy where x lies between p and q. */
// @ts-ignore
@unmanaged
class ClipGrad {
  of(dy: v128, x: v128, p: f32, q: f32): v128 {
    return v128.and(dy, v128.and(f32x4.ge(x, f32x4.splat(p)), f32x4.le(x, f32x4.splat(q))));
  }
}

function run<F>(lo: i32, hi: i32, dy: usize, x: usize, dx: usize, p: f32, q: f32): void {
  const f = changetype<F>(0);
  for (let i = lo; i < hi; i += 4) {
    storeLanes(at(dx, i), f.of(v128.load(at(dy, i)), v128.load(at(x, i)), p, q), hi - i);
  }
}

/** Computes the elements `lo` to `hi`; `p` and `q` are the bits of two float32. */
export function unaryGrad(
  lo: i32, hi: i32, op: i32, dy: usize, x: usize, dx: usize, p: i32, q: i32,
): void {
  const a = reinterpret<f32>(p), b = reinterpret<f32>(q);
  if (op == RELU) return run<ReluGrad>(lo, hi, dy, x, dx, a, b);
  if (op == RELU6) return run<Relu6Grad>(lo, hi, dy, x, dx, a, b);
  if (op == LEAKY_RELU) return run<LeakyReluGrad>(lo, hi, dy, x, dx, a, b);
  if (op == CLIP) return run<ClipGrad>(lo, hi, dy, x, dx, a, b);
  unreachable();
}
