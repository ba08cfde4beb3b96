import { equal } from "node:assert/strict";
import { balance, parseHarmless, serialise } from "../../../tools/export/dom.ts";

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

const HARMLESS = [
  ["<p>a<script>f()</script></p>", "<p>a</p>"],
  ["<style>body { display: none }</style>a", "a"],
  ['<img src="x" onerror="f()">', '<img src="x">'],
  ['<a href="javascript:f()">a</a>', "<a>a</a>"],
  ["<details><summary>a</summary>b</details>", "<details><summary>a</summary>b</details>"],
  [
    '<math><semantics><mi>x</mi><annotation encoding="application/x-tex">x</annotation></semantics>' +
    "</math>",
    '<math><semantics><mi>x</mi><annotation encoding="application/x-tex">x</annotation></semantics>' +
    "</math>",
  ],
];

for (const [text, expected] of HARMLESS) {
  Deno.test(`parseHarmless() makes ${text.slice(0, 40)} harmless`, () => {
    equal(serialise(parseHarmless(text)).text, expected);
  });
}
