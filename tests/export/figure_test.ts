import { deepEqual, equal, match, ok } from "node:assert/strict";
// @ts-types="@types/jsdom"
import { JSDOM } from "jsdom";
import { showFigure, TRACE_TYPES } from "../../lib/export/figure.ts";
import { Reason } from "../../lib/export/reason.ts";
import { EN } from "../../lib/words/mod.ts";

const layout = { width: 300, height: 200 };

async function show(data: unknown[], svg?: string, more: object = {}): Promise<string> {
  const shown = await showFigure({ data, layout: { ...layout, ...more } }, { svg }, "numbers", EN);
  return shown instanceof Reason ? `not shown: ${shown.in(EN)}` : shown.content.text;
}

Deno.test("TRACE_TYPES are those of the Plotly that pages load", async () => {
  const source = await Deno.readTextFile(new URL(import.meta.resolve("plotly.js")));
  const { window } = new JSDOM("<!doctype html>", { runScripts: "outside-only" });
  window.URL.createObjectURL = () => "blob:none";
  window.HTMLCanvasElement.prototype.getContext = () => null;
  window.eval(source);
  deepEqual(
    [...TRACE_TYPES].toSorted(),
    Object.keys(window.Plotly.PlotSchema.get().traces).toSorted(),
  );
});

for (const type of ["scatter3d", "surface", "choropleth", "meshgl", "constructor"]) {
  Deno.test(`showFigure() keeps the picture of a ${type} figure and draws nothing over it`, async () => {
    const shown = await show([{ y: [1] }, { type }], "data:image/svg+xml,x");
    match(shown, /^<figure class="plot still" style="max-width:300px">\n<img src="data:image\/svg/);
    ok(!shown.includes("<script"), shown);
    match(
      shown,
      new RegExp(
        `<p class="note">Only a picture of this figure is shown here: it has traces of the ` +
          `type ${type}, which pages cannot draw.</p>`,
      ),
    );
    match(shown, /<summary>Numbers/);
  });

  Deno.test(`showFigure() says why it does not show a ${type} figure without a picture`, async () => {
    equal(
      await show([{ type }, { type }, { type: "bar", y: [1] }]),
      `not shown: it has traces of the type ${type}, which pages cannot draw`,
    );
  });
}

Deno.test("showFigure() draws nothing for which a page would ask another computer", async () => {
  const images = [{ source: "https://example.org/a.png" }];
  match(
    await show([{ y: [1] }], "data:image/svg+xml,x", { images }),
    /^<figure class="plot still"/,
  );
  equal(
    await show([{ y: [1] }], undefined, { images }),
    "not shown: it has images from elsewhere, which pages cannot load",
  );
  const own = [{ source: "data:image/png;base64,iVBO" }];
  match(
    await show([{ y: [1] }], "data:image/svg+xml,x", { images: own }),
    /^<figure class="plot" /,
  );
});

Deno.test("showFigure() keeps a figure whose picture takes too much, without one", async () => {
  const xaxis = { dtick: 1 };
  const data = [{ x: ["2020-01-01", "2024-01-01"], y: [1, 2] }];
  equal(
    await show(data, undefined, { xaxis }),
    `<figure class="plot" style="max-width:300px" data-height="200" aria-label="numbers">
<p class="note">There is no picture of this figure: drawing it takes more than 10 s.</p>
<script type="application/json">${JSON.stringify({ data, layout: { ...layout, xaxis } })}</script>
<details class="numbers"><summary>Numbers</summary>
<pre class="text">numbers</pre></details>
</figure>`,
  );
  match(
    await show(data, "data:image/svg+xml,x", { xaxis }),
    /^<figure class="plot" .*>\n<img src="data:/,
  );
});

Deno.test("showFigure() shows the beginning of numbers that would make the page too large", async () => {
  const figure = { data: [{ y: [1] }], layout };
  const shown = await showFigure(figure, { svg: "data:image/svg+xml,x" }, "1".repeat(100_002), EN);
  ok(!(shown instanceof Reason));
  match(
    shown.content.text,
    /1{100000}<\/pre><p class="note">2 more characters are in the notebook.<\/p>/,
  );
});

Deno.test("showFigure() leaves a picture out that would make the page too large", async () => {
  const note = /no picture of this figure: it would have 3,\d{3},\d{3} characters.<\/p>\n<script/;
  match(await show([{ y: [1, 2] }], "data:,".repeat(500_001)), note);
  const name = "x".repeat(1_000_001);
  match(
    await show([1, 2, 3].map((y) => ({ y: [y], name })), undefined, { showlegend: true }),
    note,
  );
  equal(
    await show([{ type: "surface" }], "x".repeat(3_000_001)),
    "not shown: it would have 3,000,001 characters",
  );
});

Deno.test("showFigure() says in a few words which type of trace it does not know", async () => {
  for (const type of ["x".repeat(100_000), { toString: 1 }, ["bar"], "<b>\n"]) {
    const shown = await show([{ type }]);
    match(shown, /^not shown: it has traces of the type .{1,100}, which pages cannot draw$/);
  }
});

Deno.test("showFigure() says of other values that they are no figure", async () => {
  for (const value of ["text", null, [], {}, { data: 1 }]) {
    const reason = await showFigure(value, { svg: "data:image/svg+xml,x" }, undefined, EN);
    equal(reason instanceof Reason && reason.in(EN), "it is not a figure");
  }
});

Deno.test("showFigure() gives the page the frames of an animation", async () => {
  const frames = [{ name: "a", data: [{ y: [2] }] }];
  const shown = await showFigure(
    { data: [{ y: [1] }], layout, frames },
    { svg: "data:image/svg+xml,x" },
    undefined,
    EN,
  );
  ok(!(shown instanceof Reason));
  const json = /<script type="application\/json">(.*)<\/script>/.exec(shown.content.text)![1];
  deepEqual(JSON.parse(json), { data: [{ y: [1] }], layout, frames });
});
