import { equal, ok, throws } from "node:assert/strict";
import { show } from "../../../lib/vis/mod.ts";
import { deepFreeze } from "../deep_freeze.ts";

const CLASSES = deepFreeze([
  { accuracy: 0.9, count: 10 },
  { accuracy: 0.5, count: 1000 },
  { accuracy: NaN, count: 0 },
]);

Deno.test("perClassAccuracy() tells accuracy and count of each class", () => {
  const bars = show.perClassAccuracy(CLASSES, ["a", "b", "c"]);
  equal(
    bars.text,
    "Accuracy per class (all: 50.4 %)\nclass  accuracy  examples\n" +
      "a      90.0 %    10\nb      50.0 %    1,000\nc      NaN       0",
  );
});

Deno.test("perClassAccuracy() rejects malformed data", () => {
  const rejects = (
    classes: Parameters<typeof show.perClassAccuracy>[0],
    labels: string[] | undefined,
    message: string,
  ) =>
    throws(() => show.perClassAccuracy(classes, labels), {
      message: `Cannot show the accuracy per class: ${message}`,
    });
  rejects([], undefined, "expected at least one class but found none");
  rejects(CLASSES, ["a"], "expected 3 labels but found 1");
  rejects(
    [{ accuracy: 90, count: 1 }],
    undefined,
    "expected an accuracy from 0 to 1 for class 0 but found 90",
  );
});

Deno.test("perClassAccuracy() rejects an accuracy that is missing and a count below 0", () => {
  throws(() => show.perClassAccuracy(JSON.parse('[{ "count": 1 }]')), {
    name: "RangeError",
    message: "Cannot show the accuracy per class: expected an accuracy from 0 to 1 for class 0 " +
      "but found undefined",
  });
  throws(() => show.perClassAccuracy([{ accuracy: 1, count: -1 }]), {
    name: "RangeError",
    message: "Cannot show the accuracy per class: expected the count of class 0 " +
      "to be a whole number of at least 0 but found -1",
  });
});

Deno.test("perClassAccuracy() of ten classes is drawn in at most 40 KB", async () => {
  const classes = Array.from({ length: 10 }, (_, index) => ({ accuracy: index / 9, count: 1000 }));
  const svg = await show.perClassAccuracy(classes).toSvg();
  ok(svg.length <= 40_000, `${svg.length}`);
});
