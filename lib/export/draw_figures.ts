/**
 * The program that draws figures for the exporter: a figure's `data` and `layout` as JSON comes in on
 * each line, and on each line goes out `{ "svg" }`, or `{ "error" }` with what Plotly says. The first
 * line says that it is ready. It ends with its input.
 *
 * @module
 */
import process from "node:process";
import { createInterface } from "node:readline";
import { describeError } from "@convbook/check";
import { drawSvg, loadDrawing } from "@convbook/vis/figure";

if (import.meta.main) {
  await loadDrawing();
  console.log("{}");
  for await (const figure of createInterface({ input: process.stdin })) {
    const drawn = await drawSvg(figure)
      .then((svg) => ({ svg }), (cause) => ({ error: describeError(cause) }));
    console.log(JSON.stringify(drawn));
  }
}
