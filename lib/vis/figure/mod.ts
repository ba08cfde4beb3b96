/**
 * Drawing Plotly's figures without a browser, for programs that have a figure already.
 *
 * @module
 */
export { drawSvg, loadDrawing } from "./draw_svg.ts";
