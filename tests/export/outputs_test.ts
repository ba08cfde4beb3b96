import { deepEqual, equal, match, ok } from "node:assert/strict";
import { type Html, markup } from "../../lib/export/html.ts";
import { NO_NEEDS } from "../../lib/export/needs.ts";
import { showOutputs } from "../../lib/export/outputs.ts";
import type { MimeBundle } from "../../lib/jupyter/displayable.ts";
import type { Output } from "../../lib/jupyter/nbformat/nbformat.ts";
import { EN } from "../../lib/words/mod.ts";

/** Markdown in brackets, as if it had a formula; HTML as it is. */
const markdown = {
  renderOutput: (text: string) =>
    Promise.resolve({
      content: markup`[${text}]`,
      needs: { ...NO_NEEDS, classes: new Set(["katex"]) },
    }),
  completeHtml: (content: Html) => Promise.resolve({ content, needs: NO_NEEDS }),
};

async function show(...outputs: Output[]): Promise<string> {
  const shown = await showOutputs(outputs, {
    markdown,
    metadata: {},
    folder: ".",
    mayFetch: false,
    words: EN,
  });
  return shown.map(({ content }) => content.text).join("|");
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

Deno.test("showOutputs() says so where only text stands in for what is meant to be seen", async () => {
  const chart = { "application/vnd.some.chart+json": { a: 1 }, "text/plain": "<Chart>" };
  equal(
    await show(display(chart)),
    '<pre class="text result">&lt;Chart&gt;</pre>' +
      note("application/vnd.some.chart+json (7 characters): pages cannot show this type"),
  );
  // Its picture is what its author has provided for readers without that program.
  equal(
    await show(display({ ...chart, "image/png": "iVBO" })),
    '<img src="data:image/png;base64,iVBO" alt="&lt;Chart&gt;">',
  );
});

Deno.test("showOutputs() shows JSON as a tree, and as text what is too large for one", async () => {
  match(
    await show(display({ "application/json": { a: [1, null], b: "<c>" }, "text/plain": "{}" })),
    /^<ul class="json".*a<\/span>.*>1<.*>null<.*b<\/span> <span class="string">&quot;&lt;c&gt;&quot;</s,
  );
  match(
    await show(display({ "application/json": Array(6000).fill(1), "text/plain": "many" })),
    /^<pre class="text result">many<\/pre><p class="note">.*it has more than 5,?000 elements/,
  );
  let deep: unknown = 1;
  for (let level = 0; level < 2000; level++) deep = [deep];
  match(
    await show(display({ "application/json": deep, "text/plain": "deep" })),
    /^<pre class="text result">deep<\/pre><p class="note">.*more than 100 deep/,
  );
});

Deno.test("showOutputs() links to a PDF", async () => {
  match(await show(display({ "application/pdf": "JVBE" })), /<a download="output.pdf" href="data:/);
});

const note = (text: string) => `<p class="note">Only in the executed notebook: ${text}.</p>`;

Deno.test("showOutputs() says what it cannot show, and why", async () => {
  equal(
    await show(display({ "application/x-unknown": "abc" })),
    note("application/x-unknown (3 characters): pages cannot show this type"),
  );
  equal(await show(display({})), '<p class="note">This output is empty.</p>');
  equal(
    await show(display({ [PLOTLY]: "nonsense", "text/plain": "a" })),
    '<pre class="text result">a</pre>' + note(`${PLOTLY} (8 characters): it is not a figure`),
  );
  equal(
    await show(display({ [PLOTLY]: { data: [{ type: "surface" }] } })),
    note(`${PLOTLY} (29 characters): it has traces of the type surface, which pages cannot draw`),
  );
});

Deno.test("showOutputs() shows the next form of a figure that pages cannot draw", async () => {
  const figure = { data: [{ type: "surface" }] };
  equal(
    await show(display({ [PLOTLY]: figure, "text/plain": "a", "image/png": "iVBO" })),
    '<img src="data:image/png;base64,iVBO" alt="a">' +
      note(`${PLOTLY} (29 characters): it has traces of the type surface, which pages cannot draw`),
  );
});

Deno.test("showOutputs() leaves out what is too large for a page", async () => {
  const large = "x".repeat(20_000_000);
  equal(
    await show(display({ "text/html": large, "text/plain": "a" })),
    '<pre class="text result">a</pre>' + note("text/html (20,000,000 characters): it is too large"),
  );
  equal(
    await show(display({ "image/png": large })),
    note("image/png (20,000,000 characters): it is too large"),
  );
  const outputs: Output[] = [
    { output_type: "stream", name: "stdout", text: large },
    { output_type: "error", ename: "Error", evalue: "", traceback: [large] },
    display({ "text/plain": large }),
  ];
  for (const output of outputs) {
    const text = await show(output);
    ok(text.length < 101_000);
    match(text, /19,900,000 more characters are in the executed\s+notebook/);
  }
});

Deno.test("showOutputs() leaves out HTML that is nested too deep, and says so", async () => {
  const deep = "<div>".repeat(20_000);
  const reason = "it nests elements more than 512 deep";
  equal(
    await show(display({ "text/html": deep, "text/plain": "a" })),
    '<pre class="text result">a</pre>' + note(`text/html (100,000 characters): ${reason}`),
  );
  equal(
    await show(display({ "text/html": deep })),
    note(`text/html (100,000 characters): ${reason}`),
  );
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
<img src="data:image/svg+xml;charset=utf-8,%3Csvg xmlns=%22http://www.w3.org/2000/svg%22/%3E" alt="y 1, 2" width="300" height="200" style="aspect-ratio:300/200">
<script type="application/json">${JSON.stringify(FIGURE)}</script>
<details class="numbers"><summary>Numbers</summary>
<pre class="text">y 1, 2</pre></details>
</figure>`,
  );
});

Deno.test("showOutputs() draws the picture of a figure that has none", async () => {
  const shown = await show(display({ [PLOTLY]: FIGURE }));
  const url = /src="([^"]+)"/.exec(shown)?.[1] ?? "";
  match(await (await fetch(url)).text(), /^<svg .*<\/svg>$/s);
});

Deno.test("showOutputs() says what each output needs, whatever its HTML looks like", async () => {
  const shown = await showOutputs(
    [
      display({ [PLOTLY]: FIGURE, "image/svg+xml": "<svg/>" }),
      display({
        "text/html": '<figure class="plot" data-height="1"><i class="katex"></i></figure>',
      }),
      display({ [PLOTLY]: { data: [{ type: "surface" }] }, "image/svg+xml": "<svg/>" }),
      display({ "text/markdown": "$x$" }),
      { output_type: "stream", name: "stdout", text: '<figure class="plot"' },
    ],
    { markdown, metadata: {}, folder: ".", mayFetch: false, words: EN },
  );
  deepEqual(shown.map(({ needs }) => [needs.hasFigures, [...needs.classes]]), [
    [true, []],
    [false, []],
    [false, []],
    [false, ["katex"]],
    [false, []],
  ]);
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
    '<pre class="text result">a</pre>' +
      note("image/png (10 characters): it is not in base 64"),
  );
});
