/**
 * Plotly's own types under names of ours, so that the public API can be documented without Plotly's
 * whole type tree.
 *
 * @module
 */
import type { Data, Layout } from "plotly-types";

/** One trace of a Plotly figure: its kind (`type`), its numbers and how they are drawn. */
export type PlotlyData = Data;
/** A Plotly figure's layout: size, titles, axes, shapes and annotations. */
export type PlotlyLayout = Partial<Layout>;
