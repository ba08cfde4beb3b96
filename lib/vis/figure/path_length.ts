/**
 * How long an SVG path is and where its points lie, which jsdom does not work out (SVG 2, chapter 9).
 *
 * Curves are cut into straight pieces, so lengths are right to a thousandth: Plotly places texts by
 * them.
 *
 * @module
 */

/** A point in px. */
export interface Point {
  /** To the right. */
  x: number;
  /** Downwards. */
  y: number;
}

/** A line without a gap, corner by corner. */
type Line = Point[];

/** How many pieces a curve is cut into. */
const PIECES = 32;

/** How many numbers each command takes. */
const COUNTS: Record<string, number> = {
  M: 2,
  L: 2,
  H: 1,
  V: 1,
  C: 6,
  S: 4,
  Q: 4,
  T: 2,
  A: 7,
  Z: 0,
};

/** A command, or a number. The two flags of an arc may stand without anything between them. */
const TOKEN = /[a-z]|[-+]?(?:\d*\.\d+|\d+\.?)(?:e[-+]?\d+)?/gi;

/**
 * Works out how long a path is.
 *
 * @param path The path's data, as in `M0,0H10`.
 * @returns Its length in px, without the gaps between its parts.
 *
 * @example
 * ```ts
 * import { pathLength } from "./path_length.ts";
 * import { equal } from "node:assert/strict";
 *
 * equal(pathLength("M0,0H3V4Z"), 12);
 * ```
 */
export function pathLength(path: string): number {
  return flatten(path).reduce((sum, line) => sum + lengthOf(line), 0);
}

/**
 * Finds the point of a path at a length from its beginning.
 *
 * @param path The path's data.
 * @param length The length in px; what lies outside the path counts as its nearer end.
 * @returns The point.
 *
 * @example
 * ```ts
 * import { pointAtLength } from "./path_length.ts";
 * import { deepEqual } from "node:assert/strict";
 *
 * deepEqual(pointAtLength("M0,0H3V4", 5), { x: 3, y: 2 });
 * ```
 */
export function pointAtLength(path: string, length: number): Point {
  let left = Math.max(0, length);
  let last: Point = { x: 0, y: 0 };
  for (const line of flatten(path)) {
    for (const [index, end] of line.entries()) {
      const start = line[Math.max(0, index - 1)];
      const step = Math.hypot(end.x - start.x, end.y - start.y);
      if (step > 0 && left <= step) return between(start, end, left / step);
      left -= step;
      last = end;
    }
  }
  return last;
}

function between(a: Point, b: Point, share: number): Point {
  return { x: a.x + (b.x - a.x) * share, y: a.y + (b.y - a.y) * share };
}

function lengthOf(line: Line): number {
  return line.slice(1).reduce(
    (sum, { x, y }, index) => sum + Math.hypot(x - line[index].x, y - line[index].y),
    0,
  );
}

/** Cuts a path into lines of straight pieces. */
function flatten(path: string): Line[] {
  const lines: Line[] = [];
  let here: Point = { x: 0, y: 0 };
  let before = "";
  /** The control point of the curve before, which S and T mirror. */
  let control = here;
  const add = (...points: Point[]) => {
    lines.at(-1)?.push(...points);
    here = points.at(-1)!;
  };
  for (const { letter, values } of readCommands(path)) {
    const name = letter.toUpperCase();
    const origin = letter === name ? { x: 0, y: 0 } : here;
    const point = (index: number) => ({
      x: origin.x + values[index],
      y: origin.y + values[index + 1],
    });
    const mirrored = (kinds: string) =>
      kinds.includes(before) ? { x: 2 * here.x - control.x, y: 2 * here.y - control.y } : here;
    switch (name) {
      case "M":
        here = point(0);
        lines.push([here]);
        break;
      case "L":
        add(point(0));
        break;
      case "H":
        add({ x: origin.x + values[0], y: here.y });
        break;
      case "V":
        add({ x: here.x, y: origin.y + values[0] });
        break;
      case "C":
      case "S": {
        const first = name === "C" ? point(0) : mirrored("CS");
        const rest = name === "C" ? 2 : 0;
        control = point(rest);
        add(...curve([here, first, control, point(rest + 2)]));
        break;
      }
      case "Q":
      case "T":
        control = name === "Q" ? point(0) : mirrored("QT");
        add(...curve([here, control, point(name === "Q" ? 2 : 0)]));
        break;
      case "A":
        add(...arc(here, values, point(5)));
        break;
      case "Z":
        if (lines.length > 0) add(lines.at(-1)![0]);
    }
    before = name;
  }
  return lines;
}

/** A command may be followed by several sets of numbers; after a move, they are lines. */
function* readCommands(path: string): Generator<{ letter: string; values: number[] }> {
  const tokens = path.replaceAll(
    /([a])\s*([^a-z]*)/gi,
    (_, letter, numbers) => letter + separateFlags(numbers),
  ).match(TOKEN) ?? [];
  for (let index = 0; index < tokens.length;) {
    let letter = tokens[index++];
    const count = COUNTS[letter.toUpperCase()];
    if (count === undefined) return;
    do {
      const values = tokens.slice(index, index + count).map(Number);
      if (values.length < count || values.some(Number.isNaN)) return;
      yield { letter, values };
      index += count;
      letter = { M: "L", m: "l" }[letter] ?? letter;
    } while (count > 0 && index < tokens.length && !/[a-z]/i.test(tokens[index]));
  }
}

/** `5 5 0 016 6` means `5 5 0 0 1 6 6`. */
function separateFlags(numbers: string): string {
  const number = String.raw`[-+]?(?:\d*\.\d+|\d+\.?)(?:e[-+]?\d+)?`;
  const gap = String.raw`[\s,]*`;
  const set = new RegExp(
    `(${number})${gap}(${number})${gap}(${number})${gap}([01])${gap}([01])${gap}(${number})${gap}(${number})`,
    "gi",
  );
  return numbers.replaceAll(set, " $1 $2 $3 $4 $5 $6 $7 ");
}

/** A Bézier curve by de Casteljau's method. */
function curve(points: readonly Point[]): Point[] {
  return Array.from({ length: PIECES }, (_, index) => {
    let level = [...points];
    while (level.length > 1) {
      level = level.slice(1).map((point, at) => between(level[at], point, (index + 1) / PIECES));
    }
    return level[0];
  });
}

/** An arc of an ellipse, from its ends to its centre and angles (SVG 2, B.2.4). */
function arc(from: Point, values: readonly number[], to: Point): Point[] {
  let [rx, ry] = [Math.abs(values[0]), Math.abs(values[1])];
  const [, , degrees, isLarge, sweeps] = values;
  const [cos, sin] = [Math.cos(degrees * Math.PI / 180), Math.sin(degrees * Math.PI / 180)];
  const half = { x: (from.x - to.x) / 2, y: (from.y - to.y) / 2 };
  const turned = { x: cos * half.x + sin * half.y, y: cos * half.y - sin * half.x };
  if (rx === 0 || ry === 0 || half.x === 0 && half.y === 0) return [to];
  const excess = Math.hypot(turned.x / rx, turned.y / ry);
  if (excess > 1) [rx, ry] = [rx * excess, ry * excess];
  const square = (turned.x * ry) ** 2 + (turned.y * rx) ** 2;
  const factor = Math.sqrt(Math.max(0, (rx * ry) ** 2 / square - 1)) *
    (isLarge === sweeps ? -1 : 1);
  const centre = { x: factor * rx * turned.y / ry, y: -factor * ry * turned.x / rx };
  const angle = (sign: number) =>
    Math.atan2((sign * turned.y - centre.y) / ry, (sign * turned.x - centre.x) / rx);
  const start = angle(1);
  let swept = angle(-1) - start;
  if (sweeps === 1 && swept < 0) swept += 2 * Math.PI;
  if (sweeps === 0 && swept > 0) swept -= 2 * Math.PI;
  return Array.from({ length: PIECES }, (_, index) => {
    if (index === PIECES - 1) return to;
    const at = start + swept * (index + 1) / PIECES;
    const [x, y] = [centre.x + rx * Math.cos(at), centre.y + ry * Math.sin(at)];
    return {
      x: cos * x - sin * y + (from.x + to.x) / 2,
      y: sin * x + cos * y + (from.y + to.y) / 2,
    };
  });
}
