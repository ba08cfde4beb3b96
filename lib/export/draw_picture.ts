/**
 * Drawing the pictures of Plotly's figures, in a program of its own.
 *
 * @module
 */
import { fileURLToPath } from "node:url";
import { Drawing } from "./drawing_program.ts";

const PROGRAM = fileURLToPath(new URL("draw_figures.ts", import.meta.url));

const PLOTLY = new Drawing([
  "--cached-only",
  "--allow-read",
  "--allow-env",
  "--allow-ffi",
  PROGRAM,
]);

/**
 * Draws a figure as SVG. One program draws all figures; it is started when the first one has to be
 * drawn (a second), and again after a drawing that had to be ended.
 *
 * @param json The figure's `data` and `layout` as JSON; the layout with `width` and `height`.
 * @param seconds How long the drawing may take. If left out 10, and 1 when five had to be ended.
 * @returns The SVG.
 * @throws {NotDrawnError} If that takes longer, or too much memory, or the program does not start.
 * @throws {Error} If Plotly cannot draw it.
 *
 * @example
 * ```ts
 * import { drawPicture } from "./draw_picture.ts";
 * import { match } from "node:assert/strict";
 *
 * const json = JSON.stringify({ data: [{ y: [1, 2] }], layout: { width: 300, height: 200 } });
 * match(await drawPicture(json), /^<svg /);
 * ```
 */
export function drawPicture(json: string, seconds?: number): Promise<string> {
  return PLOTLY.draw(json, seconds);
}
