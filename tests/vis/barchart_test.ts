import { deepEqual, equal, throws } from "node:assert/strict";
import { render } from "../../lib/vis/mod.ts";
import { deepFreeze } from "./deep_freeze.ts";
import { member } from "./member.ts";

const BARS = deepFreeze([{ index: 7, value: 3 }, { index: 1, value: 0.5 }]);

Deno.test("barchart() draws the bars in the order given, with their values", () => {
  const { data, layout, text } = render.barchart(BARS, {
    title: "Digits",
    xLabel: "class",
    yLabel: "count",
  });
  deepEqual(data, [{
    type: "bar",
    x: [7, 1],
    y: [3, 0.5],
    text: ["3", "0.5"],
    textposition: "outside",
    textangle: 0,
    constraintext: "none",
    cliponaxis: false,
  }]);
  deepEqual(layout.xaxis, { title: { text: "class" }, type: "category" });
  equal(text, "Digits\nclass  count\n7      3\n1      0.5");
});

Deno.test("barchart() leaves values out where there is no room for them", () => {
  const bars = Array.from({ length: 30 }, (_, index) => ({ index, value: 12_345 }));
  equal(member(render.barchart(bars), "text"), undefined);
  equal((member(render.barchart(bars, { width: 1800 }), "text") as string[])[0], "12,345");
});

Deno.test("barchart() takes one colour or one for each bar", () => {
  const colour = (color: string | string[]) => member(render.barchart(BARS, { color }), "marker");
  deepEqual(colour("red"), { color: "red" });
  deepEqual(colour(["red", "blue"]), { color: ["red", "blue"] });
  throws(() => colour(["red"]), {
    name: "TypeError",
    message: "Cannot draw a bar chart: expected 2 colours but found 1",
  });
});

Deno.test("barchart() puts bars at their numbers on a quantitative axis", () => {
  deepEqual(render.barchart(BARS, { xType: "quantitative" }).layout.xaxis, { type: "linear" });
});

Deno.test("barchart() names values that are not finite", () => {
  const chart = render.barchart([{ index: "a", value: NaN }]);
  deepEqual([member(chart, "y"), member(chart, "text")], [[0], ["NaN"]]);
  equal(chart.text, "index  value\na      NaN");
});

Deno.test("barchart() rejects malformed bars", () => {
  throws(() => render.barchart([]), {
    name: "TypeError",
    message: "Cannot draw a bar chart: expected at least one bar but found none",
  });
  throws(() => render.barchart(JSON.parse('[{ "index": 1, "value": "3" }]')), {
    name: "TypeError",
    message: "Cannot draw a bar chart: expected a bar { index, value } at index 0 " +
      'but found {"index":1,"value":"3"}',
  });
});
