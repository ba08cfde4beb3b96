import { deepEqual, equal, ok, throws } from "node:assert/strict";
import { render } from "../../../lib/vis/mod.ts";
import { deepFreeze } from "../deep_freeze.ts";

const MATRIX = deepFreeze([[8, 2], [1, 9]]);

Deno.test("confusionMatrix() puts labels into rows and predictions into columns", () => {
  const matrix = render.confusionMatrix(deepFreeze({ values: MATRIX, tickLabels: ["cat", "dog"] }));
  equal(
    matrix.text,
    "label \\ prediction  cat  dog\ncat                 8    2\ndog                 1    9",
  );
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

Deno.test("confusionMatrix() takes options that are undefined as left out", () => {
  const values = [[1]];
  deepEqual(
    render.confusionMatrix({ values }, { width: undefined }).layout,
    render.confusionMatrix({ values }).layout,
  );
});

Deno.test("confusionMatrix() of ten classes is drawn in at most 40 KB", async () => {
  const values = Array.from(
    { length: 10 },
    (_, label) => Array.from({ length: 10 }, (_, prediction) => label === prediction ? 980 : 17),
  );
  const svg = await render.confusionMatrix({ values }).toSvg();
  ok(svg.length <= 40_000, `${svg.length}`);
});
