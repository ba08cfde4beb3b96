import { deepEqual, equal, match, throws } from "node:assert/strict";
import { render } from "../../../lib/vis/mod.ts";
import { deepFreeze } from "../deep_freeze.ts";
import { ticks } from "../ticks.ts";

const POINTS = deepFreeze([{ x: 1, y: 4 }, { x: 3, y: 2 }]);

Deno.test("linechart() tells series of unequal length", () => {
  const chart = render.linechart(
    deepFreeze({ values: [POINTS, [{ x: 2, y: 0.12345 }]], series: ["train", "val"] }),
    { xLabel: "epoch", yLabel: "loss", title: "Loss" },
  );
  equal(
    chart.text,
    "Loss\nloss by epoch\nepoch  train  val\n1      4\n2             0.1235\n3      2",
  );
});

Deno.test("linechart() says which points are not finite", () => {
  const chart = render.linechart({
    values: [{ x: 1, y: 2 }, { x: 2, y: NaN }, { x: 3, y: -Infinity }],
    series: ["loss"],
  });
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

for (const name of ["linechart", "scatterplot"] as const) {
  Deno.test(`${name}() has an axis of the type asked for`, async () => {
    const points = { values: [{ x: 10, y: 1 }, { x: 9, y: 2 }, { x: 30, y: 2 }] };
    const drawn = (xType: "quantitative" | "ordinal" | "nominal") =>
      ticks(render[name](points, { xType }), "x");
    deepEqual(await drawn("ordinal"), ["9", "10", "30"]);
    deepEqual(await drawn("nominal"), ["10", "9", "30"]);
    deepEqual(await drawn("quantitative"), ["10", "15", "20", "25", "30"]);
  });
}
