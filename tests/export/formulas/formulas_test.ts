import { deepEqual, equal, match } from "node:assert/strict";
import { Formulas } from "../../../lib/export/formulas/formulas.ts";

/** Typesets texts in order, and returns their TeX as KaTeX has read it, with what was said. */
function typeset(...texts: string[]): { html: string; warnings: string[] } {
  const warnings: string[] = [];
  const formulas = new Formulas((message) => warnings.push(message));
  for (const text of texts) formulas.noteLabels(text);
  return {
    html: texts.map((text) => formulas.typeset(text, "in cell 1") ?? text).join(""),
    warnings,
  };
}

/** Formulas with what authors use, which KaTeX does not know or reads otherwise. */
const KNOWN = [
  "\\begin{eqnarray}a &=& b\\\\c &=& d\\end{eqnarray}",
  "\\begin{eqnarray*}a &=& b\\end{eqnarray*}",
  "\\begin{multline}a\\\\b\\end{multline}",
  "\\begin{flalign}a &= b\\end{flalign}",
  "\\begin{subequations}\\begin{align}a\\end{align}\\end{subequations}",
  "\\begin{math}x\\end{math}",
  "$\\begin{equation}a\\end{equation}$",
  "$$\\mbox{if } x$$",
  "$\\ce{H2O}$ $\\pu{1 kg}$",
  "$\\require{mhchem} x$",
  "$\\bbox[5px,red]{x}$",
  "$\\unicode{x41} \\unicode{66}$",
  "$\\cssId{a}{b} \\class{a}{b} \\style{color:red}{x} \\enclose{circle}{x}$",
  "$\\eqalign{a &= b\\cr c &= d}$",
  "$\\displaylines{a\\cr b}$",
  "$\\buildrel a\\over b$ $\\root 3 \\of x$",
  "$\\mathds{1} \\strut \\textsc{a} \\hfill$",
  "\\begin{equation}\\begin{split}a\\\\b\\end{split}\\label{a}\\end{equation}",
  "\\begin{align}a\\label{b}\\\\c\\label{d}\\tag{X}\\end{align}",
  "$$a \\label{e} \\tag{1}$$ \\eqref{e}",
  "$\\text{für 日本} \\\\ é$",
  "$\\newcommand{\\R}{\\mathbb R}\\R \\renewcommand\\R{x}\\R \\providecommand{\\R}{y}\\R$",
  "$\\DeclareMathOperator{\\am}{arg\\,min}\\am_x \\DeclareMathOperator*{\\an}{a}\\an_x$",
];

for (const text of KNOWN) {
  Deno.test(`typeset() typesets ${text}`, () => {
    const { html, warnings } = typeset(text);
    deepEqual(warnings, []);
    match(html, /class="katex/);
    equal(html.includes("katex-error"), false);
  });
}

Deno.test("typeset() knows what earlier formulas have defined, and lets it be defined again", () => {
  const { html, warnings } = typeset(
    "$\\newcommand{\\vect}[2][p]{\\mathbf{#1#2}}$",
    "$\\vect{w}$",
    "$\\newcommand{\\vect}[1]{\\mathit{#1}}$",
    "$\\vect{v}$",
    "$\\def\\half{0.5}$",
    "$\\half$",
  );
  deepEqual(warnings, []);
  match(html, /mathbf"[^>]*>pw<.*mathit">v<.*0\.5/s);
});

Deno.test("typeset() numbers formulas with labels, and refers to them before and behind", () => {
  const { html, warnings } = typeset(
    "see \\eqref{b}, \\ref{c} and $x = \\eqref{a}$",
    "\\begin{align}x\\label{a}\\\\y\\label{b}\\end{align}",
    "$$z\\label{c}\\tag{Z}$$",
    "\\begin{equation}no number\\end{equation}",
  );
  deepEqual(warnings, []);
  match(html, /^see <a href="#mjx-eqn-b">\(2\)<\/a>, <a href="#mjx-eqn-c">Z<\/a> and /);
  match(
    html,
    /<span id="mjx-eqn-a"><\/span><span id="mjx-eqn-b"><\/span><span class="katex-display">/,
  );
  equal(html.match(/class="tag"/g)?.length, 2); // one for all rows of align, and Z
  equal(html.includes('class="eqn-num'), false);
});

Deno.test("typeset() says which formula fails, where and why, and shows what it can", () => {
  const { html, warnings } = typeset("$\\unknown x$ $\\frac{1}{$ \\ref{lost}");
  deepEqual(warnings, [
    "Cannot typeset the formula \\unknown x in cell 1: expected what KaTeX knows but found: " +
    "Undefined control sequence: \\unknown at position 1: \\unknown x",
    "Cannot typeset the formula \\frac{1}{ in cell 1: expected what KaTeX knows but found: " +
    "Unexpected end of input in a macro argument, expected '}' at end of input: \\frac{1}{",
    "Cannot refer to the formula lost in cell 1: expected a formula with that label but found none",
  ]);
  match(html, /katex-error.*<a href="#mjx-eqn-lost">\?\?\?<\/a>$/s);
});

Deno.test("typeset() leaves text alone, but for dollars with a backslash", () => {
  equal(typeset("a < b").html, "a < b");
  equal(typeset("\\$5 < \\$6").html, "$5 &lt; $6");
});
