import { equal } from "node:assert/strict";
import { balance, isBounded } from "../../../tools/export/balance.ts";

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
  ["<table><tr><td>1</table></table>", "<table><tbody><tr><td>1</td></tr></tbody></table>"],
  ["<a><table><a>x", "<a></a><a>x</a><table></table>"],
  ["<html><body onload='f()'>a</body></html>b", "ab"],
];

for (const [text, expected] of BALANCED) {
  Deno.test(`balance() makes ${text} whole`, () => {
    equal(balance(text)?.text, expected);
  });
}

Deno.test("balance() takes elements nested 512 deep and no deeper", () => {
  const nest = (depth: number) => "<div>".repeat(depth) + "</div>".repeat(depth);
  equal(balance(nest(512))?.text, nest(512));
  equal(balance(nest(513)), undefined);
  equal(isBounded(nest(512)), true);
  equal(isBounded(nest(513)), false);
});

const ENDLESS = {
  "20,000 nested elements": "<div>".repeat(20_000),
  "20,000 nested lists": "<ul><li>".repeat(20_000),
  // Each <p> would open the 300 <b> again: 60 million elements.
  "formats that multiply": "<p>" +
    Array.from({ length: 300 }, (_, id) => `<b id=${id}>`).join("") + "<p>x".repeat(200_000),
};

for (const [what, text] of Object.entries(ENDLESS)) {
  Deno.test(`balance() gives up on ${what} at once`, () => {
    const start = performance.now();
    equal(balance(text), undefined);
    const milliseconds = performance.now() - start;
    equal(milliseconds < 10_000, true, `${milliseconds} ms`);
  });
}

Deno.test("balance() keeps a table of 60,000 rows", () => {
  const rows = Array.from({ length: 60_000 }, (_, row) => `<tr><td>${row}</td><td>x</td></tr>`);
  const table = `<table><tbody>${rows.join("")}</tbody></table>`;
  const start = performance.now();
  equal(balance(table)?.text, table);
  const milliseconds = performance.now() - start;
  equal(milliseconds < 10_000, true, `${milliseconds} ms`);
});
