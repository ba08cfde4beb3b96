import { equal, match } from "node:assert/strict";
import { TextRenderer } from "../../lib/export/text/text_renderer.ts";
import { EN } from "../../lib/words/mod.ts";

const render = (markdown: string) =>
  new TextRenderer(EN).render(markdown).replaceAll("\n", "").replaceAll(/ aria-label="[^"]*"/g, "");

const box = (
  kind: string,
  title: string,
  content: string,
  [tag, titleTag]: [string, string] = ["div", "p"],
) =>
  `<${tag} class="admonition ${kind}"><${titleTag} class="admonition-title">${title}</${titleTag}>` +
  `${content}</${tag}>`;
const folded: [string, string] = ["details", "summary"];

const TEXTS: [markdown: string, html: string][] = [
  ["> [!NOTE]\n> text", box("note", "Note", "<p>text</p>")],
  ["> [!warning] *Look*\n> - a", box("warning", "<em>Look</em>", "<ul><li>a</li></ul>")],
  ["> [!tip]- Folded\n>\n> a", box("tip", "Folded", "<p>a</p>", folded)],
  ["> [!other]\n> a", "<blockquote><p>[!other]a</p></blockquote>"],
  [
    ":::{note} Title\na **b**\n:::\nc",
    box("note", "Title", "<p>a <strong>b</strong></p>") + "<p>c</p>",
  ],
  ["```{warning}\na\n```", box("warning", "Warning", "<p>a</p>")],
  ["```{tip} T\n:class: dropdown\n\na\n```", box("tip", "T", "<p>a</p>", folded)],
  ["::: {.callout-caution}\n## T\na\n:::", box("caution", "T", "<p>a</p>")],
  ['::: {.callout-tip collapse="true" title="T"}\na\n:::', box("tip", "T", "<p>a</p>", folded)],
  [
    "::::{note}\na\n:::{danger}\nb\n:::\n::::",
    box("note", "Note", "<p>a</p>" + box("danger", "Danger", "<p>b</p>")),
  ],
  [":::tip[T]\na\n:::", box("tip", "T", "<p>a</p>")],
  ["::: {.column}\na\n:::", "<div><p>a</p></div>"],
  [
    "- a\n\n  :::{note}\n  b\n  :::",
    `<ul><li><p>a</p>${box("note", "Note", "<p>b</p>")}</li></ul>`,
  ],
  ["::: note\n```\n:::\n```\n:::", box("note", "Note", "<pre><code>:::</code></pre>")],
  ["::: note\nnever closed", box("note", "Note", "<p>never closed</p>")],
  [":::", "<p>:::</p>"],
  ["```{code-block} python\nx\n```", '<pre><code class="language-python">x</code></pre>'],
  ["```{math}\na_1 b_1\n```", "<p>$$a_1 b_1$$</p>"],
  ["```{unknown}\na\n```", '<pre><code class="language-{unknown}">a</code></pre>'],
  [
    "- [ ] a\n- [x] b\n- \\[ ] c\n- [y] d",
    '<ul><li class="task"><input type="checkbox" disabled> a</li>' +
    '<li class="task"><input type="checkbox" disabled checked> b</li><li>[ ] c</li><li>[y] d</li></ul>',
  ],
  ["a[^x]", "<p>a[^x]</p>"],
];

for (const [markdown, html] of TEXTS) {
  Deno.test(`TextRenderer renders ${JSON.stringify(markdown)}`, () =>
    equal(render(markdown), html));
}

Deno.test("TextRenderer numbers footnotes as they are referred to, with ids of their own", () => {
  const renderer = new TextRenderer(EN);
  const first = renderer.render(
    "a[^n] b[^1] c[^n]^[own]\n\n[^1]: one\n\n[^n]: two\n\n    more $x_1$\n\nend",
  );
  equal(
    [...first.matchAll(/href="#text1-note-(\d)">(\d)</g)].map(([, id, text]) => id + text).join(),
    "11,22,11,33",
  );
  match(
    first,
    /<p>end<\/p>\s*<section .*<li id="text1-note-1"><p>two<\/p>\s*<p>more \$x_1\$ <a href="#text1-ref-1"/s,
  );
  equal(first.match(/class="back"/g)?.length, 4);
  match(renderer.render("a^[b]"), /id="text2-note-1"/);
});
