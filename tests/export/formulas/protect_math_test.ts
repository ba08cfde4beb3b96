import { equal } from "node:assert/strict";
import { protectMath } from "../../../lib/export/formulas/protect_math.ts";
import { renderMarkdown } from "../../../lib/jupyter/markdown/render_markdown.ts";

function render(markdown: string): string {
  const { text, restore } = protectMath(markdown);
  return restore(renderMarkdown(text)).trim();
}

/** Markdown, and its HTML before formulas are typeset. */
const TEXTS: [name: string, markdown: string, html: string][] = [
  ["underscores", "$a_1$ *b* $c_2$", "<p>$a_1$ <em>b</em> $c_2$</p>"],
  ["code", "`$a` and `$b`", "<p><code>$a</code> and <code>$b</code></p>"],
  ["code with two backticks", "``$a` $b`` $c_1 d_1$", "<p><code>$a` $b</code> $c_1 d_1$</p>"],
  ["a fence", "```\n$a_1\n```\n$b_1 c_1$", "<pre><code>$a_1\n</code></pre>\n<p>$b_1 c_1$</p>"],
  [
    "a fence in a list",
    "- a\n  ~~~\n  $x\n  ~~~\n\n  b $y_1 z_1$",
    "<ul>\n<li>\n<p>a</p>\n<pre><code>$x\n</code></pre>\n<p>b $y_1 z_1$</p>\n</li>\n</ul>",
  ],
  ["a dollar that is none", "\\$a_1 b_1$", "<p>\\$a_1 b_1$</p>"],
  ["backslashes", "\\\\(a_1 b_1\\\\) \\\\[c\\\\]", "<p>\\(a_1 b_1\\) \\[c\\]</p>"],
  ["HTML's letters", "$a < b & c$", "<p>$a &lt; b &amp; c$</p>"],
  ["a description", "![$a_1$](b.png)", '<p><img src="b.png" alt="$a_1$"></p>'],
  ["marks of its own", "\uE0000\uE001 $a$", "<p>\uE0000\uE001 $a$</p>"],
  [
    "lines",
    "\\begin{align}\na\\\\\nb\n\\end{align}",
    "<p>\\begin{align}\na\\\\\nb\n\\end{align}</p>",
  ],
];

for (const [name, markdown, html] of TEXTS) {
  Deno.test(`protectMath() keeps formulas beside ${name}`, () => equal(render(markdown), html));
}

Deno.test("protectMath() keeps a bar in a formula from ending a cell of a table", () => {
  equal(/<td>\$\|x\|\$<\/td>/.test(render("|a|\n|-|\n|$|x|$|")), true);
});
