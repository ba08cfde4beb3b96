import { equal } from "node:assert/strict";
import { compactSvg } from "../../../lib/vis/figure/compact_svg.ts";

Deno.test("compactSvg() leaves out what is said twice, and no more", () => {
  const font = "font-family: Arial, Helvetica, sans-serif";
  equal(
    compactSvg(
      `<svg class="m"><g class="a"><g class="b"/></g><g><text style="${font}; fill: red; ` +
        'fill-opacity: 1;">fill-opacity: 1;</text></g><path style="opacity: 1;" d="M0"/></svg>',
    ),
    `<svg style="${font}" class="m"><g><text style="fill: red">fill-opacity: 1;</text></g>` +
      '<path d="M0"/></svg>',
  );
});
