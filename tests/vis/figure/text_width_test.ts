import { equal } from "node:assert/strict";
import { textWidth } from "../../../lib/vis/figure/text_width.ts";

const round = (value: number) => Math.round(value * 1000) / 1000;

Deno.test("textWidth() adds the widths of Arial's letters", () => {
  equal(textWidth("iW", 1000, false), 222 + 944);
  equal(textWidth("iW", 1000, true), 278 + 944);
  equal(textWidth("", 12, false), 0);
  equal(textWidth("→", 12, false), 12); // a letter that the table lacks
  equal(round(textWidth("2 · 3", 10, false)), 19.46);
});
