import { deepEqual, equal, match, notEqual, ok, rejects, throws } from "node:assert/strict";
import { figure } from "../../../lib/vis/figure/figure.ts";
import { deepFreeze } from "../deep_freeze.ts";
import { display } from "../display.ts";
import { runScript } from "../../run_script.ts";

const LAYOUT = { width: 300, height: 200, xaxis: { title: { text: "epoch" } } };

const lines = (...values: number[]) =>
  figure({ data: [{ type: "scatter", name: "loss", y: values }], layout: LAYOUT, text: "loss" });

const ids = (svg: string) => new Set([...svg.matchAll(/ id="([^"]+)"/g)].map(([, id]) => id));

Deno.test("figure() gives Plotly, SVG and text", async () => {
  const bundle = await display(lines(3, 1));
  deepEqual(Object.keys(bundle), [
    "application/vnd.plotly.v1+json",
    "image/svg+xml",
    "text/plain",
  ]);
  const chart = lines(3, 1);
  deepEqual(bundle["application/vnd.plotly.v1+json"], {
    data: [{ type: "scatter", name: "loss", y: [3, 1] }],
    layout: chart.layout,
    config: { displaylogo: false },
  });
  deepEqual([chart.layout.width, chart.layout.xaxis], [300, { title: { text: "epoch" } }]);
  match(bundle["image/svg+xml"] as string, /^<svg [^>]*width="300" height="200"[\s\S]*<\/svg>$/);
  match(bundle["image/svg+xml"] as string, />epoch<\/text>/);
  equal(bundle["text/plain"], "loss");
});

Deno.test("figure() is 640 × 360 px and white unless its layout says otherwise", async () => {
  const svg = await figure({ data: [{ y: [1, 2] }], text: "1, 2" }).toSvg();
  match(svg, /viewBox="0 0 640 360"><rect [^>]*style="fill: rgb\(255, 255, 255\)"/);
});

Deno.test("figure() draws the same bytes again, also after other figures", async () => {
  const first = await lines(3, 1).toSvg();
  await lines(5, 4, 3).toSvg();
  equal(await lines(3, 1).toSvg(), first);
});

Deno.test("figure() draws the same bytes in another process", async () => {
  const { stdout } = await runScript(
    `
    import { figure } from "convbook/vis";
    const spec = { data: [{ type: "scatter", name: "loss", y: [3, 1] }], text: "loss" };
    console.log(await figure({ ...spec, layout: ${JSON.stringify(LAYOUT)} }).toSvg());
  `,
    ["--allow-all"],
  );
  equal(stdout.trimEnd(), await lines(3, 1).toSvg());
});

Deno.test("figure() gives different figures different ids, so that they can share a page", async () => {
  const [one, two] = [ids(await lines(3, 1).toSvg()), ids(await lines(3, 2).toSvg())];
  ok(one.size > 0);
  deepEqual(one.intersection(two), new Set());
});

Deno.test("figure() draws figures that are asked for at once", async () => {
  const alone = [await lines(3, 1).toSvg(), await lines(3, 2).toSvg()];
  deepEqual(await Promise.all([lines(3, 1).toSvg(), lines(3, 2).toSvg()]), alone);
  notEqual(alone[0], alone[1]);
});

Deno.test("figure() copies its input and never changes it", async () => {
  const values = new Float32Array([3, 1]);
  const spec = deepFreeze({
    data: [{ type: "scatter" as const, y: values }],
    layout: { width: 300, height: 200, xaxis: { range: [0, 1] } },
    text: "3, 1",
  });
  const made = figure(spec);
  values[0] = 7;
  deepEqual(made.data, [{ type: "scatter", y: [3, 1] }]);
  await made.toSvg();
  deepEqual(made.data, [{ type: "scatter", y: [3, 1] }]);
  deepEqual(made.layout.xaxis, { range: [0, 1] });
});

Deno.test("figure() leaves a gap for NaN and Infinity", () => {
  deepEqual(lines(1, NaN, Infinity, 2).data[0], {
    type: "scatter",
    name: "loss",
    y: [1, null, null, 2],
  });
});

Deno.test("figure() draws a heatmap's cells into a PNG of their size and colours", async () => {
  const svg = await figure({
    data: [{
      type: "heatmap",
      z: [[0, 1]],
      colorscale: [[0, "#000000"], [1, "#ff0000"]],
      showscale: false,
    }],
    layout: { width: 300, height: 200, margin: { l: 50, r: 50, t: 50, b: 50 } },
    text: "0, 1",
  }).toSvg();
  const base64 = svg.match(/xlink:href="data:image\/png;base64,([^"]+)"/)![1];
  const { decode, Image } = await import("imagescript");
  const png = await decode(Uint8Array.from(atob(base64), (byte) => byte.charCodeAt(0)));
  ok(png instanceof Image);
  deepEqual([png.width, png.height], [200, 100]);
  equal(png.getPixelAt(1, 1), 0x000000ff);
  equal(png.getPixelAt(200, 100), 0xff0000ff);
});

Deno.test("figure() reserves room for long labels", async () => {
  const name = "a class with quite a long name";
  const svg = await figure({
    data: [{ type: "bar", orientation: "h", x: [1, 2], y: ["b", name] }],
    text: "1, 2",
  }).toSvg();
  // The plot's clip path begins where the labels end: the name is about 160 px wide at 12 px.
  const width = Number(svg.match(/class="plotclip"><rect width="(\d+)"/)![1]);
  ok(width > 400 && width < 460, `${width}`);
});

Deno.test("figure() rejects a figure without traces or text", () => {
  throws(() => figure({ data: [], text: "none" }), {
    name: "TypeError",
    message: "Cannot make a figure: expected at least one trace but found none",
  });
  throws(() => figure({ data: [{ y: [1] }], text: " " }), {
    name: "TypeError",
    message: "Cannot make a figure: expected a text that says its numbers but found none",
  });
});

Deno.test("figure() says what Plotly could not draw, and draws on", async () => {
  await rejects(figure({ data: [{ y: [1] }], layout: { width: 0 }, text: "1" }).toSvg(), {
    message: "Cannot draw a figure: Height and width should be pixel values.",
  });
  match(await lines(3, 1).toSvg(), /^<svg/);
});

Deno.test("convbook/vis loads neither jsdom nor Plotly before the first drawing", async () => {
  const { code, stdout } = await runScript(
    `
    import { createRequire } from "node:module";
    import { figure } from "convbook/vis";
    const { cache } = createRequire(import.meta.url);
    const loaded = () => Object.keys(cache).some((path) => path.includes("/jsdom/"));
    const before = loaded();
    await figure({ data: [{ y: [1] }], text: "1" }).toSvg();
    console.log(before, loaded());
  `,
    ["--allow-all"],
  );
  deepEqual([code, stdout], [0, "false true\n"]); // and the script ended by itself
});

Deno.test("figure() rejects an image that would have to be fetched, and draws on", async () => {
  const image = (source: string) => ({
    data: [{ y: [1] }],
    layout: { images: [{ source, x: 0, y: 1, sizex: 1, sizey: 1 }] },
    text: "1",
  });
  throws(() => figure(image("https://example.org/a.png")), {
    name: "TypeError",
    message: "Cannot make a figure: expected an image as a data: URL " +
      'but found "https://example.org/a.png"',
  });
  match(await figure(image("data:image/png;base64,iVBORw0KGgo=")).toSvg(), /iVBORw0KGgo=/);
});

Deno.test("figure() leaves a text alone that looks like its own placeholder of a canvas", async () => {
  const svg = await figure({
    data: [{ type: "heatmap", z: [[0, 1]] }],
    layout: { title: { text: "canvas:0; and canvas:7;" } },
    text: "0, 1",
  }).toSvg();
  match(svg, />canvas:0; and canvas:7;</);
});

Deno.test("figure() gives data and layout to read, not to write", () => {
  const made = lines(3, 1);
  // @ts-expect-error: `data` is read-only.
  const write = () => made.data = [];
  equal(typeof write, "function");
});
