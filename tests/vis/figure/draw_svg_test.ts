import { equal, match, rejects } from "node:assert/strict";
import { drawSvg } from "../../../lib/vis/figure/draw_svg.ts";

const layout = { width: 300, height: 200 };

const SMALL = JSON.stringify({ data: [{ y: [1, 2] }], layout });

/** Small figures with which Plotly is busy for minutes, or waits for ever. */
const LABORIOUS: Record<string, object> = {
  "a tick for each millisecond of four years": {
    data: [{ x: ["2020-01-01", "2024-01-01"], y: [1, 2] }],
    layout: { ...layout, xaxis: { dtick: 1 } },
  },
  "a tick for each thousandth of a million": {
    data: [{ x: [0, 1e6], y: [1, 2] }],
    layout: { ...layout, xaxis: { dtick: 0.001 } },
  },
  "a picture that does not come": {
    data: [{ y: [1] }],
    layout: { ...layout, images: [{ source: "https://example.org/a.png" }] },
  },
  "a contour for each hundred-thousandth": {
    data: [{
      type: "contour",
      z: [[1, 2, 3], [2, 9, 4], [3, 4, 5]],
      contours: { start: 1, end: 9, size: 1e-5 },
    }],
    layout,
  },
};

for (const [name, figure] of Object.entries(LABORIOUS)) {
  Deno.test(`drawSvg() ends a drawing with ${name}, and draws on`, async () => {
    const slow = drawSvg(JSON.stringify(figure), 0.3);
    const next = drawSvg(SMALL); // waits in the queue
    await rejects(slow, {
      message:
        "Cannot draw a figure: expected Plotly to take at most 0.3 s but found it unfinished",
    });
    match(await next, /^<svg /);
  });
}

Deno.test("drawSvg() gives the same bytes after a drawing that was ended", async () => {
  const before = await drawSvg(SMALL);
  await drawSvg(JSON.stringify(Object.values(LABORIOUS)[0]), 0.1).catch(() => {});
  equal(await drawSvg(SMALL), before);
});

Deno.test("drawSvg() keeps what Plotly says short", async () => {
  const type = "x".repeat(1000);
  const figure = { data: [{ type }], layout: { width: type } };
  const { message } = await drawSvg(JSON.stringify(figure)).catch((error) => error);
  match(message, /^Cannot draw a figure: .{1,200}$/);
});

const GRID = [[1, 2, 3], [3, 4, 5], [1, 0, 2]];
const RED_DOT =
  "data:image/png;base64,iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk" +
  "+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg==";

/** Traces for which Plotly asks the browser more than sizes of texts. */
const DEMANDING: Record<string, object> = {
  "a violin": { type: "violin", y: [1, 2, 3, 2], points: "all", box: { visible: true } },
  "a lying violin": { type: "violin", x: [1, 2, 3, 2], side: "positive" },
  "contours with labels": { type: "contour", z: GRID, contours: { showlabels: true } },
  "a coloured density": {
    type: "histogram2dcontour",
    x: [1, 2, 3, 2, 2],
    y: [1, 2, 3, 2, 1],
    contours: { coloring: "heatmap", showlabels: true },
  },
  "a smooth heatmap": { type: "heatmap", z: GRID, zsmooth: "best" },
  "a heatmap that is smooth between its cells": { type: "heatmap", z: GRID, zsmooth: "fast" },
  "a picture": { type: "image", source: RED_DOT },
  "pixels": { type: "image", z: [[[255, 0, 0], [0, 255, 0]]] },
};

for (const [name, trace] of Object.entries(DEMANDING)) {
  Deno.test(`drawSvg() draws ${name}`, async () => {
    match(await drawSvg(JSON.stringify({ data: [trace], layout })), /^<svg .*<\/svg>$/s);
  });
}

Deno.test("drawSvg() writes the labels of contours along their lines", async () => {
  const trace = { type: "contour", z: GRID, contours: { showlabels: true } };
  const svg = await drawSvg(JSON.stringify({ data: [trace], layout }));
  match(svg, /<text [^>]*transform="[^"]*rotate\(-?\d[^"]*"[^>]*>2\.5<\/text>/);
});
