import { equal, match, ok } from "node:assert/strict";
import { Html } from "../../../tools/export/html.ts";
import { showOutputs } from "../../../tools/export/outputs.ts";
import type { MimeBundle } from "../../../tools/kernel/mod.ts";
import type { Output } from "../../../tools/notebook/nbformat.ts";

async function show(...outputs: Output[]): Promise<string> {
  const shown = await showOutputs(outputs, (text) => Promise.resolve(new Html(`[${text}]`)));
  return shown.map(({ text }) => text).join("|");
}

function display(data: MimeBundle): Output {
  return { output_type: "display_data", data, metadata: {} };
}

const PLOTLY = "application/vnd.plotly.v1+json";
const FIGURE = { data: [{ y: [1, 2] }], layout: { width: 300, height: 200 } };

Deno.test("showOutputs() shows the best form that a page can show", async () => {
  const forms = { "text/plain": "a < b", "image/png": "iVBO\n", "text/html": "<i>a</i>" };
  equal(await show(display(forms)), '<div class="html"><i>a</i></div>');
  equal(
    await show(display({ "text/plain": "a < b", "image/png": "iVBO\n" })),
    '<img src="data:image/png;base64,iVBO" alt="a &lt; b">',
  );
  equal(await show(display({ "text/plain": "a < b" })), '<pre class="text result">a &lt; b</pre>');
  equal(await show(display({ "text/markdown": "*a*", "text/plain": "a" })), "[*a*]");
  equal(
    await show(display({ "application/vnd.convbook.report+json": {}, "text/plain": "a" })),
    '<pre class="text result">a</pre>',
  );
});

Deno.test("showOutputs() says what it cannot show", async () => {
  equal(
    await show(display({ "application/x-unknown": "abc" })),
    '<p class="note">This output is only in the executed notebook: application/x-unknown ' +
      "(3 characters).</p>",
  );
  equal(
    await show(display({})),
    '<p class="note">This output is only in the executed notebook: it is empty.</p>',
  );
  match(await show(display({ [PLOTLY]: "nonsense", "text/plain": "a" })), /^<pre .*>a<\/pre>$/);
});

Deno.test("showOutputs() leaves out what is too large for a page", async () => {
  const large = "x".repeat(20_000_000);
  equal(
    await show(display({ "text/html": large, "text/plain": "a" })),
    '<pre class="text result">a</pre>',
  );
  match(await show(display({ "image/png": large })), /image\/png \(20,000,000 characters\)/);
  const text = await show({ output_type: "stream", name: "stdout", text: large });
  ok(text.length < 101_000);
  match(text, /19,900,000 more characters are in the executed\s+notebook/);
});

Deno.test("showOutputs() joins text of the same stream, without changing the outputs", async () => {
  const outputs: Output[] = [
    { output_type: "stream", name: "stdout", text: "a\n" },
    { output_type: "stream", name: "stdout", text: "b\n" },
    { output_type: "stream", name: "stderr", text: "c\n" },
  ];
  const before = structuredClone(outputs);
  const expected = '<pre class="text stdout">a\nb</pre>|<pre class="text stderr">c</pre>';
  equal(await show(...outputs), expected);
  equal(JSON.stringify(outputs), JSON.stringify(before));
});

Deno.test("showOutputs() shows errors with their colours", async () => {
  const error = { output_type: "error", ename: "RangeError", evalue: "<far>" } as const;
  equal(
    await show({ ...error, traceback: ["\x1b[31mRangeError\x1b[0m", "  at <a>"] }),
    '<pre class="text error"><span class="ansi-red-fg">RangeError</span>\n  at &lt;a&gt;</pre>',
  );
  equal(
    await show({ ...error, traceback: [] }),
    '<pre class="text error">RangeError: &lt;far&gt;</pre>',
  );
});

Deno.test("showOutputs() shows a figure as picture, data and numbers", async () => {
  const bundle = { [PLOTLY]: FIGURE, "image/svg+xml": "<svg/>", "text/plain": "y 1, 2" };
  equal(
    await show(display(bundle)),
    `<figure class="plot" style="max-width:300px" data-height="200">
<img src="data:image/svg+xml;base64,PHN2Zy8+" alt="y 1, 2" width="300" height="200">
<script type="application/json">${JSON.stringify(FIGURE)}</script>
<details class="numbers"><summary>Numbers</summary>
<pre class="text">y 1, 2</pre></details>
</figure>`,
  );
});

Deno.test("showOutputs() draws the picture of a figure that has none", async () => {
  const shown = await show(display({ [PLOTLY]: FIGURE }));
  const base64 = /base64,([^"]+)"/.exec(shown)?.[1] ?? "";
  match(new TextDecoder().decode(Uint8Array.fromBase64(base64)), /^<svg .*<\/svg>$/s);
});

Deno.test("showOutputs() keeps data inside the page", async () => {
  const evil = "</script></figure><script>f()</script><!--";
  const figure = { data: [{ y: [1], name: evil }], layout: { title: evil } };
  const shown = await show(
    display({ [PLOTLY]: figure, "image/svg+xml": evil, "text/plain": evil + '"' }),
  );
  equal(shown.match(/<\/script>/g)?.length, 1);
  equal(shown.match(/<\/figure>/g)?.length, 1);
  ok(!shown.includes("<!--"));
  equal(
    await show(display({ "image/png": '"><script>', "text/plain": "a" })),
    '<pre class="text result">a</pre>',
  );
});
