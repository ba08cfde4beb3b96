import { deepEqual, equal, ok, throws } from "node:assert/strict";
import * as tf from "@tensorflow/tfjs-core";
import "@tensorflow/tfjs-backend-cpu";
import { render } from "../../lib/vis/mod.ts";
import { deepFreeze } from "./deep_freeze.ts";
import { member } from "./member.ts";

const MATRIX = deepFreeze([[8, 2], [1, 9]]);

Deno.test("confusionMatrix() puts labels into rows and predictions into columns", () => {
  const matrix = render.confusionMatrix(deepFreeze({ values: MATRIX, tickLabels: ["cat", "dog"] }));
  deepEqual(member(matrix, "z"), [[8, 2], [1, 9]]);
  deepEqual(member(matrix, "text"), [["8", "2"], ["1", "9"]]);
  equal(member(matrix, "texttemplate"), "%{text}");
  deepEqual(member(matrix, "colorscale"), [[0, "#f7fbff"], [1, "#4292c6"]]);
  const { xaxis, yaxis, width, height } = matrix.layout;
  deepEqual([xaxis!.tickvals, xaxis!.ticktext], [[0, 1], ["cat", "dog"]]);
  deepEqual([xaxis!.title, yaxis!.title], [{ text: "prediction" }, { text: "label" }]);
  equal(yaxis!.autorange, "reversed");
  deepEqual([width, height], [480, 440]);
  equal(
    matrix.text,
    "label \\ prediction  cat  dog\ncat                 8    2\ndog                 1    9",
  );
});

Deno.test("confusionMatrix() leaves the diagonal without colour if asked to", () => {
  const shadeDiagonal = false;
  const matrix = render.confusionMatrix({ values: MATRIX }, { shadeDiagonal });
  deepEqual(member(matrix, "z"), [[null, 2], [1, null]]);
  deepEqual(member(matrix, "text"), [["8", "2"], ["1", "9"]]);
  const flawless = render.confusionMatrix({ values: [[8, 0], [0, 9]] }, { shadeDiagonal });
  deepEqual(member(flawless, "z"), [[8, 0], [0, 9]]); // nothing else is there to colour
});

Deno.test("confusionMatrix() takes every other option", () => {
  const matrix = render.confusionMatrix({ values: MATRIX }, {
    title: "T",
    xLabel: "X",
    yLabel: "Y",
    width: 300,
    height: 200,
    fontSize: 14,
    showTextOverlay: false,
    colorMap: ["white", "green"],
  });
  equal(member(matrix, "texttemplate"), undefined);
  deepEqual(member(matrix, "colorscale"), [[0, "white"], [1, "green"]]);
  const { title, width, height, font, xaxis, yaxis } = matrix.layout;
  deepEqual([title, width, height, font], [{ text: "T" }, 300, 200, { size: 14 }]);
  deepEqual([xaxis!.title, yaxis!.title], [{ text: "X" }, { text: "Y" }]);
});

Deno.test("confusionMatrix() rejects malformed data", () => {
  const rejects = (data: Parameters<typeof render.confusionMatrix>[0], message: string) =>
    throws(() => render.confusionMatrix(data), {
      name: "TypeError",
      message: `Cannot draw a confusion matrix: ${message}`,
    });
  rejects({ values: [] }, "expected at least one value but found none");
  rejects({ values: [[1, 2], [3]] }, "expected 2 values in row 1 but found 1");
  rejects({ values: [[1, 2]] }, "expected as many rows as columns but found 1 rows and 2 columns");
  rejects({ values: MATRIX, tickLabels: ["a"] }, "expected 2 tickLabels but found 1");
});

Deno.test("heatmap() takes columns, or rows with rowMajor", () => {
  const values = deepFreeze([[1, 2, 3], [4, 5, 6]]);
  const columns = render.heatmap({ values });
  deepEqual(member(columns, "z"), [[1, 4], [2, 5], [3, 6]]);
  const rows = render.heatmap({ values }, { rowMajor: true });
  deepEqual(member(rows, "z"), [[1, 2, 3], [4, 5, 6]]);
  equal(rows.text, "y \\ x  0  1  2\n0      1  2  3\n1      4  5  6");
});

Deno.test("heatmap() reads tensors without leaks", () => {
  const before = tf.memory().numTensors;
  const values = tf.tensor2d([[1, 2, 3], [4, 5, 6]]);
  deepEqual(member(render.heatmap({ values }), "z"), [[1, 4], [2, 5], [3, 6]]);
  deepEqual(member(render.heatmap({ values }, { rowMajor: true }), "z"), [[1, 2, 3], [4, 5, 6]]);
  values.dispose();
  equal(tf.memory().numTensors, before);
  throws(() => render.heatmap({ values }), {
    name: "TypeError",
    message: "Cannot draw a heatmap: expected a tensor in use but found a disposed one",
  });
});

Deno.test("heatmap() takes every other option", () => {
  const map = render.heatmap(
    { values: MATRIX, xTickLabels: ["a", "b"], yTickLabels: ["c", "d"] },
    { title: "T", xLabel: "X", yLabel: "Y", width: 300, height: 200, fontSize: 9, domain: [0, 10] },
  );
  deepEqual([member(map, "zmin"), member(map, "zmax")], [0, 10]);
  deepEqual([map.layout.xaxis!.ticktext, map.layout.yaxis!.ticktext], [["a", "b"], ["c", "d"]]);
  deepEqual([map.layout.width, map.layout.height, map.layout.font!.size], [300, 200, 9]);
  equal(map.text, "T\nY \\ X  a  b\nc      8  1\nd      2  9");
});

Deno.test("heatmap() knows the colour maps of tfjs-vis", () => {
  const ends = (colorMap: "greyscale" | "viridis" | "blues") => {
    const scale = member(render.heatmap({ values: MATRIX }, { colorMap }), "colorscale");
    return [(scale as string[][])[0][1], (scale as string[][]).at(-1)![1]];
  };
  deepEqual(ends("greyscale"), ["#000000", "#ffffff"]);
  deepEqual(ends("viridis"), ["#440154", "#fde725"]);
  deepEqual(ends("blues"), ["#f7fbff", "#4292c6"]);
});

Deno.test("heatmap() leaves cells that are not finite empty and names them in the text", () => {
  const map = render.heatmap({ values: [[NaN, Infinity]] }, { rowMajor: true });
  deepEqual(member(map, "z"), [[null, null]]);
  equal(map.text, "y \\ x  0    1\n0      NaN  Infinity");
});

Deno.test("heatmap() leaves out ticks that have no room", () => {
  const values = Array.from({ length: 100 }, () => [0]);
  const { xaxis } = render.heatmap({ values }, { width: 400 }).layout;
  deepEqual(xaxis!.tickvals!.slice(0, 3), [0, 5, 10]);
});

Deno.test("heatmap() rejects malformed data and options", () => {
  throws(() => render.heatmap({ values: [[1], [2, 3]] }), {
    name: "TypeError",
    message: "Cannot draw a heatmap: expected 1 values in row 1 but found 2",
  });
  throws(() => render.heatmap({ values: JSON.parse('[["a"]]') }), {
    name: "TypeError",
    message: 'Cannot draw a heatmap: expected numbers in row 0 but found "a"',
  });
  throws(() => render.heatmap({ values: [[1]], xTickLabels: [] }), {
    name: "TypeError",
    message: "Cannot draw a heatmap: expected 1 xTickLabels but found 0",
  });
  throws(() => render.heatmap({ values: [[1]] }, { domain: [1, 0] }), {
    name: "RangeError",
    message: "Cannot draw a heatmap: expected domain to be two rising numbers but found [1, 0]",
  });
  throws(() => render.heatmap({ values: [[1]] }, { colorMap: "jet" as "viridis" }), {
    name: "RangeError",
    message: "Cannot draw a heatmap: expected a colorMap of greyscale, viridis, blues or two " +
      'colours but found "jet"',
  });
  const cube = tf.zeros([1, 1, 1]);
  throws(() => render.heatmap({ values: cube as tf.Tensor2D }), {
    name: "TypeError",
    message: "Cannot draw a heatmap: expected values of shape [any, any] but found [1, 1, 1]",
  });
  cube.dispose();
});

Deno.test("heatmap() names the cells that are not finite", () => {
  const chart = render.heatmap({ values: [[1, NaN], [-Infinity, 2]] }, { rowMajor: true });
  deepEqual(chart.layout.annotations!.map(({ text }) => text), [
    "not drawn: NaN at 1, 0, -Infinity at 0, 1",
  ]);
});

Deno.test("heatmap() rejects rows that are none, and cells that are left out", () => {
  const rejects = (json: string, message: string) =>
    throws(() => render.heatmap({ values: JSON.parse(json) }), {
      name: "TypeError",
      message: `Cannot draw a heatmap: ${message}`,
    });
  rejects("[[1], null]", "expected a list of numbers as row 1 but found null");
  rejects("[1, 2]", "expected a list of numbers as row 0 but found 1");
  rejects("3", "expected a list of rows but found 3");
  rejects("[[1, null]]", "expected numbers in row 0 but found null");
  throws(() => render.heatmap({ values: [[1, undefined as unknown as number]] }), {
    name: "TypeError",
    message: "Cannot draw a heatmap: expected numbers in row 0 but found undefined",
  });
});

Deno.test("confusionMatrix() takes options that are undefined as left out", () => {
  const { layout } = render.confusionMatrix({ values: [[1]] }, { width: undefined });
  equal(layout.width, 480);
});

Deno.test("confusionMatrix() of ten classes is drawn in at most 40 KB", async () => {
  const values = Array.from(
    { length: 10 },
    (_, label) => Array.from({ length: 10 }, (_, prediction) => label === prediction ? 980 : 17),
  );
  const svg = await render.confusionMatrix({ values }).toSvg();
  ok(svg.length <= 40_000, `${svg.length}`);
});
