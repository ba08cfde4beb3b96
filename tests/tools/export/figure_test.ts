import { deepEqual, equal, match, ok } from "node:assert/strict";
// @ts-types="@types/jsdom"
import { JSDOM } from "jsdom";
import { showFigure, TRACE_TYPES } from "../../../tools/export/figure.ts";
import { Html } from "../../../tools/export/html.ts";

const layout = { width: 300, height: 200 };

async function show(data: unknown[], svg?: string, more: object = {}): Promise<string> {
  const shown = await showFigure({ data, layout: { ...layout, ...more } }, svg, "numbers");
  return shown instanceof Html ? shown.text : `not shown: ${shown}`;
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

for (const type of ["scatter3d", "surface", "choropleth", "scattergl", "constructor"]) {
  Deno.test(`showFigure() keeps the picture of a ${type} figure and draws nothing over it`, async () => {
    const shown = await show([{ y: [1] }, { type }], "<svg/>");
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
  match(await show([{ y: [1] }], "<svg/>", { images }), /^<figure class="plot still"/);
  equal(
    await show([{ y: [1] }], undefined, { images }),
    "not shown: it has images from elsewhere, which pages cannot load",
  );
  const own = [{ source: "data:image/png;base64,iVBO" }];
  match(await show([{ y: [1] }], "<svg/>", { images: own }), /^<figure class="plot" /);
});

Deno.test("showFigure() draws no figure that would take long, but takes its picture", async () => {
  const many = (count: number) => Array.from({ length: count }, (_, index) => index);
  const reason = "not shown: it has no picture, and too many values to be drawn for the page";
  equal(await show([{ type: "bar", y: many(200_000) }]), reason);
  equal(await show([{ type: "bar", y: many(11_000), x: many(11_000) }]), reason);
  const bytes = "A".repeat(40_000);
  equal(await show([{ type: "bar", y: { dtype: "u1", bdata: bytes } }]), reason);
  match(await show([{ y: { dtype: "f8", bdata: bytes } }]), /^<figure class="plot" /);
  // Each of these takes many times as long.
  equal(await show([{ type: "pie", values: many(3_000) }]), reason);
  equal(await show([{ y: many(3_000), text: many(3_000) }]), reason);
  equal(await show([{ y: [1] }], undefined, { annotations: many(3_000) }), reason);
  match(await show([{ type: "bar", y: many(200_000) }], "<svg/>"), /^<figure class="plot" /);
  match(await show([{ type: "heatmap", z: [many(15_000)] }]), /^<figure class="plot" /);
});

Deno.test("showFigure() shows the beginning of numbers that would make the page too large", async () => {
  const figure = { data: [{ y: [1] }], layout };
  const shown = await showFigure(figure, "<svg/>", "1".repeat(100_002));
  ok(shown instanceof Html);
  match(shown.text, /1{100000}<\/pre><p class="note">2 more characters are in the notebook.<\/p>/);
});

Deno.test("showFigure() leaves a picture out that would make the page too large", async () => {
  equal(await show([{ y: [1] }], "x".repeat(3_000_001)), "not shown: its picture is too large");
  const name = "x".repeat(1_000_001);
  equal(
    await show([1, 2, 3].map((y) => ({ y: [y], name })), undefined, { showlegend: true }),
    "not shown: its picture is too large",
  );
});

Deno.test("showFigure() says of other values that they are no figure", async () => {
  for (const value of ["text", null, [], {}, { data: 1 }]) {
    equal(await showFigure(value, "<svg/>", undefined), "it is no figure");
  }
});

Deno.test("showFigure() gives the page the frames of an animation", async () => {
  const frames = [{ name: "a", data: [{ y: [2] }] }];
  const shown = await showFigure({ data: [{ y: [1] }], layout, frames }, "<svg/>", undefined);
  ok(shown instanceof Html);
  const json = /<script type="application\/json">(.*)<\/script>/.exec(shown.text)![1];
  deepEqual(JSON.parse(json), { data: [{ y: [1] }], layout, frames });
});
