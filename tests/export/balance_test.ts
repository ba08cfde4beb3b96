import { equal, match } from "node:assert/strict";
import { Html } from "../../lib/export/html.ts";
import { balance, findExcess } from "../../lib/export/balance.ts";
import { EN } from "../../lib/words/mod.ts";

/** HTML, and what a browser makes of it where it stands alone. */
const BALANCED = [
  ["<p>a</p>", "<p>a</p>"],
  ["<b>a</div></main></body>", "<b>a</b>"],
  ["a<script>", "a<script></script>"],
  ["<script>if (a < b) f('</p>')</script>", "<script>if (a < b) f('</p>')</script>"],
  ["<!-- open", "<!-- open-->"],
  ["<p title='</main>", ""],
  ["<textarea></main>", "<textarea>&lt;/main&gt;</textarea>"],
  ["<plaintext></main>", "&lt;/main&gt;"],
  ["<template><plaintext></main>", "<template>&lt;/main&gt;</template>"],
  ['<noscript><p title="</noscript></main>">', '&lt;p title=""&gt;'],
  [
    "<svg><style><!--</style></svg></main>",
    "<svg><style><!--</style></svg></main>--></style></svg>",
  ],
  ["<pre>\n\n\na</pre><pre>\na</pre>", "<pre>\n\n\na</pre><pre>a</pre>"],
  ["<table><tr><td>1</table></table>", "<table><tbody><tr><td>1</td></tr></tbody></table>"],
  ["<a><table><a>x", "<a></a><a>x</a><table></table>"],
  ["<html><body onload='f()'>a</body></html>b", "ab"],
  ["<base href='https://example.org/'><p>a</p>", "<p>a</p>"],
  ["<p><base target=_blank>a<noscript><base href=/></noscript></p>", "<p>a&lt;base href=/&gt;</p>"],
  ['<meta http-equiv="Refresh" content="0; url=/"><meta name=viewport content="">a', "a"],
  ['<link rel=preconnect href="https://example.org">a', "a"],
];

function text(html: string): string {
  const balanced = balance(html);
  return balanced instanceof Html ? balanced.text : `not shown: ${balanced.in(EN)}`;
}

for (const [html, expected] of BALANCED) {
  Deno.test(`balance() makes ${html} whole`, () => {
    equal(text(html), expected);
  });
}

Deno.test("balance() takes elements nested 512 deep and no deeper", () => {
  const nest = (depth: number) => "<div>".repeat(depth) + "</div>".repeat(depth);
  equal(text(nest(512)), nest(512));
  equal(text(nest(513)), "not shown: it nests elements more than 512 deep");
  equal(findExcess(nest(512), 1000), undefined);
  equal(findExcess(nest(513), 1000)?.in(EN), "it nests elements more than 512 deep");
});

Deno.test("findExcess() counts elements", () => {
  equal(findExcess("<em></em>".repeat(1000), 1000), undefined);
  equal(findExcess("<em></em>".repeat(1001), 1000)?.in(EN), "it has more than 1,000 elements");
});

Deno.test("balance() says why it makes nothing", () => {
  equal(text("<b></b>".repeat(500_001)), "not shown: it has more than 500,000 elements");
});

Deno.test("balance() takes 120,000 elements apart that it unwraps", () => {
  equal(text("<noscript>a</noscript>".repeat(120_000)), "a".repeat(120_000));
});

/** What a parser would be busy with for minutes. */
const ENDLESS = {
  "20,000 nested elements": "<div>".repeat(20_000),
  "20,000 nested lists": "<ul><li>".repeat(20_000),
  // Each <p> would open the 300 <b> again: 60 million elements.
  "formats that multiply": "<p>" +
    Array.from({ length: 300 }, (_, id) => `<b id=${id}>`).join("") + "<p>x".repeat(200_000),
};

for (const [what, html] of Object.entries(ENDLESS)) {
  Deno.test(`balance() gives up on ${what}`, () => {
    match(text(html), /^not shown: it (nests elements more than 512 deep|has more than 500,000)/);
  });
}

Deno.test("balance() keeps a table of 60,000 rows", () => {
  const rows = Array.from({ length: 60_000 }, (_, row) => `<tr><td>${row}</td><td>x</td></tr>`);
  const table = `<table><tbody>${rows.join("")}</tbody></table>`;
  equal(text(table), table);
});
