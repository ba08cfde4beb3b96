import { deepEqual, equal, match, throws } from "node:assert/strict";
import { render } from "../../lib/vis/mod.ts";
import { deepFreeze } from "./deep_freeze.ts";
import { member } from "./member.ts";

const POINTS = deepFreeze([{ x: 1, y: 4 }, { x: 3, y: 2 }]);

Deno.test("linechart() joins the points at the x given", () => {
  const { data, layout } = render.linechart({ values: POINTS });
  deepEqual(data, [
    { type: "scatter", mode: "lines+markers", name: "series 1", x: [1, 3], y: [4, 2] },
  ]);
  equal(layout.showlegend, false);
  equal(layout.yaxis!.rangemode, "tozero");
});

Deno.test("scatterplot() draws the points alone", () => {
  const { data } = render.scatterplot({ values: POINTS });
  deepEqual(data, [{ type: "scatter", mode: "markers", name: "series 1", x: [1, 3], y: [4, 2] }]);
});

Deno.test("linechart() draws series of unequal length", () => {
  const chart = render.linechart(
    deepFreeze({ values: [POINTS, [{ x: 2, y: 0.12345 }]], series: ["train", "val"] }),
    { xLabel: "epoch", yLabel: "loss", title: "Loss" },
  );
  const names = ["name", "x", "y"];
  deepEqual(names.map((name) => member(chart, name, 0)), ["train", [1, 3], [4, 2]]);
  deepEqual(names.map((name) => member(chart, name, 1)), ["val", [2], [0.12345]]);
  equal(
    chart.text,
    "Loss\nloss by epoch\nepoch  train  val\n1      4\n2             0.1235\n3      2",
  );
});

Deno.test("linechart() takes every option", () => {
  const chart = render.linechart({ values: [POINTS] }, {
    title: "T",
    xLabel: "X",
    yLabel: "Y",
    width: 300,
    height: 200,
    fontSize: 14,
    xType: "ordinal",
    yType: "quantitative",
    xAxisDomain: [0, 5],
    yAxisDomain: [-1, 9],
    seriesColors: ["red"],
  });
  const { layout } = chart;
  deepEqual([layout.width, layout.height, layout.font!.size], [300, 200, 14]);
  deepEqual(layout.title, { text: "T" });
  deepEqual(layout.xaxis, {
    title: { text: "X" },
    type: "category",
    categoryorder: "array",
    categoryarray: [1, 3],
    range: [0, 5],
  });
  deepEqual(layout.yaxis, {
    title: { text: "Y" },
    type: "linear",
    rangemode: "tozero",
    range: [-1, 9],
  });
  deepEqual([member(chart, "line"), member(chart, "marker")], [{ color: "red" }, { color: "red" }]);
});

Deno.test("linechart() lets zoomToFit come before the domains", () => {
  const { layout } = render.linechart({ values: POINTS }, {
    zoomToFit: true,
    xAxisDomain: [0, 5],
    yAxisDomain: [0, 9],
  });
  deepEqual([layout.xaxis, layout.yaxis], [{}, {}]);
});

Deno.test("linechart() says which points are not finite", () => {
  const chart = render.linechart({
    values: [{ x: 1, y: 2 }, { x: 2, y: NaN }, { x: 3, y: -Infinity }],
    series: ["loss"],
  });
  deepEqual(member(chart, "y"), [2, null, null]);
  equal(chart.layout.annotations![0].text, "not drawn: loss: NaN at 2, -Infinity at 3");
  match(chart.text, /2 {2}NaN\n3 {2}-Infinity$/);
});

Deno.test("linechart() and scatterplot() reject malformed data", () => {
  throws(() => render.linechart({ values: [] }), {
    name: "TypeError",
    message: "Cannot draw a line chart: expected at least one point but found none",
  });
  throws(() => render.scatterplot({ values: [[], []] }), {
    name: "TypeError",
    message: "Cannot draw a scatter plot: expected at least one point but found none",
  });
  throws(() => render.linechart({ values: [POINTS], series: ["a", "b"] }), {
    name: "TypeError",
    message: "Cannot draw a line chart: expected 1 series names but found 2",
  });
  throws(() => render.linechart({ values: [POINTS] }, { seriesColors: [] }), {
    name: "TypeError",
    message: "Cannot draw a line chart: expected 1 seriesColors but found 0",
  });
  throws(() => render.linechart({ values: JSON.parse('[{ "x": 1 }]') }), {
    name: "TypeError",
    message: "Cannot draw a line chart: expected a point { x, y } of numbers in series 1 " +
      "at index 0 but found { x: 1 }",
  });
  throws(() => render.linechart({ values: POINTS }, { yAxisDomain: [1, 1] }), {
    name: "RangeError",
    message: "Cannot draw a line chart: expected yAxisDomain to be two rising numbers " +
      "but found [1, 1]",
  });
  throws(() => render.linechart({ values: POINTS }, { width: 20 }), {
    name: "RangeError",
    message: "Cannot draw a line chart: expected width to be a whole number from 100 to 4000 " +
      "but found 20",
  });
});

Deno.test("linechart() rejects values that are no lists, and a domain without an end", () => {
  const rejects = (json: string, found = json) =>
    throws(() => render.linechart({ values: JSON.parse(json) }), {
      name: "TypeError",
      message: "Cannot draw a line chart: expected a list of points, or a list of such lists, " +
        `but found ${found}`,
    });
  rejects("3");
  rejects("null");
  rejects('[[{"x":1,"y":2}],null]', "[[{ x: 1, y: 2 }], null]");
  throws(() => render.linechart({ values: POINTS }, { xAxisDomain: [0, Infinity] }), {
    name: "RangeError",
    message: "Cannot draw a line chart: expected xAxisDomain to be two rising numbers " +
      "but found [0, Infinity]",
  });
});

Deno.test("linechart() shapes a title by Plotly's markup and leaves out what is unsafe", async () => {
  const title =
    '<b>B</b><script>x</script><a href="javascript:x">l</a><a href="https://e.org">m</a>';
  const svg = await render.linechart({ values: POINTS }, { title }).toSvg();
  match(svg, /<tspan style="font-weight:bold">B<\/tspan>&#60;script&#62;x&#60;\/script&#62;/);
  match(svg, /<a style="[^"]*">l<\/a><a [^>]*href="https:\/\/e.org"[^>]*>m<\/a>/);
});
