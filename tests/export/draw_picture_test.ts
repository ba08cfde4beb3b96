import { equal, match, rejects } from "node:assert/strict";
import { drawSvg } from "../../lib/vis/figure/draw_svg.ts";
import { drawPicture } from "../../lib/export/draw_picture.ts";

const layout = { width: 300, height: 200 };
const SMALL = JSON.stringify({ data: [{ y: [1, 2] }], layout });

/** Figures that ask for more than there is, for one reason or another. */
const LABORIOUS = {
  "dates with a tick for each millisecond": {
    data: [{ x: ["2020-01-01", "2024-01-01"], y: [1, 2] }],
    layout: { ...layout, xaxis: { dtick: 1 } },
  },
  "a billion ticks": {
    data: [{ x: [0, 1e6], y: [1, 2] }],
    layout: { ...layout, xaxis: { dtick: 0.001 } },
  },
  "a million contours": {
    data: [{ type: "contour", z: [[1, 2], [3, 9]], contours: { start: 1, end: 9, size: 1e-5 } }],
    layout,
  },
  "a colour bar with a billion ticks": {
    data: [{ type: "heatmap", z: [[1, 2]], colorbar: { dtick: 1e-9 } }],
    layout,
  },
};

for (const [name, figure] of Object.entries(LABORIOUS)) {
  Deno.test(`drawPicture() ends the drawing of ${name}, and draws on`, async () => {
    const ended = drawPicture(JSON.stringify(figure), 0.5);
    const next = drawPicture(SMALL);
    await rejects(ended, {
      name: "NotDrawnError",
      message: "drawing it takes more than 0.5 s",
    });
    match(await next, /^<svg /);
  });
}

Deno.test("drawPicture() ends a drawing that takes too much memory, and draws on", async () => {
  const bins = { start: 0, end: 1, size: 1e-6 };
  const data = [{ type: "histogram2d", x: [0, 1], y: [0, 1], xbins: bins, ybins: bins }];
  const ended = drawPicture(JSON.stringify({ data, layout }), 60);
  await rejects(ended, {
    name: "NotDrawnError",
    message: "drawing it takes more than 1 GB of memory",
  });
  match(await drawPicture(SMALL), /^<svg /);
});

Deno.test("drawPicture() draws as drawSvg() does, and says what Plotly says", async () => {
  equal(await drawPicture(SMALL), await drawSvg(SMALL));
  const flat = JSON.stringify({ data: [{ y: [1] }], layout: { width: 0 } });
  await rejects(drawPicture(flat), {
    name: "Error",
    message: "Cannot draw a figure: Height and width should be pixel values.",
  });
});
