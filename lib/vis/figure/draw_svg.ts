/**
 * Drawing Plotly figures as SVG without a browser.
 *
 * @module
 */
import { createHash } from "node:crypto";
// @ts-types="seedrandom-types"
import seedrandom from "seedrandom";

/** The drawing at hand and those that wait for it: the window draws one figure at a time. */
let lastDrawing: Promise<unknown> = Promise.resolve();

/**
 * Loads what draws (jsdom and Plotly), once; half a second to a second. The first drawing does so by
 * itself.
 *
 * @returns The window that draws.
 */
export const loadDrawing = once(async () => {
  const { PlotlyWindow } = await import("./plotly_window.ts");
  return await PlotlyWindow.load();
});

/** Keeps a promise that was fulfilled, so that a failed load is tried again. */
function once<T>(load: () => Promise<T>): () => Promise<T> {
  let loaded: Promise<T> | undefined;
  return () =>
    loaded ??= load().catch((error) => {
      loaded = undefined;
      throw error;
    });
}

/**
 * Draws a figure as SVG.
 *
 * Plotly gives elements random ids. They are drawn from a hash of the figure here, so that the same
 * figure always gives the same bytes and two different ones can stand in one page.
 *
 * @param json The figure's `data` and `layout` as JSON; the layout with `width` and `height`.
 * @returns The SVG.
 * @throws {Error} If Plotly cannot draw the figure; `cause` is its own error.
 *
 * @example
 * ```ts
 * import { drawSvg } from "./draw_svg.ts";
 * import { match } from "node:assert/strict";
 *
 * const json = JSON.stringify({ data: [{ y: [1, 2] }], layout: { width: 300, height: 200 } });
 * match(await drawSvg(json), /^<svg /);
 * ```
 */
export function drawSvg(json: string): Promise<string> {
  const drawing = lastDrawing.then(async () => {
    const window = await loadDrawing();
    return await window.draw(json, seedrandom(createHash("sha256").update(json).digest("hex")));
  });
  lastDrawing = drawing.catch(() => {});
  return drawing.catch((cause) => {
    throw new Error(`Cannot draw a figure: ${cause?.message ?? cause}`, { cause });
  });
}
