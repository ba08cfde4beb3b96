/**
 * Arithmetic of int32, which lies in JavaScript's memory: the loops that the engine compiles are as fast as
 * copying would be. What goes beyond int32 wraps around, as storing it in an `Int32Array` does.
 *
 * @module
 */
import * as tf from "@tensorflow/tfjs-core";
import type { Numbers } from "./comparison.ts";

type Loop2 = (a: Numbers, b: Numbers, y: Int32Array) => void;

/** Functions of two numbers, each a loop of its own, which the engine can compile for it alone. */
export const WHOLE_BINARY: Readonly<Record<string, Loop2 | undefined>> = {
  [tf.Add](a, b, y) {
    for (let i = 0; i < y.length; i++) y[i] = a[i] + b[i];
  },
  [tf.Sub](a, b, y) {
    for (let i = 0; i < y.length; i++) y[i] = a[i] - b[i];
  },
  [tf.Multiply](a, b, y) {
    for (let i = 0; i < y.length; i++) y[i] = a[i] * b[i];
  },
  [tf.RealDiv](a, b, y) {
    for (let i = 0; i < y.length; i++) y[i] = a[i] / b[i];
  },
  [tf.FloorDiv](a, b, y) {
    for (let i = 0; i < y.length; i++) y[i] = Math.floor(a[i] / b[i]);
  },
  // The remainder has the divisor's sign. Of integers, as that is the faster operation.
  [tf.Mod](a, b, y) {
    for (let i = 0; i < y.length; i++) {
      const divisor = b[i] | 0;
      const rest = (a[i] | 0) % divisor | 0;
      y[i] = rest !== 0 && (rest ^ divisor) < 0 ? rest + divisor : rest;
    }
  },
  [tf.Maximum](a, b, y) {
    for (let i = 0; i < y.length; i++) y[i] = a[i] > b[i] ? a[i] : b[i];
  },
  [tf.Minimum](a, b, y) {
    for (let i = 0; i < y.length; i++) y[i] = a[i] < b[i] ? a[i] : b[i];
  },
  [tf.SquaredDifference](a, b, y) {
    for (let i = 0; i < y.length; i++) y[i] = (a[i] - b[i]) * (a[i] - b[i]);
  },
  [tf.BitwiseAnd](a, b, y) {
    for (let i = 0; i < y.length; i++) y[i] = a[i] & b[i];
  },
};

/** Functions of one number. */
export const WHOLE_UNARY: Readonly<
  Record<string, ((x: Numbers, y: Int32Array) => void) | undefined>
> = {
  [tf.Neg](x, y) {
    for (let i = 0; i < y.length; i++) y[i] = -x[i];
  },
  [tf.Relu](x, y) {
    for (let i = 0; i < y.length; i++) y[i] = x[i] > 0 ? x[i] : 0;
  },
  [tf.Sign](x, y) {
    for (let i = 0; i < y.length; i++) y[i] = Number(x[i] > 0) - Number(x[i] < 0);
  },
};
