import { equal } from "node:assert/strict";
import { parseHarmless, serialise } from "../../../tools/export/dom.ts";

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

Deno.test("parseHarmless() says that it leaves out what is nested too deep", () => {
  equal(
    serialise(parseHarmless("<div>".repeat(20_000))).text,
    '<p class="note">This text is only in the notebook: its HTML is nested more than 512 deep.</p>',
  );
});
