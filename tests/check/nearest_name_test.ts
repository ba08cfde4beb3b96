import { equal } from "node:assert/strict";
import { didYouMean } from "../../lib/check/nearest_name.ts";

Deno.test("didYouMean() finds the nearest of several names, whatever the letters' case", () => {
  const known = ["xLabel", "yLabel", "width", "height"];
  equal(didYouMean("ylabel", known), " (did you mean yLabel?)");
  equal(didYouMean("heigth", known), " (did you mean height?)");
  equal(didYouMean("widht", known), " (did you mean width?)");
});

Deno.test("didYouMean() asks after nothing where no name is near, or the text is not a name", () => {
  equal(didYouMean("colour", ["xLabel", "width"]), "");
  equal(didYouMean("", ["xLabel"]), "");
  equal(didYouMean("xLabel".repeat(100_000), ["xLabel"]), "");
});
