import { deepEqual, equal, throws } from "node:assert/strict";
import { imageGrid } from "../../../lib/vis/images/image_grid.ts";
import { show, showExamples } from "../../../lib/vis/mod.ts";
import { display } from "../display.ts";
import { DATA, filled, MISTAKES } from "./digits.ts";

Deno.test("showExamples() shows the first test digits with their labels", async () => {
  const grid = showExamples(DATA, 2);
  deepEqual(
    await grid.toPng(),
    await imageGrid([filled(100), filled(200)], { captions: ["5", "6"] }).toPng(),
  );
  deepEqual(Object.keys(await display(grid)), ["image/png", "text/plain"]);
  equal(grid.text, "2 test digits of 28 × 28 pixels: 5, 6");
});

Deno.test("showExamples() rejects more digits than there are", () => {
  throws(() => showExamples(DATA), {
    name: "RangeError",
    message: "Cannot show examples: expected count to be a whole number from 1 to 2 but found 20",
  });
});

Deno.test("showExamples() and misclassified() reject what is not a set of digits, and its errors", () => {
  const asData = (value: unknown) => value as typeof DATA;
  throws(() => showExamples(asData(Promise.resolve(DATA))), {
    name: "TypeError",
    message: "Cannot show examples: expected a set of digits, as MnistData is, " +
      "but found a Promise (is an await missing?)",
  });
  const broken = asData({ ...DATA, pixels: () => [0] });
  throws(() => show.misclassified(broken, { misclassified: MISTAKES }), {
    name: "TypeError",
    message: "Cannot show misclassified digits: expected 784 pixels in a Uint8Array of digit 2 " +
      "but found [0]",
  });
  const cause = new Error("no such row");
  const failing = asData({
    ...DATA,
    pixels: () => {
      throw cause;
    },
  });
  throws(() => showExamples(failing, 1), {
    message: "Cannot show examples: expected digit 1 but found: no such row",
    cause,
  });
  throws(() => show.misclassified(DATA, MISTAKES as unknown as { misclassified: [] }), {
    name: "TypeError",
    message:
      /^Cannot show misclassified digits: expected an evaluation as in \{ misclassified: \[\] \} /,
  });
});
