/**
 * Folding two shapes that are broadcast against each other into three axes.
 *
 * @module
 */

import { sizeOf } from "./simd_kernel.ts";

/** How a kernel walks through an operand: floats to move on by for a step along each axis. */
export interface Steps {
  outer: number;
  middle: number;
  inner: number;
}

/** Two operands as `[outer, middle, inner]`. */
export interface FoldedShapes {
  /** The shape of the result. */
  shape: number[];
  outer: number;
  middle: number;
  inner: number;
  a: Steps;
  b: Steps;
}

/** Whether two shapes can be broadcast against each other. */
export function canBroadcast(aShape: readonly number[], bShape: readonly number[]): boolean {
  const rank = Math.min(aShape.length, bShape.length);
  for (let i = 1; i <= rank; i++) {
    const [a, b] = [aShape[aShape.length - i], bShape[bShape.length - i]];
    if (a !== b && a !== 1 && b !== 1) return false;
  }
  return true;
}

/** Whether two shapes are the same. */
function isSame(a: readonly number[], b: readonly number[]): boolean {
  if (a.length !== b.length) return false;
  for (let axis = 0; axis < a.length; axis++) if (a[axis] !== b[axis]) return false;
  return true;
}

/** A result that is one row: each operand is as long, or a single number if its step is 0. */
function row(shape: readonly number[], stepA: number, stepB: number): FoldedShapes {
  return {
    shape: [...shape],
    outer: 1,
    middle: 1,
    inner: sizeOf(shape),
    a: { outer: 0, middle: 0, inner: stepA },
    b: { outer: 0, middle: 0, inner: stepB },
  };
}

/**
 * Folds two shapes. Neighbouring axes along which the same operands move become one axis.
 *
 * @returns The folded shapes, or `undefined` if the shapes do not fit or need more than three axes.
 */
export function foldShapes(aShape: number[], bShape: number[]): FoldedShapes | undefined {
  // Most calls are one of these, and small ones among them take no longer than what follows.
  if (isSame(aShape, bShape)) return row(aShape, 1, 1);
  if (bShape.length === 0) return row(aShape, 1, 0);
  if (aShape.length === 0) return row(bShape, 0, 1);
  const rank = Math.max(aShape.length, bShape.length);
  const shape: number[] = [];
  const axes: { size: number; a: boolean; b: boolean }[] = []; // the innermost first
  for (let i = 1; i <= rank; i++) {
    const sizeA = aShape[aShape.length - i] ?? 1;
    const sizeB = bShape[bShape.length - i] ?? 1;
    if (sizeA !== sizeB && sizeA !== 1 && sizeB !== 1) return undefined;
    const size = sizeA === 1 ? sizeB : sizeA;
    shape.unshift(size);
    if (size === 1) continue;
    const a = sizeA === size, b = sizeB === size;
    const last = axes.at(-1);
    if (last && last.a === a && last.b === b) last.size *= size;
    else axes.push({ size, a, b });
  }
  if (axes.length > 3) return undefined;
  const none = { size: 1, a: true, b: true };
  const [inner, middle, outer] = [axes[0] ?? none, axes[1] ?? none, axes[2] ?? none];
  const steps = (which: "a" | "b"): Steps => {
    const innerSize = inner[which] ? inner.size : 1;
    const middleSize = middle[which] ? middle.size : 1;
    return {
      inner: inner[which] ? 1 : 0,
      middle: middle[which] ? innerSize : 0,
      outer: outer[which] ? innerSize * middleSize : 0,
    };
  };
  return {
    shape,
    outer: outer.size,
    middle: middle.size,
    inner: inner.size,
    a: steps("a"),
    b: steps("b"),
  };
}
