/**
 * Finding formulas in text, where MathJax finds them in a notebook.
 *
 * @module
 */

/** A formula in a text. */
export interface FoundMath {
  /** Where it begins, with its mark. */
  start: number;
  /** Where it ends. */
  end: number;
  /** What stands between the marks; an environment with its marks. */
  tex: string;
  /** Whether it has a line of its own. */
  isDisplay: boolean;
}

/** A reference to a formula, or a dollar that begins none: both are written with a backslash. */
const REFERENCE = /^\\(?:eq)?ref\{[^{}\n]*\}/;

/** What begins a formula, or has to be passed over. */
const MARKS = /\\\\[([]|\\[([]|\\[\\$]|\$\$?|\\begin\{([a-z]+\*?)\}|\\(?:eq)?ref\{[^{}\n]*\}/gi;

/**
 * Finds formulas: between dollars, brackets with a backslash, or the ends of an environment. They go
 * over no empty line, and what looks like prices is left alone.
 *
 * @param text The text.
 * @param slashes How many backslashes begin a bracket: two in markdown, which takes one for itself.
 * @returns The formulas, in order. References (`\eqref{a}`) are formulas too.
 *
 * @example
 * ```ts
 * import { findMath } from "./find_math.ts";
 * import { deepEqual } from "node:assert/strict";
 *
 * deepEqual(findMath("the $n$th of $5 or $6", 1), [
 *   { start: 4, end: 7, tex: "n", isDisplay: false },
 * ]);
 * ```
 */
export function findMath(text: string, slashes: 1 | 2): FoundMath[] {
  const found: FoundMath[] = [];
  for (let from = 0; from < text.length;) {
    MARKS.lastIndex = from;
    const mark = MARKS.exec(text);
    if (mark === null) break;
    const math = readMath(text, mark, slashes);
    if (math !== undefined) found.push(math);
    from = math?.end ?? mark.index + mark[0].length;
  }
  return found;
}

function readMath(text: string, mark: RegExpExecArray, slashes: 1 | 2): FoundMath | undefined {
  const { 0: open, 1: environment, index: start } = mark;
  if (REFERENCE.test(open)) {
    return { start, end: start + open.length, tex: open, isDisplay: false };
  }
  const inside = start + open.length;
  if (environment !== undefined) {
    const end = findEnd(text, inside, environment);
    if (end === undefined) return undefined;
    return { start, end, tex: text.slice(start, end), isDisplay: true };
  }
  const bracket = { "(": ")", "[": "]" }[open.at(-1)!];
  if (bracket !== undefined) {
    if (open.length !== slashes + 1) return undefined;
    const close = "\\".repeat(slashes) + bracket;
    const at = findClose(text, inside, close);
    if (at === undefined) return undefined;
    const tex = text.slice(inside, at);
    return { start, end: at + close.length, tex, isDisplay: bracket === "]" };
  }
  if (!open.startsWith("$")) return undefined; // an escaped dollar, or two backslashes
  const at = findClose(text, inside, open);
  if (at === undefined) return undefined;
  const tex = text.slice(inside, at);
  if (tex.trim() === "" || open === "$" && isPrice(text[start - 1], tex, text[at + 1])) {
    return undefined;
  }
  return { start, end: at + open.length, tex, isDisplay: open === "$$" };
}

/** Finds what closes a formula, outside of braces if it can be found there. */
function findClose(text: string, from: number, close: string): number | undefined {
  let depth = 0;
  let inBraces: number | undefined;
  for (let index = from; index < text.length; index++) {
    if (text.startsWith(close, index)) {
      if (depth <= 0) return index;
      inBraces ??= index;
    }
    const letter = text[index];
    if (letter === "\\") index++;
    else if (letter === "{") depth++;
    else if (letter === "}") depth--;
    else if (letter === "\n" && /^\n[ \t]*\n/.test(text.slice(index, index + 200))) break;
  }
  return inBraces;
}

function findEnd(text: string, from: number, environment: string): number | undefined {
  const name = environment.replace("*", "\\*");
  const marks = new RegExp(`\\\\(begin|end)\\{${name}\\}|\\n[ \\t]*\\n`, "g");
  marks.lastIndex = from;
  for (let depth = 1, mark = marks.exec(text); mark !== null; mark = marks.exec(text)) {
    if (mark[1] === undefined) return undefined;
    depth += mark[1] === "begin" ? 1 : -1;
    if (depth === 0) return marks.lastIndex;
  }
  return undefined;
}

/** `$5 or $6`, `US$ and CA$`, `$5-$10`: MathJax would make formulas of them, which nobody means. */
function isPrice(before: string | undefined, tex: string, after: string | undefined): boolean {
  const [opens, closes] = [/^\s/.test(tex), /\s$/.test(tex)];
  return /\d/.test(after ?? "") ||
    /^\d/.test(tex) && (closes || /\b[A-Z]{2}$/.test(tex)) ||
    opens && !closes && /[A-Z]/.test(before ?? "");
}
