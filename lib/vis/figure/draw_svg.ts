/**
 * Drawing Plotly figures as SVG without a browser.
 *
 * @module
 */
import { createHash } from "node:crypto";
// @ts-types="seedrandom-types"
import seedrandom from "seedrandom";
import { describeError } from "@convbook/check";
import type { PlotlyWindow } from "./plotly_window.ts";

/** How long a drawing may take, in seconds. One of the lessons' takes about 0.1. */
const MAX_SECONDS = 30;

/** The drawing at hand and those that wait for it: the window draws one figure at a time. */
let lastDrawing: Promise<unknown> = Promise.resolve();

/** What draws, or will when it is loaded. */
let loaded: Promise<PlotlyWindow> | undefined;

/**
 * Loads what draws (jsdom and Plotly), once; half a second to a second. The first drawing does so by
 * itself, and so does the first one after a drawing that had to be ended.
 *
 * @returns The window that draws.
 */
export function loadDrawing(): Promise<PlotlyWindow> {
  return loaded ??= import("./plotly_window.ts")
    .then(({ PlotlyWindow }) => PlotlyWindow.load())
    .catch((error) => {
      loaded = undefined; // so that it is tried again
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
 * @param seconds How long it may take, without loading. 30 if left out.
 * @returns The SVG.
 * @throws {Error} If Plotly cannot draw the figure in that time; `cause` is its own error.
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
export function drawSvg(json: string, seconds = MAX_SECONDS): Promise<string> {
  const drawing = lastDrawing.then(async () => {
    const window = await loadDrawing();
    const random = seedrandom(createHash("sha256").update(json).digest("hex"));
    return await window.draw(json, random, seconds);
  });
  lastDrawing = drawing.catch(() => {});
  return drawing.catch((cause) => {
    if (cause?.name === "DrawingTimeError") loaded = undefined;
    // An error of Plotly's belongs to its window, and is none of this program's.
    const reason = cause instanceof Error ? cause : new Error(cause?.message);
    throw new Error(`Cannot draw a figure: ${describeError(reason)}`, { cause });
  });
}
