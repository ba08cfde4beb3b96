import { deepEqual, equal, throws } from "node:assert/strict";
import { imageGrid } from "../../../lib/vis/images/image_grid.ts";
import { show } from "../../../lib/vis/mod.ts";
import { display } from "../display.ts";

/** Three digits, of which the last two are for testing; each is filled with its row's number. */
const DATA = {
  testCount: 2,
  testRows: Int32Array.of(1, 2),
  pixels: (row: number) => new Uint8Array(784).fill(row * 100),
  label: (row: number) => row + 4,
};

const filled = (value: number) => Array.from({ length: 28 }, () => new Uint8Array(28).fill(value));

const MISTAKES = [
  { row: 1, label: 5, prediction: 3, probability: 0.6 },
  { row: 2, label: 6, prediction: 0, probability: 0.987 },
  { row: 0, label: 4, prediction: 9, probability: 0.5 },
];

Deno.test("misclassified() shows the most certain mistakes first", async () => {
  const gallery = show.misclassified(DATA, { misclassified: MISTAKES }, 2);
  equal(
    gallery.text,
    "2 of 3 misclassified digits of 28 × 28 pixels (label→prediction): 6→0 99 %, 5→3 60 %",
  );
  const bundle = await display(gallery);
  equal(bundle["text/plain"], gallery.text);
  const expected = imageGrid([filled(200), filled(100)], { captions: ["6→0 99 %", "5→3 60 %"] });
  equal(bundle["image/png"], (await display(expected))["image/png"]);
});

Deno.test("misclassified() leaves its input in its order", () => {
  const mistakes = Object.freeze([...MISTAKES]);
  show.misclassified(DATA, { misclassified: mistakes });
  deepEqual(mistakes, MISTAKES);
});

Deno.test("misclassified() says so where nothing was misclassified", async () => {
  const gallery = show.misclassified(DATA, { misclassified: [] });
  deepEqual(await display(gallery), { "text/plain": "No digit was misclassified" });
});

Deno.test("misclassified() rejects a count below 1", () => {
  throws(() => show.misclassified(DATA, { misclassified: MISTAKES }, 0), {
    name: "RangeError",
    message:
      "Cannot show misclassified digits: expected count to be a whole number of at least 1 " +
      "but found 0",
  });
});
