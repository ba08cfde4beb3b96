import { deepEqual, equal, throws } from "node:assert/strict";
import * as tf from "@tensorflow/tfjs-core";
import "@tensorflow/tfjs-backend-cpu";
import { render } from "../../../lib/vis/mod.ts";
import { deepFreeze } from "../deep_freeze.ts";

const MATRIX = deepFreeze([[8, 2], [1, 9]]);

Deno.test("heatmap() takes columns, or rows with rowMajor", () => {
  const values = deepFreeze([[1, 2, 3], [4, 5, 6]]);
  const columns = render.heatmap({ values });
  equal(columns.text, "y \\ x  0  1\n0      1  4\n1      2  5\n2      3  6");
  const rows = render.heatmap({ values }, { rowMajor: true });
  equal(rows.text, "y \\ x  0  1  2\n0      1  2  3\n1      4  5  6");
});

Deno.test("heatmap() reads tensors without leaks", () => {
  const before = tf.memory().numTensors;
  const values = tf.tensor2d([[1, 2, 3], [4, 5, 6]]);
  for (const rowMajor of [false, true]) {
    deepEqual(
      render.heatmap({ values }, { rowMajor }).data,
      render.heatmap({ values: [[1, 2, 3], [4, 5, 6]] }, { rowMajor }).data,
    );
  }
  values.dispose();
  equal(tf.memory().numTensors, before);
  throws(() => render.heatmap({ values }), {
    name: "TypeError",
    message: "Cannot draw a heatmap: expected a tensor in use but found a disposed one",
  });
});

Deno.test("heatmap() tells title and labels", () => {
  const map = render.heatmap(
    { values: MATRIX, xTickLabels: ["a", "b"], yTickLabels: ["c", "d"] },
    { title: "T", xLabel: "X", yLabel: "Y" },
  );
  equal(map.text, "T\nY \\ X  a  b\nc      8  1\nd      2  9");
});

Deno.test("heatmap() tells cells that are not finite", () => {
  const map = render.heatmap({ values: [[NaN, Infinity]] }, { rowMajor: true });
  equal(map.text, "y \\ x  0    1\n0      NaN  Infinity");
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
