import { deepEqual } from "node:assert/strict";
import { findMath } from "../../../lib/export/formulas/find_math.ts";

/** Texts, and the formulas in them; those with a line of their own stand in brackets. */
const TEXTS: [text: string, ...formulas: string[]][] = [
  ["$a$ and $$b$$", "a", "[b]"],
  ["the $n$th", "n"],
  ["$ x $", " x "],
  ["\\(a\\) \\[b\\]", "a", "[b]"],
  ["$\\text{$a$}$", "\\text{$a$}"],
  ["$a\\$b$", "a\\$b"],
  ["\\begin{align}a&b\\end{align}", "[\\begin{align}a&b\\end{align}]"],
  [
    "\\begin{array}\\begin{array}a\\end{array}\\end{array}",
    "[\\begin{array}\\begin{array}a\\end{array}\\end{array}]",
  ],
  ["see \\eqref{a} and \\ref{b}", "\\eqref{a}", "\\ref{b}"],
  ["$a\nb$", "a\nb"],
  ["$}$", "}"],
  ["It costs $5 or $6."],
  ["from $5-$10, ($5) ($6) and US$ or CA$"],
  ["$a\n\nb$"],
  ["a $ b"],
  ["$$"],
  ["\\$a\\$"],
  ["\\begin{align}a"],
  ["\\begin{align}a\n\n\\end{align}"],
];

for (const [text, ...formulas] of TEXTS) {
  Deno.test(`findMath() finds ${formulas.length} formulas in ${JSON.stringify(text)}`, () => {
    const found = findMath(text, 1).map(({ tex, isDisplay }) => isDisplay ? `[${tex}]` : tex);
    deepEqual(found, formulas);
  });
}

Deno.test("findMath() takes a second backslash for markdown's", () => {
  deepEqual(findMath("\\\\(a\\\\) \\(b\\)", 2).map(({ tex }) => tex), ["a"]);
});
