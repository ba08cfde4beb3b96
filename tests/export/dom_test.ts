import { equal } from "node:assert/strict";
import { parseHarmless, serialise } from "../../lib/export/dom.ts";
import { Reason } from "../../lib/export/reason.ts";
import { EN } from "../../lib/words/mod.ts";

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
    const fragment = parseHarmless(text);
    equal(fragment instanceof Reason ? fragment.in(EN) : serialise(fragment).text, expected);
  });
}

function excessOf(text: string): string | undefined {
  const reason = parseHarmless(text);
  return reason instanceof Reason ? reason.in(EN) : undefined;
}

Deno.test("parseHarmless() says why it leaves HTML out, instead of parsing it for minutes", () => {
  equal(excessOf("<div>".repeat(20_000)), "it nests elements more than 512 deep");
  equal(excessOf("<em></em>".repeat(500_000)), "it has more than 20,000 elements");
});
