/**
 * Writing TeX as KaTeX understands it: authors use what MathJax and LaTeX know.
 *
 * @module
 */

/** Environments that KaTeX calls otherwise. Numbers stand only where a formula has a label or tag. */
const ENVIRONMENTS: Record<string, string> = {
  align: "align*",
  alignat: "alignat*",
  displaymath: "equation*",
  eqnarray: "align*",
  equation: "equation*",
  flalign: "align*",
  gather: "gather*",
  math: "aligned",
  multline: "gather*",
};

/** Commands that stand for others. */
export const COMMANDS: Record<string, string> = {
  "\\class": "#2",
  "\\cssId": "#2",
  "\\displaylines": "\\begin{gathered}#1\\end{gathered}",
  "\\eqalign": "\\begin{aligned}#1\\end{aligned}",
  "\\enclose": "\\boxed{#2}",
  "\\ensuremath": "#1",
  "\\hfil": "\\quad",
  "\\hfill": "\\quad",
  "\\intertext": "\\text{#1}\\\\",
  "\\mathds": "\\mathbb{#1}",
  "\\mathbbm": "\\mathbb{#1}",
  "\\mbox": "\\text{#1}",
  "\\mit": "\\mathit",
  "\\shoveleft": "#1",
  "\\shoveright": "#1",
  "\\strut": "\\vphantom{(}",
  "\\style": "#2",
  "\\textsc": "\\text{#1}",
};

/** What needs more than a command in the place of another. */
const REWRITES: [
  pattern: RegExp,
  text: string | ((found: string, ...parts: string[]) => string),
][] = [
  [/\\require\s*\{[^{}]*\}/g, ""],
  [/\\begin\{subequations\}|\\end\{subequations\}/g, ""],
  [/\\bbox\s*\[[^\]]*\]/g, ""],
  [/\\bbox(?![a-zA-Z])/g, ""],
  [/\\cr(?![a-zA-Z])/g, "\\\\"],
  [/\\unicode\s*(?:\[[^\]]*\])?\s*\{\s*([xX][\da-fA-F]+|\d+)\s*\}/g, (_, code) => {
    const number = /^x/i.test(code) ? Number.parseInt(code.slice(1), 16) : Number(code);
    return number > 32 && number <= 0x10ffff ? `\\text{${String.fromCodePoint(number)}}` : "";
  }],
  [/\\root\s*(\{[^{}]*\}|\S)\s*\\of\s*/g, (_, root) => `\\sqrt[${root.replaceAll(/[{}]/g, "")}]`],
  [/\\buildrel\s*(\{[^{}]*\}|\\?[^\\{}]+?)\s*\\over\s*/g, (_, top) => `\\overset{${top}}`],
  [/\\(?:begin|end)\{(\w+)\*?\}/g, (found, name) => {
    const other = Object.hasOwn(ENVIRONMENTS, name) ? ENVIRONMENTS[name] : undefined;
    return other === undefined ? found : found.replace(/\{.*\}/, `{${other}}`);
  }],
];

/**
 * Writes a formula for KaTeX.
 *
 * @param tex The formula.
 * @param numberOf The number of the formula with a label, as it stands beside it.
 * @returns The formula with commands that KaTeX knows, and tags in the place of labels.
 *
 * @example
 * ```ts
 * import { adaptTex } from "./adapt_tex.ts";
 * import { equal } from "node:assert/strict";
 *
 * equal(
 *   adaptTex("\\begin{eqnarray}a &=& b \\label{e}\\end{eqnarray}", () => "3"),
 *   "\\begin{align*}a &= b \\tag{3}\\end{align*}",
 * );
 * ```
 */
export function adaptTex(tex: string, numberOf: (label: string) => string): string {
  const isEqnarray = /\\begin\{eqnarray\*?\}/.test(tex);
  const tagged = tagRows(isEqnarray ? joinColumns(tex) : tex, numberOf);
  return REWRITES.reduce(
    (text, [pattern, replacement]) => text.replaceAll(pattern, replacement as string),
    tagged,
  );
}

/**
 * Tells whether a formula is an environment that has a line of its own, whatever stands around it.
 *
 * @param tex The formula.
 * @returns Whether it is.
 */
export function isWithOwnLine(tex: string): boolean {
  const name = /^\s*\\begin\{(\w+)\*?\}/.exec(tex)?.[1];
  return name !== undefined && name !== "math" && Object.hasOwn(ENVIRONMENTS, name);
}

/** `a &=& b` has three columns, `a &= b` two. */
function joinColumns(tex: string): string {
  return splitRows(tex).map((row) => {
    let count = 0;
    return row.replaceAll(/\\.|&/gs, (found) => found === "&" && ++count === 2 ? "" : found);
  }).join("");
}

/** A label becomes a tag, unless its row has one. */
function tagRows(tex: string, numberOf: (label: string) => string): string {
  if (!tex.includes("\\label")) return tex;
  return splitRows(tex).map((row) => {
    const hasTag = /\\tag(?![a-zA-Z])/.test(row);
    let isFirst = true;
    return row.replaceAll(LABEL, (_, label) => {
      const tag = hasTag || !isFirst ? "" : `\\tag{${numberOf(label)}}`;
      isFirst = false;
      return tag;
    });
  }).join("");
}

/** A label in a formula. */
export const LABEL: RegExp = /\\label\s*\{([^{}]*)\}/g;

/**
 * Splits a formula after each `\\`.
 *
 * @param tex The formula.
 * @returns The rows, each with its end.
 *
 * @example
 * ```ts
 * import { splitRows } from "./adapt_tex.ts";
 * import { deepEqual } from "node:assert/strict";
 *
 * deepEqual(splitRows("a\\\\b"), ["a\\\\", "b"]);
 * ```
 */
export function splitRows(tex: string): string[] {
  return tex.split(/(?<=(?<!\\)(?:\\\\)+)(?!\\)/);
}
