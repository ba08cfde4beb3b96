/**
 * The program that draws figures for the exporter: a figure's `data` and `layout` as JSON comes in on
 * each line, and on each line goes out `{ "svg" }`, or `{ "error" }` with what Plotly says. The first
 * line says that it is ready. It ends with its input.
 *
 * @module
 */
import process from "node:process";
import { createInterface } from "node:readline";
import { describeError } from "../../lib/check.ts";
import { drawSvg, loadDrawing } from "../../lib/vis/figure/draw_svg.ts";

if (import.meta.main) {
  await loadDrawing();
  console.log("{}");
  for await (const figure of createInterface({ input: process.stdin })) {
    const drawn = await drawSvg(figure)
      .then((svg) => ({ svg }), (cause) => ({ error: describeError(cause) }));
    console.log(JSON.stringify(drawn));
  }
}
