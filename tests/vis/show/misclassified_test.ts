import { deepEqual, equal, throws } from "node:assert/strict";
import { imageGrid } from "../../../lib/vis/images/image_grid.ts";
import { show } from "../../../lib/vis/mod.ts";
import { display } from "../display.ts";
import { DATA, filled, MISTAKES } from "./digits.ts";

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
